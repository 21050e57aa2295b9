//! What keeps a lab from starting.

use std::path::PathBuf;

use signoff_simulator::card::CardError;
use signoff_simulator::nvm::NvmError;
use signoff_simulator::pki::PkiError;
use signoff_simulator::serve::https::HttpsError;
use signoff_simulator::serve::smdp_store::FileStoreError;
use signoff_simulator::smdp::SmdpError;

use crate::lpa::archive::ArchiveError;
use crate::lpa::es9p::Es9pCause;

/// Why there is no lab.
#[derive(Debug, thiserror::Error)]
pub enum LabError {
    /// Another lab is there.
    #[error("another lab runs in {}; end it, or give another folder with --dir", folder.display())]
    Occupied {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder can't be used.
    #[error("cannot use the folder {}: {source}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The card.
    #[error("no card can be like that: {0}")]
    Card(#[from] CardError),
    /// The state of the card.
    #[error("cannot use the state of the card in {}: {source}", folder.display())]
    CardState {
        /// The folder.
        folder: PathBuf,
        /// What the store says.
        source: NvmError,
    },
    /// Keys and certificates of the SM-DP+.
    #[error("no certificates for the SM-DP+: {0}")]
    Pki(#[from] PkiError),
    /// The SM-DP+.
    #[error("no SM-DP+ can be like that: {0}")]
    Smdp(#[from] SmdpError),
    /// A package that the SM-DP+ delivers.
    #[error("cannot read the package {}: {source}", path.display())]
    Package {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The state of the SM-DP+.
    #[error(transparent)]
    SmdpState(#[from] FileStoreError),
    /// The socket of the SM-DP+.
    #[error("the SM-DP+ cannot be served: {0}")]
    Https(#[from] HttpsError),
    /// The line of the modem.
    #[error("the modem cannot be served at {place}: {source}")]
    Line {
        /// Where.
        place: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// An operator's desk.
    #[error("no desk for the operator {name}: {reason}")]
    Operator {
        /// Which.
        name: String,
        /// Why.
        reason: String,
    },
    /// The client of ES9+.
    #[error("no client of ES9+: {0}")]
    Client(Box<Es9pCause>),
    /// The archive of notifications.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The page.
    #[error("the page cannot be served at {place}: {source}")]
    Page {
        /// Where.
        place: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The page is for this machine alone.
    #[error("{place} is no loopback address; the page is for this machine alone")]
    NotLoopback {
        /// What was asked for.
        place: String,
    },
    /// The machine gives no random bytes.
    #[error("the machine gives no random bytes")]
    Random,
}
