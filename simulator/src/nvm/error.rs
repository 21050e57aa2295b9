//! What can be wrong with a store.

use std::io;
use std::path::PathBuf;

use super::Key;

/// Why a store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum NvmError {
    /// The power was lost; nothing works until it is restored.
    #[error("the card has no power")]
    PowerLost,
    /// The operating system refused.
    #[error("can't {action} {}", path.display())]
    Io {
        /// A verb: "read", "lock".
        action: &'static str,
        /// Which file.
        path: PathBuf,
        /// What it said.
        #[source]
        source: io::Error,
    },
    /// Something else is kept there.
    #[error(
        "{} is not the state of a simulated card ({reason}); name an empty or new directory, or remove it",
        path.display()
    )]
    Foreign {
        /// The file or directory.
        path: PathBuf,
        /// What was found.
        reason: String,
    },
    /// A later version of this program wrote it.
    #[error(
        "{} has format {found}, this program reads formats up to {known}; use a newer program or another directory",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format read.
        known: u32,
    },
    /// It was ours once, and something changed it.
    #[error(
        "{} is damaged at byte {offset} ({reason}); restore it from a copy, or remove it for a fresh card",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where.
        offset: u64,
        /// What is wrong there.
        reason: String,
    },
    /// Another process has it open.
    #[error("{} is in use by another process; end that one, or use another directory", path.display())]
    InUse {
        /// The file that is locked.
        path: PathBuf,
    },
    /// A record or the whole store would exceed its bound.
    #[error("record {key} of {length} bytes does not fit: {limit} bytes are allowed")]
    TooBig {
        /// Which record.
        key: Key,
        /// Its length, or the length of all records with it.
        length: usize,
        /// The bound.
        limit: usize,
    },
}
