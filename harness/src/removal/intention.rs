//! What a step is about to do, as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a step is about to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "intention", rename_all = "snake_case")]
pub enum Intention {
    /// Write a backup.
    Backup {
        /// Into this folder.
        folder: String,
    },
    /// Order the end of a contract.
    Order {
        /// What the order is called here.
        external_id: String,
        /// At this desk.
        url: String,
        /// For this day.
        at: String,
    },
    /// Change the state of the eUICC.
    Change {
        /// By this function, as SGP.22 spells it.
        function: String,
        /// By these bytes.
        request: String,
    },
    /// Deliver what waits for the profiles.
    Deliver,
    /// Ask all ways.
    Verify,
    /// In the words of an older version.
    #[serde(untagged)]
    Said(String),
}
