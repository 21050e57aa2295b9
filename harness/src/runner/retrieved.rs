//! A retrieved notification with what its signature is worth.

use signoff_protocol::notification::{NotificationMetadata, PendingNotification};

use crate::transcript::{SignatureVerdict, judge};

/// A signed notification, judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retrieved {
    metadata: NotificationMetadata,
    verdict: SignatureVerdict,
}

impl Retrieved {
    /// Judges each notification of an answer, up to the EUM; ascending by sequence number.
    pub fn judge(answer: &[PendingNotification]) -> Vec<Self> {
        let one = |notification: &PendingNotification| Self {
            metadata: notification.metadata().clone(),
            verdict: judge(notification, None),
        };
        let mut all: Vec<Self> = answer.iter().map(one).collect();
        all.sort_by_key(|one| one.metadata.seq_number);
        all
    }

    /// Number, event, address, ICCID.
    pub const fn metadata(&self) -> &NotificationMetadata {
        &self.metadata
    }

    /// What its signature is worth.
    pub const fn verdict(&self) -> &SignatureVerdict {
        &self.verdict
    }

    /// Whether signature and chain hold.
    pub const fn is_valid(&self) -> bool {
        matches!(self.verdict, SignatureVerdict::Valid(_))
    }
}
