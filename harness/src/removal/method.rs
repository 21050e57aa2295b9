//! How profiles are removed.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use signoff_protocol::es10c::{ResetOption, ResetOptions};

/// How profiles are removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[clap(rename_all = "snake_case")]
pub enum Method {
    /// One profile: disable it, delete it
    #[default]
    Delete,
    /// All operational profiles at once, by an eUICC memory reset
    MemoryReset,
    /// As a factory reset does: all operational profiles and loaded test profiles, and the default SM-DP+ address
    FactoryReset,
    /// All operational profiles but the one of --keep, one after the other
    AllButOne,
}

impl Method {
    /// As documents write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delete => "delete",
            Self::MemoryReset => "memory_reset",
            Self::FactoryReset => "factory_reset",
            Self::AllButOne => "all_but_one",
        }
    }

    /// What an eUICC memory reset is asked for; `None` where profiles are deleted one by one.
    pub fn reset_options(self) -> Option<ResetOptions> {
        match self {
            Self::Delete | Self::AllButOne => None,
            Self::MemoryReset => Some(ResetOptions::of(&[ResetOption::DeleteOperationalProfiles])),
            Self::FactoryReset => Some(ResetOptions::of(&[
                ResetOption::DeleteOperationalProfiles,
                ResetOption::DeleteFieldLoadedTestProfiles,
                ResetOption::ResetDefaultSmdpAddress,
            ])),
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
