//! What proves that something happened, as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Delivered;
use crate::verification::Verdict;

/// Something that proves what happened. [`super::texts::evidence()`] makes a sentence of it, in any language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "evidence", rename_all = "snake_case")]
pub enum Evidence {
    /// The number by which the operator knows it.
    Reference {
        /// The number.
        number: String,
    },
    /// The name by which the operator knows an order of ours.
    ExternalId {
        /// The name.
        name: String,
    },
    /// A backup.
    Backup {
        /// Its folder.
        folder: String,
        /// How many contacts and messages are in it; `None` if it was written before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contents: Option<BackupContents>,
    },
    /// A notification that was sent.
    Notification(Delivered),
    /// A verification.
    Verification {
        /// Its verdict.
        verdict: Verdict,
        /// The file beside the journal that has all of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<String>,
    },
    /// In the words of an older version.
    #[serde(untagged)]
    Said {
        /// What it is.
        name: String,
        /// What it says.
        text: String,
        /// The file that has all of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<String>,
    },
}

/// What is in a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BackupContents {
    /// How many contacts.
    pub contacts: usize,
    /// How many messages.
    pub messages: usize,
}
