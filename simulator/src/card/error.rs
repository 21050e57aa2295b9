//! Why there is no card, and why a card says nothing.

use crate::card_file::CardFileError;
use crate::nvm::NvmError;
use crate::pki::PkiError;

/// Why a card can't be made.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// The card file makes no sense.
    #[error("the card file describes no card that can be")]
    File(#[from] CardFileError),
    /// The non-volatile memory fails.
    #[error("the card's memory can't be used")]
    Nvm(#[from] NvmError),
    /// Keys and certificates can't be made.
    #[error("the card's keys and certificates can't be made")]
    Pki(#[from] PkiError),
    /// The memory holds something that this card did not write.
    #[error("the card's memory holds record {key}, which is malformed: {problem}")]
    Image {
        /// Which record.
        key: crate::nvm::Key,
        /// What is wrong with it.
        problem: String,
    },
    /// The memory is that of another card.
    #[error("the card's memory belongs to EID {found}, the card file says {expected}")]
    ForeignImage {
        /// EID in the memory.
        found: String,
        /// EID of the file.
        expected: String,
    },
}

/// The card says nothing: it has no power, or lost it in the middle of a command. Silent until powered on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the card does not answer: it has no power")]
pub struct Mute;
