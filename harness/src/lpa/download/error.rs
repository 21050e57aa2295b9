//! What keeps a download from an outcome.

use super::super::LpaError;
use super::super::es9p::Es9pError;
use super::{Cancellation, Stage};

/// Why a download has no outcome. The eUICC has no new profile.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DownloadError {
    /// The link to the eUICC broke.
    #[error("{stage}: {source}")]
    Lpa {
        /// Where.
        stage: Stage,
        /// What happened.
        #[source]
        source: LpaError,
        /// Who was told that it ends.
        cancellation: Cancellation,
    },
    /// The server did not answer, or not as a server should.
    #[error("{source}")]
    Es9p {
        /// Where.
        stage: Stage,
        /// What happened.
        #[source]
        source: Es9pError,
        /// Who was told that it ends.
        cancellation: Cancellation,
    },
}

impl DownloadError {
    /// Where.
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Lpa { stage, .. } | Self::Es9p { stage, .. } => *stage,
        }
    }
}
