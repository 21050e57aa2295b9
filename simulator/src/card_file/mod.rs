//! A card as its YAML file describes it: what it is, what is on it, how it deviates from the standard.
//!
//! The file is read as it is ([`CardFile::parse`]), then checked for sense ([`CardFile::check`]); a
//! [`Card`](crate::Card) is only made of a file that passes.

mod check;
mod check_content;
mod document;
mod profile;
pub(crate) mod text;

pub use check::CardFileError;
pub(crate) use check::check_profile;
pub use document::{CardFile, CardKind, EimFile, OperatorFile, PendingFile, PendingKind, RatRow};
pub use profile::{
    AlgorithmName, ContactFile, EventName, IconFile, IconTypeName, MessageFile, MessageStateName,
    NotificationFile, PolicyRuleName, ProfileClassName, ProfileFile, ProfileStateName,
};
