//! The document: one SM-DP+.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use signoff_protocol::id::Eid;

use super::{FaultPlan, ProfileState};
use crate::card_file::{ProfileFile, text};

/// An SM-DP+ file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SmdpFile {
    /// One sentence: what this SM-DP+ is for.
    pub about: String,
    /// Host names under which it is reached, the first one being that of profiles that name none.
    pub addresses: Vec<String>,
    /// Host names under which its SM-DS is reached.
    #[serde(default)]
    pub smds_addresses: Vec<String>,
    /// Object identifier, dotted.
    #[serde(default = "default_oid")]
    pub oid: String,
    /// How many times a package is handed out for one order.
    #[serde(default = "default_downloads")]
    pub max_downloads: u32,
    /// How many wrong confirmation codes end an order.
    #[serde(default = "default_codes")]
    pub max_wrong_codes: u32,
    /// Whether an eUICC with too little free memory is refused before the download.
    #[serde(default)]
    pub checks_memory: bool,
    /// Whether an eUICC that forbids a policy rule of the profile, or lacks a service that its package demands, is
    /// refused before the download.
    #[serde(default)]
    pub checks_eligibility: bool,
    /// functionRequesterIdentifiers that may call ES2+; anybody may where there is none.
    #[serde(default)]
    pub requesters: Vec<String>,
    /// What it can deliver.
    #[serde(default)]
    pub profiles: Vec<SmdpProfileFile>,
    /// What goes wrong at which address from the start.
    #[serde(default)]
    pub faults: BTreeMap<String, FaultPlan>,
}

fn default_oid() -> String {
    SmdpFile::DEFAULT_OID.to_owned()
}

const fn default_downloads() -> u32 {
    10
}

const fn default_codes() -> u32 {
    3
}

impl SmdpFile {
    /// The object identifier of a file that names none.
    pub const DEFAULT_OID: &'static str = "2.999.10";

    /// Reads the YAML text. Nothing is checked yet but types, names and identifiers.
    ///
    /// # Errors
    /// With the place in the text: no YAML, an unknown field, a wrong type, a malformed identifier.
    pub fn parse(yaml: &str) -> Result<Self, serde_saphyr::Error> {
        serde_saphyr::from_str(yaml)
    }

    /// The profile with this short name.
    pub fn profile(&self, name: &str) -> Option<&SmdpProfileFile> {
        self.profiles.iter().find(|known| known.profile.name == name)
    }
}

/// A profile that an SM-DP+ has, and the order for it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SmdpProfileFile {
    /// The SM-DP+ address that delivers it; the first one of the file where it is missing.
    #[serde(default)]
    pub address: Option<String>,
    /// By which ES2+.DownloadOrder asks for one of a kind.
    #[serde(default = "default_type")]
    pub profile_type: String,
    /// Where its life begins.
    #[serde(default)]
    pub state: ProfileState,
    /// matchingId of the order, for a state from `confirmed` on. Missing: the order is found by the EID alone,
    /// as with a default SM-DP+.
    #[serde(default)]
    pub matching_id: Option<String>,
    /// What the user must type.
    #[serde(default)]
    pub confirmation_code: Option<String>,
    /// The eUICC that the order is for; any where it is missing.
    #[serde(default, deserialize_with = "text::optional")]
    #[schemars(with = "Option<String>")]
    pub eid: Option<Eid>,
    /// Until when an order for it can be downloaded, as `2026-12-31T00:00:00Z`; for ever where it is missing.
    #[serde(default, deserialize_with = "text::optional")]
    #[schemars(with = "Option<String>")]
    pub expires: Option<Timestamp>,
    /// The only functionRequesterIdentifier that may order it; anybody may where it is missing.
    #[serde(default)]
    pub requester: Option<String>,
    /// A UPP file (DER) to deliver instead of one made of `profile`; whoever reads the document loads it with
    /// [`Smdp::set_upp`](super::Smdp::set_upp).
    #[serde(default)]
    pub upp: Option<String>,
    /// Whether the profile elements travel under keys of their own (ReplaceSessionKeys).
    #[serde(default)]
    pub profile_protection_keys: bool,
    /// What becomes of it when its deletion is reported.
    #[serde(default)]
    pub after_delete: AfterDelete,
    /// What is in it, as in a card file. `state`, `isdp_aid` and `preloaded` say nothing here.
    pub profile: ProfileFile,
}

fn default_type() -> String {
    "generic".to_owned()
}

/// The operator's policy for a profile that was deleted (SGP.22 leaves it to the operator).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AfterDelete {
    /// It can be downloaded again with the same activation code.
    #[default]
    Released,
    /// It can be ordered again.
    Available,
    /// It stays deleted.
    Unavailable,
}
