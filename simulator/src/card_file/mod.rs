//! A card as its YAML file describes it: what it is, what is on it, how it deviates from the standard.
//!
//! The file is read as it is ([`CardFile::parse`]), then checked for sense ([`CardFile::check`]); a
//! [`Card`](crate::Card) is only made of a file that passes.

mod check;
mod check_content;
mod contact;
mod document;
mod message;
mod profile;
pub(crate) mod text;

pub use check::CardFileError;
pub(crate) use check::check_profile;
pub use contact::{ContactFile, PhonebookLayout, PhonebookPlace};
pub use document::{CardFile, CardKind, EimFile, OperatorFile, PendingFile, PendingKind, RatRow};
pub use message::{MessageFile, MessageStateName};
pub use profile::{
    AlgorithmName, EventName, IconFile, IconTypeName, NotificationFile, PolicyRuleName, ProfileClassName,
    ProfileFile, ProfileStateName,
};
