//! Why a step failed, as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::usim::UsimFailure;
use crate::verification::Failure;

/// Why a step failed. [`super::texts::trouble()`] makes a sentence of it, in any language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "trouble", rename_all = "snake_case")]
pub enum Trouble {
    /// Notifications are not acknowledged.
    NotAcknowledged {
        /// How many.
        count: usize,
    },
    /// The plan names something that is no ICCID.
    NoIccid {
        /// What it names.
        text: String,
    },
    /// No way to an SM-DP+ was given.
    NoWayToSmdp,
    /// No operator was named.
    NoOperator,
    /// The order at the operator was taken back, or failed.
    OrderFailed {
        /// What the operator calls it.
        reference: String,
        /// In the words of the operator, if it gave a reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said: Option<String>,
    },
    /// The person contacted the operator, and it refused.
    ContactRefused,
    /// The person did not reach the operator.
    ContactNotReached,
    /// A file can't be written.
    NotWritten {
        /// Which.
        place: String,
        /// What the system says.
        said: String,
    },
    /// It was sent, and the state shows each time that it did not happen.
    NotDone {
        /// The function, as SGP.22 spells it.
        function: String,
        /// How often.
        times: usize,
    },
    /// The answer was lost, and the state does not tell what happened.
    Unclear {
        /// The function, as SGP.22 spells it.
        function: String,
    },
    /// The card asks for PIN 1.
    PinNeeded {
        /// How many tries are left, where the device tells.
        tries: Option<u8>,
    },
    /// The PIN was wrong.
    PinWrong {
        /// How many tries are left, where the device tells.
        tries: Option<u8>,
    },
    /// The PIN was not sent: it could be the last try.
    PinLastTry,
    /// The PIN is blocked.
    PinBlocked,
    /// The files of the profile can't be reached.
    UsimUnreachable,
    /// Somebody gave no answer that can be used.
    #[serde(untagged)]
    Asked(Failure),
}

impl<T: Into<Failure>> From<T> for Trouble {
    fn from(failure: T) -> Self {
        Self::Asked(failure.into())
    }
}

impl Trouble {
    /// What keeps a backup from being read.
    pub fn of_backup(failure: &UsimFailure) -> Self {
        match failure {
            UsimFailure::PinRequired { tries } => Self::PinNeeded { tries: *tries },
            UsimFailure::WrongPin { tries } => Self::PinWrong { tries: *tries },
            UsimFailure::LastTry { .. } => Self::PinLastTry,
            UsimFailure::PinBlocked => Self::PinBlocked,
            UsimFailure::Unreachable { .. } => Self::UsimUnreachable,
            UsimFailure::Transport { source, .. } => source.into(),
            UsimFailure::Refused { path, status, .. } => Failure::answered(path.to_string(), status).into(),
            other => Failure::Said(other.to_string()).into(),
        }
    }
}
