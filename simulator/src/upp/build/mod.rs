//! Packages of simulated profiles: small, and complete enough for a modem.

mod bytes;
mod content;
mod message;
mod package;
mod phonebook;
mod phonebook_files;
mod rules;

pub(crate) use message::message_records;
pub(crate) use package::has_three_digits;
pub use package::{UppContent, build, build_of};
pub(crate) use phonebook::{name_fits, phonebook_fits};
