//! What an operator says about a line: the answer that a removal waits for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What an operator says about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ServiceStatus {
    /// The contract runs, and nobody asked for its end.
    Active,
    /// The contract runs until the date of a confirmed order.
    TerminationRequested,
    /// The contract has ended, but no eUICC reported that the profile is deleted.
    TerminatedProfileInstalled,
    /// The contract has ended, and the profile is deleted or never was on an eUICC.
    NoActiveService,
    /// The operator knows no such line of this customer.
    UnknownLine,
}

impl ServiceStatus {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 5] = [
        Self::Active,
        Self::TerminationRequested,
        Self::TerminatedProfileInstalled,
        Self::NoActiveService,
        Self::UnknownLine,
    ];

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

impl fmt::Display for ServiceStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
