//! The files of the enabled profile, its PINs and its keys (ETSI TS 102 221 §8, §9, §11; 3GPP TS 31.102).
//!
//! An installer fills a [`FileSystem`]; SELECT moves the `Position` of a channel in it, the other commands
//! work on what is selected, under the access rules that the files refer to.

mod access;
mod aka;
mod binary;
mod control;
mod data;
mod error;
mod file_system;
mod handle;
mod overlay;
mod pin;
mod pins;
#[cfg(test)]
mod properties;
mod records;
mod select;
mod spec;
#[cfg(test)]
mod testbed;
mod without_profile;

pub use aka::{AkaAlgorithm, AkaParameters, MilenageParameters, SequenceNumbers, TuakParameters};
pub use error::FileSystemError;
pub use file_system::FileSystem;
pub use handle::FileHandle;
pub use pin::{PinSpec, PukSpec};
pub use spec::{
    DirectorySpec, FileKind, FileSpec, Fill, LinkSpec, SPECIAL_HIGH_UPDATE, SPECIAL_USABLE_WHEN_DEACTIVATED,
    SecurityRule,
};

pub(crate) use aka::Context;
pub(crate) use pins::PinCommand;
pub(crate) use records::RecordMode;
pub(crate) use select::Position;
pub(crate) use without_profile::files_without_profile;
