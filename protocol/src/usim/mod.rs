//! What a person has in the files of a USIM: contacts, short messages, own numbers (3GPP TS 31.102, TS 23.040, TS 23.038;
//! TS 51.011 for cards of the GSM).
//!
//! Decoders take a record as it is read from the card and give `None` for a free one; encoders fill a record of a given
//! length. What a card has and no specification knows is kept or told, never dropped in silence.

mod adn;
pub mod alpha;
pub mod alphabet;
mod anr;
mod dialling_number;
mod error;
mod extension;
mod file_parameters;
mod imsi;
mod linked_text;
mod pbr;
pub mod septets;
pub mod sms;

pub use adn::AdnRecord;
pub use anr::AnrRecord;
pub use dialling_number::DiallingNumber;
pub use error::UsimError;
pub use extension::ExtensionRecord;
pub use file_parameters::{FileParameters, FileShape};
pub use imsi::imsi_digits;
pub use linked_text::LinkedText;
pub use pbr::{LinkType, PhonebookFile, PhonebookFileKind, PhonebookReference};
