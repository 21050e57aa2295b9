//! The steps of a removal.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a step does.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "snake_case")]
#[clap(rename_all = "snake_case")]
pub enum StepKind {
    /// Contacts and messages of the profile are read.
    Backup,
    /// The contract is ended at the operator, or the contact with it is noted.
    Terminate,
    /// The profile is disabled.
    Disable,
    /// The profile is deleted.
    Delete,
    /// The memory of the eUICC is reset.
    Reset,
    /// Notifications are delivered to their SM-DP+.
    Deliver,
    /// It is verified by independent ways.
    Verify,
}

impl StepKind {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::Backup,
        Self::Terminate,
        Self::Disable,
        Self::Delete,
        Self::Reset,
        Self::Deliver,
        Self::Verify,
    ];

    /// As documents write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Terminate => "terminate",
            Self::Disable => "disable",
            Self::Delete => "delete",
            Self::Reset => "reset",
            Self::Deliver => "deliver",
            Self::Verify => "verify",
        }
    }
}

impl fmt::Display for StepKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A step, and the profile that it is about; a reset and a delivery are about all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// What it does.
    pub kind: StepKind,
    /// Digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
}

impl Step {
    /// A step about one profile.
    pub fn of(kind: StepKind, iccid: &str) -> Self {
        Self {
            kind,
            iccid: Some(iccid.to_owned()),
        }
    }

    /// A step about all.
    pub const fn all(kind: StepKind) -> Self {
        Self { kind, iccid: None }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        self.iccid.iter().try_for_each(|iccid| write!(f, " of {iccid}"))
    }
}
