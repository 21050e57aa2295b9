//! What an archive does.

use super::ArchivedNotification;

/// Keeps notifications.
pub trait Archive: Send {
    /// Keeps a notification as the card gave it. One that is there already is kept once.
    ///
    /// # Errors
    /// It is not kept; it must not be removed from the card.
    fn keep(&mut self, notification: &ArchivedNotification) -> Result<(), ArchiveError>;

    /// Notes that the SM-DP+ acknowledged it.
    ///
    /// # Errors
    /// It is not noted.
    fn note_acknowledged(&mut self, notification: &ArchivedNotification) -> Result<(), ArchiveError>;

    /// Whether an acknowledgement is noted for just these bytes.
    fn was_acknowledged(&self, notification: &ArchivedNotification) -> bool;

    /// All that is kept, in the order in which it was kept.
    fn entries(&self) -> Vec<ArchivedNotification>;
}

/// The archive cannot keep or give what it should.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("archive {place}: {reason}")]
pub struct ArchiveError {
    /// The file or folder.
    pub place: String,
    /// What happened.
    pub reason: String,
}
