//! A support check as JSON, with a schema and a version of its own.

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

/// Version of the JSON of a support check.
pub const SUPPORT_VERSION: u32 = 1;

/// What `signoff detect --json` prints.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SupportReport {
    /// Version of this document; it grows only when a reader must change.
    pub signoff_support: u32,
    /// Where the card is.
    pub target: String,
    /// What is there, in one word: `euicc`, `uicc`, `no_card`.
    pub verdict: String,
    /// Whether an LPA can remove a profile there as it is.
    pub removal_possible: bool,
    /// Why it is taken for that.
    pub reasons: Vec<SupportSaid>,
    /// What else matters for a removal.
    pub findings: Vec<SupportSaid>,
    /// What to do next, in this order.
    pub next: Vec<SupportSaid>,
    /// What the modem says of itself.
    pub modem: Option<SupportModem>,
    /// The EID, where it could be read.
    pub eid: Option<String>,
    /// The ISD-R that answers.
    pub isd_r: Option<SupportIsdR>,
    /// What the eUICC says of itself.
    pub euicc: Option<SupportEuicc>,
    /// Commands that were sent to find out more, and AIDs that were tried in vain.
    pub attempts: Vec<SupportAttempt>,
}

/// A word for machines and a sentence for people.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SupportSaid {
    /// In one word.
    pub name: String,
    /// In English.
    pub text: String,
}

/// What a modem says of itself.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SupportModem {
    /// `+CGMI`
    pub manufacturer: String,
    /// `+CGMM`
    pub model: String,
    /// `+CGMR`
    pub revision: String,
}

/// An ISD-R.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SupportIsdR {
    /// Its AID.
    pub aid: String,
    /// Whose AID that is, if it is known.
    pub family: Option<String>,
    /// Where that was seen.
    pub source: Option<String>,
}

/// What an eUICC says of itself (EUICCInfo2).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SupportEuicc {
    /// SGP.22 version.
    pub version: String,
    /// Version of its firmware.
    pub firmware: String,
    /// Version of the profile packages that it takes.
    pub profile_packages: String,
    /// Free non-volatile memory, bytes.
    pub free_bytes: u32,
    /// What it can do of RSP.
    pub capabilities: Vec<String>,
    /// CIs whose servers it trusts.
    pub trusted_issuers: Vec<SupportIssuer>,
    /// CIs under which its own certificate is.
    pub own_issuers: Vec<SupportIssuer>,
    /// eIMs of an IoT eUICC.
    pub eims: Vec<String>,
}

/// A CI.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SupportIssuer {
    /// Identifier of its key, hex.
    pub key: String,
    /// Its name, if it is known.
    pub name: Option<String>,
}

/// A command or an AID, and what came back.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SupportAttempt {
    /// What was sent.
    pub command: String,
    /// What came back.
    pub answer: String,
}

/// Its JSON Schema.
pub fn schema() -> Schema {
    let mut schema = schema_for!(SupportReport);
    schema.insert("title".to_owned(), "Signoff support check".into());
    schema
}
