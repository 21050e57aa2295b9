//! What came of a person's contact with the operator.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::flow::word::ManualOutcome;

/// What came of a person's contact with the operator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactOutcome {
    /// The operator ends the contract.
    #[default]
    Done,
    /// It does not.
    Refused,
    /// It was not reached.
    NotReached,
    /// The person will do it later.
    Postponed,
}

impl From<ManualOutcome> for ContactOutcome {
    fn from(outcome: ManualOutcome) -> Self {
        match outcome {
            ManualOutcome::Done => Self::Done,
            ManualOutcome::Refused => Self::Refused,
            ManualOutcome::NotReached => Self::NotReached,
            ManualOutcome::Postponed => Self::Postponed,
        }
    }
}
