//! What all ways together say.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The verdict on a removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Gone from the card, acknowledged by its SM-DP+, and its contract has ended where the operator was asked.
    Removed,
    /// As `removed`, but the contract runs until the date of a confirmed order.
    RemovedContractEnding,
    /// Gone from the card; nobody acknowledged it, or who was asked did not answer.
    RemovedNotAcknowledged,
    /// Still there, and nobody says otherwise.
    StillThere,
    /// Some say that it is gone, others that it is there.
    Disagreement,
    /// The eUICC does not tell.
    Unknown,
}

impl Verdict {
    /// All of them, from best to worst.
    pub const ALL: [Self; 6] = [
        Self::Removed,
        Self::RemovedContractEnding,
        Self::RemovedNotAcknowledged,
        Self::StillThere,
        Self::Disagreement,
        Self::Unknown,
    ];

    /// As documents write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::RemovedContractEnding => "removed_contract_ending",
            Self::RemovedNotAcknowledged => "removed_not_acknowledged",
            Self::StillThere => "still_there",
            Self::Disagreement => "disagreement",
            Self::Unknown => "unknown",
        }
    }

    /// The verdict of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }

    /// Whether nothing is left to be done or to be waited for.
    pub const fn is_removed(self) -> bool {
        matches!(self, Self::Removed)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
