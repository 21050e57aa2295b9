//! Why there are no usable keys.

use std::io;
use std::path::PathBuf;

use signoff_protocol::id::Eid;

use super::VerifyError;

/// Why keys and certificates could not be made or loaded.
#[derive(Debug, thiserror::Error)]
pub enum PkiError {
    /// A certificate could not be built.
    #[error("can't issue the {certificate} certificate: {reason}")]
    Issue {
        /// "CI", "EUM", "eUICC".
        certificate: &'static str,
        /// What the encoder said.
        reason: String,
    },
    /// A file could not be read.
    #[error("can't read {}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// No file of the folder has this part.
    #[error("{}: no {part} found; {hint}", directory.display())]
    Missing {
        /// The folder.
        directory: PathBuf,
        /// "CI certificate", "EUM key", ...
        part: &'static str,
        /// What to put there.
        hint: &'static str,
    },
    /// A file is neither a certificate nor a P-256 key.
    #[error("{}: {reason}", path.display())]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Two files claim the same part.
    #[error("{} and {} are both the {part}; keep one", first.display(), second.display())]
    Ambiguous {
        /// "CI certificate", "EUM key", ...
        part: &'static str,
        /// One file.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// The eUICC certificate given is for another card.
    #[error("{}: the eUICC certificate is for EID {found}, the card has {expected}", path.display())]
    OtherEid {
        /// Which file.
        path: PathBuf,
        /// EID in the certificate.
        found: Eid,
        /// EID of the card.
        expected: Eid,
    },
    /// The certificates don't follow from each other.
    #[error("{}: the certificates are no chain", directory.display())]
    Chain {
        /// The folder.
        directory: PathBuf,
        /// Which check failed.
        #[source]
        source: VerifyError,
    },
}
