//! What became of one notification, as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lpa::delivery::{Delivery, DeliveryOutcome, Removal};
use crate::verification::Failure;

/// What became of one notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Delivered {
    /// Its number.
    pub number: u32,
    /// `disable`, `delete`; `None` if the card has no such number.
    pub event: Option<String>,
    /// The SM-DP+.
    pub address: String,
    /// Whether its address acknowledged it.
    pub sent: Sent,
    /// Whether the card has let it go.
    pub card: OnCard,
}

/// How a delivery ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Sent {
    /// It was acknowledged.
    Acknowledged {
        /// How often it was sent.
        attempts: u32,
        /// Whether it had been acknowledged before.
        again: bool,
    },
    /// It was not.
    Failed {
        /// How often it was sent.
        attempts: u32,
        /// The last reason.
        reason: Failure,
    },
    /// An earlier one for the same address was not acknowledged.
    Held {
        /// Its number.
        behind: u32,
    },
    /// The card has no such number.
    NotFound,
    /// Its address is none.
    BadAddress,
    /// The card does not give it.
    Unreadable {
        /// What it says instead.
        said: String,
    },
    /// It could not be archived before.
    NotArchived {
        /// Why.
        said: String,
    },
    /// The link to the card broke before its turn.
    NotAttempted,
}

/// Whether a notification is still on the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum OnCard {
    /// It is gone.
    Removed,
    /// It stays there, as it should.
    Kept,
    /// It should be gone, and is not or may not be.
    NotRemoved {
        /// Why.
        said: String,
    },
}

impl Delivered {
    /// Whether nothing is left to be done. One that is acknowledged and stays on the card would be sent again, and is.
    pub fn is_settled(&self) -> bool {
        matches!(self.sent, Sent::Acknowledged { .. }) && self.card == OnCard::Removed
    }
}

impl From<&Delivery> for Delivered {
    fn from(delivery: &Delivery) -> Self {
        Self {
            number: delivery.seq_number.get(),
            event: delivery.event.map(|event| event.name().to_owned()),
            address: delivery.address.clone(),
            sent: (&delivery.outcome).into(),
            card: match &delivery.removal {
                Removal::Removed => OnCard::Removed,
                Removal::Kept => OnCard::Kept,
                Removal::Failed { reason } => OnCard::NotRemoved { said: reason.clone() },
            },
        }
    }
}

impl From<&DeliveryOutcome> for Sent {
    fn from(outcome: &DeliveryOutcome) -> Self {
        match outcome {
            DeliveryOutcome::Acknowledged { attempts, again, .. } => Self::Acknowledged {
                attempts: *attempts,
                again: *again,
            },
            DeliveryOutcome::Failed { attempts, error } => Self::Failed {
                attempts: *attempts,
                reason: error.into(),
            },
            DeliveryOutcome::Held { behind } => Self::Held { behind: behind.get() },
            DeliveryOutcome::NotFound => Self::NotFound,
            DeliveryOutcome::BadAddress(_) => Self::BadAddress,
            DeliveryOutcome::Unreadable { reason } => Self::Unreadable { said: reason.clone() },
            DeliveryOutcome::NotArchived(error) => Self::NotArchived {
                said: error.to_string(),
            },
            DeliveryOutcome::NotAttempted => Self::NotAttempted,
        }
    }
}
