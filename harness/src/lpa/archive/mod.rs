//! Where signed notifications are kept before the card forgets them, and what is known of their delivery.
//!
//! An entry is written before its notification is sent, its acknowledgement is noted before the card is told to
//! remove it. A crash in between leaves a notification that is acknowledged and still on the card: it is sent
//! again, which the SM-DP+ notices as a duplicate, and is never lost.

mod directory;
mod entry;
mod memory;
mod store;

pub use directory::DirectoryArchive;
pub use entry::{ArchivedNotification, DumpError};
pub use memory::MemoryArchive;
pub use store::{Archive, ArchiveError};
