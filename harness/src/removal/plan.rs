//! What is to be done, settled before anything is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use signoff_protocol::id::Iccid;
use signoff_protocol::profile::ProfileInfo;

use super::Method;
use crate::verification::Subject;

/// A profile that is to be removed, as the eUICC listed it before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlannedProfile {
    /// Digits.
    pub iccid: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who provides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// What its user calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// `operational`, `test`, `provisioning`
    pub class: String,
    /// `enabled` or `disabled`
    pub state: String,
    /// Its IMSI, where it was enabled and could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imsi: Option<String>,
}

impl PlannedProfile {
    /// From what the eUICC lists; `None` for a profile without an ICCID.
    pub fn of(profile: &ProfileInfo) -> Option<Self> {
        let text = |text: &Option<signoff_protocol::text::Text>| text.as_deref().map(str::to_owned);
        Some(Self {
            iccid: profile.iccid?.to_string(),
            name: text(&profile.profile_name),
            provider: text(&profile.service_provider_name),
            nickname: text(&profile.nickname),
            class: profile.class_or_default().name().to_owned(),
            state: profile.state.map_or("unknown", |state| state.name()).to_owned(),
            imsi: None,
        })
    }

    /// Its ICCID; `None` if a journal was changed by hand.
    pub fn iccid(&self) -> Option<Iccid> {
        self.iccid.parse().ok()
    }

    /// What is looked for when it should be gone.
    pub fn subject(&self) -> Option<Subject> {
        Some(Subject {
            imsi: self.imsi.clone(),
            ..Subject::new(self.iccid()?)
        })
    }

    /// What a person calls it: its nickname, its name, or its ICCID.
    pub fn label(&self) -> &str {
        let named = self.nickname.as_deref().filter(|name| !name.is_empty());
        named.or(self.name.as_deref()).unwrap_or(&self.iccid)
    }
}

/// How the contract is ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Contact {
    /// At the operator's desk.
    Desk {
        /// Where it is.
        url: String,
        /// `earliest`, or a date.
        at: String,
    },
    /// By the person, who may have a reference number.
    Person,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// Identifier of the run, which no other has.
    pub run: String,
    /// Where the card is.
    pub target: String,
    /// Whether nothing real can be lost.
    pub simulated: bool,
    /// EID of the card, digits.
    pub eid: String,
    /// How it is removed.
    pub method: Method,
    /// What is removed.
    pub profiles: Vec<PlannedProfile>,
    /// Where contacts and messages are written; `None` without a backup.
    pub backup: Option<String>,
    /// How the contract is ended.
    pub contact: Contact,
    /// The command line, for a resumption.
    pub arguments: serde_json::Value,
}
