//! What became of each notification.

use std::fmt;

use signoff_protocol::id::{Iccid, SeqNumber};
use signoff_protocol::notification::{Event, NotificationMetadata};

use super::super::LpaError;
use super::super::archive::ArchiveError;
use super::super::es9p::{AddressError, Es9pError};

/// One notification and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// Its number.
    pub seq_number: SeqNumber,
    /// What it reports; `None` if the card has no such number.
    pub event: Option<Event>,
    /// The profile, where it names one.
    pub iccid: Option<Iccid>,
    /// The address, as the card has it.
    pub address: String,
    /// Whether its address acknowledged it.
    pub outcome: DeliveryOutcome,
    /// Whether it is gone from the card.
    pub removal: Removal,
}

/// How a delivery ended.
#[derive(Clone, Debug, PartialEq)]
pub enum DeliveryOutcome {
    /// The SM-DP+ acknowledged it.
    Acknowledged {
        /// How often it was sent now.
        attempts: u32,
        /// Whether it had been acknowledged before, and only its removal was missing: the SM-DP+ has a duplicate.
        again: bool,
        /// What was unusual.
        notes: Vec<String>,
    },
    /// It was sent, and not acknowledged.
    Failed {
        /// How often it was sent.
        attempts: u32,
        /// The last reason.
        error: Es9pError,
    },
    /// It was not sent: an earlier one for the same address was not acknowledged, and order counts.
    Held {
        /// The earlier one.
        behind: SeqNumber,
    },
    /// The card has no notification with this number.
    NotFound,
    /// Its address is none.
    BadAddress(AddressError),
    /// The card does not give it.
    Unreadable {
        /// What it says instead.
        reason: String,
    },
    /// It could not be archived, and so was not sent.
    NotArchived(ArchiveError),
    /// The link to the card broke before its turn.
    NotAttempted,
}

/// Whether a notification is gone from the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It is.
    Removed,
    /// It stays there, as it should.
    Kept,
    /// It was acknowledged and should be gone, and is not or may not be.
    Failed {
        /// Why.
        reason: String,
    },
}

/// What became of all of them.
#[derive(Debug)]
pub struct DeliveryReport {
    /// By ascending number.
    pub deliveries: Vec<Delivery>,
    /// Why it ended early, if the link to the card broke.
    pub stopped: Option<LpaError>,
}

impl Delivery {
    /// A notification of which nothing is known yet.
    pub(super) fn of(metadata: &NotificationMetadata, outcome: DeliveryOutcome) -> Self {
        Self {
            seq_number: metadata.seq_number,
            event: Some(metadata.event),
            iccid: metadata.iccid,
            address: metadata.address.clone(),
            outcome,
            removal: Removal::Kept,
        }
    }

    /// A number that the card does not have.
    pub(super) const fn not_found(seq_number: SeqNumber) -> Self {
        Self {
            seq_number,
            event: None,
            iccid: None,
            address: String::new(),
            outcome: DeliveryOutcome::NotFound,
            removal: Removal::Kept,
        }
    }

    /// Whether its address acknowledged it.
    pub const fn is_acknowledged(&self) -> bool {
        matches!(self.outcome, DeliveryOutcome::Acknowledged { .. })
    }

    /// Whether it is gone from the card.
    pub const fn is_removed(&self) -> bool {
        matches!(self.removal, Removal::Removed)
    }
}

impl DeliveryReport {
    /// Whether everything was acknowledged, and removed if it should be.
    pub fn is_complete(&self) -> bool {
        self.stopped.is_none()
            && self.deliveries.iter().all(|delivery| {
                delivery.is_acknowledged() && !matches!(delivery.removal, Removal::Failed { .. })
            })
    }
}

impl DeliveryOutcome {
    /// One word for flows and tables: `acknowledged`, `held`, `status_500`.
    pub fn word(&self) -> String {
        match self {
            Self::Acknowledged { .. } => "acknowledged".to_owned(),
            Self::Failed { error, .. } => error.word(),
            Self::Held { .. } => "held".to_owned(),
            Self::NotFound => "not_found".to_owned(),
            Self::BadAddress(_) => "bad_address".to_owned(),
            Self::Unreadable { .. } => "unreadable".to_owned(),
            Self::NotArchived(_) => "not_archived".to_owned(),
            Self::NotAttempted => "not_attempted".to_owned(),
        }
    }

    /// What a user can do about it, if it failed.
    pub const fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Acknowledged { .. } | Self::Held { .. } => None,
            Self::Failed { error, .. } => Some(error.advice()),
            Self::NotFound => Some("signoff notification list tells the numbers"),
            Self::BadAddress(_) => {
                Some("no SM-DP+ can be told; signoff notification remove takes it off the card")
            }
            Self::Unreadable { .. } => Some("signoff notification show tells what the card answers"),
            Self::NotArchived(_) => Some("give another folder with --archive"),
            Self::NotAttempted => Some("run the same command again when the card answers"),
        }
    }
}

impl fmt::Display for DeliveryOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Acknowledged {
                attempts,
                again,
                notes,
            } => {
                f.write_str("acknowledged")?;
                if *attempts > 1 {
                    write!(f, " at attempt {attempts}")?;
                }
                if *again {
                    f.write_str(" again: it had been before, and was still on the card")?;
                }
                notes.iter().try_for_each(|note| write!(f, "; {note}"))
            }
            Self::Failed { attempts: 1, error } => write!(f, "{error}"),
            Self::Failed { attempts, error } => write!(f, "{error}, {attempts} attempts"),
            Self::Held { behind } => {
                write!(
                    f,
                    "not sent: {behind} for the same address was not acknowledged, and order counts"
                )
            }
            Self::NotFound => f.write_str("the card has no notification with this number"),
            Self::BadAddress(error) => write!(f, "{error}"),
            Self::Unreadable { reason } => write!(f, "the card does not give it: {reason}"),
            Self::NotArchived(error) => write!(f, "not sent: {error}"),
            Self::NotAttempted => f.write_str("not sent: the link to the card broke before its turn"),
        }
    }
}
