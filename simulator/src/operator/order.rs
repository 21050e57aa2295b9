//! An order at the desk.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{ItemAction, OrderState, TerminationQuote};

use crate::smdp::{Record, StoreError, kept};

/// How the keys of orders begin.
pub(super) const KEY: &str = "order/";

/// An order, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Order {
    /// The reference number.
    pub reference: String,
    pub account: String,
    pub external_id: String,
    pub asked: Asked,
    pub state: OrderState,
    pub ordered_at: Timestamp,
    /// The first day without service.
    pub effective: Option<Date>,
    /// Its midnight, or for a withdrawal the moment of the confirmation.
    pub effective_at: Option<Timestamp>,
    pub confirm_by: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
    pub cancelled_at: Option<Timestamp>,
    pub reason: Option<String>,
    pub outcome: Outcome,
    pub esim: EsimStep,
    pub matching_id: Option<String>,
    pub activation_code: Option<String>,
    pub quote: Option<TerminationQuote>,
}

/// What was asked for: the same again is the same order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    #[serde(with = "kept::text")]
    pub iccid: Iccid,
    pub action: ItemAction,
    pub date: Option<Date>,
    pub withdrawal: bool,
}

/// What will come of a confirmed order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// What was ordered.
    #[default]
    Right,
    /// Nothing, and nobody says so.
    Never,
    /// The end of another line.
    Other(#[serde(with = "kept::text")] Iccid),
}

/// How far the order of a new eSIM is at the SM-DP+.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EsimStep {
    /// What is left of an older order is taken back.
    #[default]
    Cancel,
    /// downloadOrder
    Download,
    /// confirmOrder
    Confirm,
}

impl Order {
    /// Whether it is to be carried out.
    pub(super) fn is_under_way(&self) -> bool {
        self.state == OrderState::InProgress
    }

    /// Whether something may still become of it.
    pub(super) const fn is_open(&self) -> bool {
        matches!(self.state, OrderState::Acknowledged | OrderState::InProgress)
    }

    pub(super) fn is_termination(&self) -> bool {
        self.asked.action == ItemAction::Delete
    }

    pub(super) fn record(&self) -> Result<Record, StoreError> {
        kept::record(format!("{KEY}{}", self.reference), self)
    }
}
