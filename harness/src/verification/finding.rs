//! What a way found, as data.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, Failure, NotAsked};

/// What the operator says about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Contract {
    /// The contract runs.
    Active,
    /// It runs until the date of a confirmed order.
    TerminationRequested,
    /// It has ended, and no eUICC reported the deletion.
    TerminatedProfileInstalled,
    /// It has ended, and the profile is deleted.
    NoActiveService,
    /// The operator knows no such line.
    UnknownLine,
}

impl Contract {
    /// As documents write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::TerminationRequested => "termination_requested",
            Self::TerminatedProfileInstalled => "terminated_profile_installed",
            Self::NoActiveService => "no_active_service",
            Self::UnknownLine => "unknown_line",
        }
    }
}

impl fmt::Display for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What a way found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// It was not asked, and why.
    NotAsked {
        /// What is missing.
        reason: NotAsked,
    },
    /// It was asked, and gave no answer that can be used.
    Failed {
        /// What happened.
        reason: Failure,
    },
    /// The eUICC lists the profile.
    Listed {
        /// `enabled` or `disabled`, where it tells.
        state: Option<String>,
    },
    /// The eUICC does not list it.
    NotListed {
        /// How many profiles it lists.
        others: usize,
    },
    /// What stands behind the modem is that of the profile.
    Shown {
        /// Who shows it: `EF_ICCID`, `AT+CCID`.
        by: String,
    },
    /// Something else stands there, or nothing.
    NotShown {
        /// Who was asked.
        by: String,
        /// What it shows instead.
        shown: Option<String>,
    },
    /// A notification of its deletion waits on the eUICC.
    DeletionPending {
        /// Their numbers.
        numbers: Vec<u32>,
        /// Their addresses.
        addresses: Vec<String>,
    },
    /// The notifications of its deletion were acknowledged, and none waits.
    DeletionAcknowledged {
        /// Their numbers.
        numbers: Vec<u32>,
    },
    /// A notification of its deletion is in the archive, is not on the eUICC any more, and no acknowledgement is noted.
    DeletionUnconfirmed {
        /// Their numbers.
        numbers: Vec<u32>,
    },
    /// No notification of a deletion is on the eUICC or in an archive.
    NoDeletion,
    /// The SM-DP+ knows the profile.
    SmdpState {
        /// Its state there.
        state: String,
        /// Whether that state means that an eUICC has it.
        installed: bool,
        /// Whether the SM-DP+ has a notification of the deletion.
        told: bool,
    },
    /// The SM-DP+ knows no such profile.
    SmdpUnknown,
    /// What the operator says.
    Operator {
        /// The status of the line.
        status: Contract,
    },
}

impl Finding {
    /// What it means as long as nothing else is known.
    pub const fn alone(&self) -> Answer {
        match self {
            Self::Listed { .. }
            | Self::Shown { .. }
            | Self::SmdpState { installed: true, .. }
            | Self::Operator {
                status: Contract::Active | Contract::TerminatedProfileInstalled,
            } => Answer::StillThere,
            Self::NotListed { .. }
            | Self::NotShown { .. }
            | Self::DeletionPending { .. }
            | Self::DeletionAcknowledged { .. }
            | Self::DeletionUnconfirmed { .. }
            | Self::SmdpState { installed: false, .. }
            | Self::Operator {
                status: Contract::NoActiveService,
            } => Answer::Gone,
            Self::NotAsked { .. }
            | Self::Failed { .. }
            | Self::NoDeletion
            | Self::SmdpUnknown
            | Self::Operator {
                status: Contract::TerminationRequested | Contract::UnknownLine,
            } => Answer::CannotTell,
        }
    }

    /// Whether somebody should have answered and did not.
    pub const fn is_failure(&self) -> bool {
        matches!(self, Self::Failed { .. })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |numbers: &[u32]| {
            let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            texts.join(", ")
        };
        match self {
            Self::NotAsked { reason } => write!(f, "not asked: {reason}"),
            Self::Failed { reason } => write!(f, "no usable answer: {reason}"),
            Self::Listed { state: Some(state) } => write!(f, "the eUICC lists it, {state}"),
            Self::Listed { state: None } => f.write_str("the eUICC lists it"),
            Self::NotListed { others } => {
                write!(f, "the eUICC does not list it; it lists {others} other profiles")
            }
            Self::Shown { by } => write!(f, "{by} is that of the profile"),
            Self::NotShown {
                by,
                shown: Some(shown),
            } => write!(f, "{by} shows {shown}"),
            Self::NotShown { by, shown: None } => write!(f, "{by} shows nothing"),
            Self::DeletionPending { numbers, addresses } => write!(
                f,
                "notification {} of its deletion waits on the eUICC for {}",
                list(numbers),
                addresses.join(", ")
            ),
            Self::DeletionAcknowledged { numbers } => {
                write!(
                    f,
                    "notification {} of its deletion was acknowledged",
                    list(numbers)
                )
            }
            Self::DeletionUnconfirmed { numbers } => write!(
                f,
                "notification {} of its deletion is archived and off the eUICC; no acknowledgement is noted",
                list(numbers)
            ),
            Self::NoDeletion => {
                f.write_str("no notification of its deletion waits on the eUICC, and no archive has one")
            }
            Self::SmdpState {
                state, told: true, ..
            } => write!(f, "state {state}; it has the notification of the deletion"),
            Self::SmdpState {
                state, told: false, ..
            } => write!(f, "state {state}; it has no notification of a deletion"),
            Self::SmdpUnknown => f.write_str("the SM-DP+ knows no such profile"),
            Self::Operator { status } => write!(f, "status {status}"),
        }
    }
}
