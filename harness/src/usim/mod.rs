//! What a person has in the USIM of the enabled profile, saved before the profile is lost, and put into another one.
//!
//! [`backup()`] reads files through whatever the device offers ([`UsimFiles`]: APDUs on a logical channel, or `AT+CRSM`),
//! makes contacts and messages of them ([`Backup`]), and writes a folder ([`Backup::write`]); [`restore()`] reads such a folder
//! ([`Saved::read`]), checks what fits ([`Plan`]), writes into free records and reads them back. Nothing here guesses
//! a PIN, or sends one twice.

mod backup;
mod book;
mod contact;
mod crsm;
mod document;
mod error;
mod file_image;
mod file_path;
mod files;
mod folder;
mod message;
mod options;
mod phonebook;
mod pin;
mod reader;
pub mod restore;
mod saved;
mod vcard;
mod way;

#[cfg(test)]
mod tests;

pub use backup::{Backup, ProfileDescription, backup, look};
pub use contact::{Contact, ContactNumber};
pub use document::BackupDocument;
pub use error::UsimFailure;
pub use file_image::{FileContent, FileImage};
pub use file_path::FilePath;
pub use files::UsimFiles;
pub use folder::FolderError;
pub use message::{Message, MessagePart};
pub use options::{BackupOptions, PinOptions, Via};
pub use pin::{Pin, PinError, PinStatus};
pub use restore::{Misfit, Plan, RestoreOptions, Restored, Unfit, restore};
pub use saved::{Saved, SavedError};
