//! What one way says.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What one way says about the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is gone.
    Gone,
    /// It is still there.
    StillThere,
    /// This way does not see it, or got no answer.
    CannotTell,
}

impl Answer {
    /// As documents write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::StillThere => "still_there",
            Self::CannotTell => "cannot_tell",
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
