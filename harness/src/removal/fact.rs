//! What a step did, or found to be so already, as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::verification::{Failure, Verdict};

/// What a step did, or found to be so already. [`super::texts::fact()`] makes a sentence of it, in any language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// The backup is written.
    BackupWritten {
        /// Its folder.
        folder: String,
    },
    /// The person contacted the operator.
    Contacted,
    /// The end of the contract is ordered.
    Ordered {
        /// What the operator calls the order.
        reference: String,
        /// The first day without service.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// What is to be paid.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        total: Option<String>,
    },
    /// There is no contract to end.
    NothingToEnd {
        /// What the operator says.
        reason: Failure,
    },
    /// The profile is not enabled.
    NotEnabled,
    /// The eUICC does not list the profile.
    NotListed,
    /// The eUICC lists none of the profiles.
    NoneListed,
    /// The state of the eUICC was changed.
    Changed {
        /// By which function, as SGP.22 spells it.
        function: String,
    },
    /// Notifications were acknowledged.
    Acknowledged {
        /// How many.
        count: usize,
    },
    /// It was verified.
    Verified {
        /// With this verdict.
        verdict: Verdict,
    },
    /// In the words of an older version.
    #[serde(untagged)]
    Said(String),
}

impl Fact {
    /// The verdict, if it is one. Older versions wrote its name alone.
    pub fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Verified { verdict } => Some(*verdict),
            Self::Said(name) => Verdict::named(name),
            _ => None,
        }
    }
}
