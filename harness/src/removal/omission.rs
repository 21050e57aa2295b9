//! Why a step was left out, as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a step was left out. [`super::texts::omission()`] makes a sentence of it, in any language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Omission {
    /// Somebody decided so.
    Decided,
    /// No backup was asked for.
    NoBackupWanted,
    /// No profile is enabled, and only the enabled one can be read.
    NoneEnabled,
    /// Another profile is enabled, and only the enabled one can be read.
    OtherEnabled {
        /// Which; digits.
        enabled: String,
    },
    /// The operator was not contacted.
    NotContacted,
    /// The person will contact the operator later.
    ContactPostponed,
    /// In the words of an older version.
    #[serde(untagged)]
    Said(String),
}
