//! An archive that lasts as long as the process.

use super::{Archive, ArchiveError, ArchivedNotification};

/// Keeps notifications in memory, for flows and tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryArchive {
    entries: Vec<Kept>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    notification: ArchivedNotification,
    acknowledged: bool,
}

impl MemoryArchive {
    /// An empty one.
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    pub(super) fn holds(&self, notification: &ArchivedNotification) -> bool {
        self.entries.iter().any(|kept| kept.notification == *notification)
    }

    pub(super) fn add(&mut self, notification: ArchivedNotification) {
        if !self.holds(&notification) {
            self.entries.push(Kept {
                notification,
                acknowledged: false,
            });
        }
    }

    /// Marks the entry; an acknowledgement of something that is not kept is nothing.
    pub(super) fn mark(&mut self, notification: &ArchivedNotification) {
        for kept in &mut self.entries {
            kept.acknowledged |= kept.notification == *notification;
        }
    }
}

impl Archive for MemoryArchive {
    fn keep(&mut self, notification: &ArchivedNotification) -> Result<(), ArchiveError> {
        self.add(notification.clone());
        Ok(())
    }

    fn note_acknowledged(&mut self, notification: &ArchivedNotification) -> Result<(), ArchiveError> {
        self.mark(notification);
        Ok(())
    }

    fn was_acknowledged(&self, notification: &ArchivedNotification) -> bool {
        self.entries
            .iter()
            .any(|kept| kept.acknowledged && kept.notification == *notification)
    }

    fn entries(&self) -> Vec<ArchivedNotification> {
        self.entries
            .iter()
            .map(|kept| kept.notification.clone())
            .collect()
    }
}
