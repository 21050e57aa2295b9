//! The document: one card.

use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::id::{Eid, Iccid, MccMnc};
use signoff_protocol::profile::OperatorId;

use super::profile::{EventName, PolicyRuleName, ProfileFile};
use super::text;
use crate::personality::CardPersonality;

/// A card file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CardFile {
    /// One sentence: what this card is for.
    pub about: String,
    /// What kind of card it is.
    #[serde(default)]
    pub kind: CardKind,
    /// 32 digits with valid check digits. Every card but a plain UICC has one.
    #[serde(default, deserialize_with = "text::optional")]
    #[schemars(with = "Option<String>")]
    pub eid: Option<Eid>,
    /// Deviations from the standard.
    #[serde(default)]
    pub personality: CardPersonality,
    /// FQDN of the default SM-DP+ that the card left the factory with.
    #[serde(default)]
    pub default_smdp_address: Option<String>,
    /// FQDN of the root SM-DS.
    #[serde(default = "default_root_smds")]
    pub root_smds_address: String,
    /// Rules Authorisation Table, in the order in which rows are tried.
    #[serde(default)]
    pub rat: Vec<RatRow>,
    /// Who manages an IoT eUICC, in the order in which it tells them.
    #[serde(default)]
    pub eims: Vec<EimFile>,
    /// Profiles in the order of their ISD-Ps.
    #[serde(default)]
    pub profiles: Vec<ProfileFile>,
    /// Notifications that wait on the fresh card, in the order of their sequence numbers.
    #[serde(default)]
    pub pending_notifications: Vec<PendingFile>,
}

fn default_root_smds() -> String {
    "smds.example".to_owned()
}

impl CardFile {
    /// Reads the YAML text. Nothing is checked yet but types, names and identifiers.
    ///
    /// # Errors
    /// With the place in the text: no YAML, an unknown field, a wrong type, a malformed identifier.
    pub fn parse(yaml: &str) -> Result<Self, serde_saphyr::Error> {
        serde_saphyr::from_str(yaml)
    }

    /// The profile with this short name.
    pub fn profile(&self, name: &str) -> Option<&ProfileFile> {
        self.profiles.iter().find(|profile| profile.name == name)
    }
}

/// What kind of card it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// A consumer eUICC (SGP.22).
    #[default]
    Euicc,
    /// A plain UICC: one subscription, no ISD-R. Its only profile is what is on it.
    Uicc,
    /// An M2M eUICC (SGP.02): the ISD-R can be selected by the same AID, but is managed over the air only, so
    /// that STORE DATA without a secure channel is refused with `6982`.
    M2m,
    /// An IoT eUICC (SGP.32): it answers what an IPA may ask, and changes profiles only as its eIM orders, so that
    /// it has none of the functions of ES10c that change one.
    Iot,
}

/// An eIM that is associated with an IoT eUICC (SGP.32 EimConfigurationData).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EimFile {
    /// eimId, 1 to 128 bytes.
    pub id: String,
    /// FQDN under which its IPA finds it.
    #[serde(default)]
    pub fqdn: Option<String>,
}

/// A row of the Rules Authorisation Table (SGP.22 §2.8.1.2).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RatRow {
    /// Rules that these operators may set.
    pub rules: Vec<PolicyRuleName>,
    /// Operators, `E` in a digit matches any.
    pub operators: Vec<OperatorFile>,
    /// Whether the user must consent.
    #[serde(default)]
    pub consent_required: bool,
}

/// An operator: network, and the group identifiers that narrow it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperatorFile {
    /// `206-01`
    #[serde(deserialize_with = "text::one")]
    #[schemars(with = "String")]
    pub mcc_mnc: MccMnc,
    /// Group identifier 1, hex. In the Rules Authorisation Table an empty one matches any, a missing one none.
    #[serde(default, deserialize_with = "text::optional_hex")]
    #[schemars(with = "Option<String>")]
    pub gid1: Option<Vec<u8>>,
    /// Group identifier 2, hex.
    #[serde(default, deserialize_with = "text::optional_hex")]
    #[schemars(with = "Option<String>")]
    pub gid2: Option<Vec<u8>>,
}

impl OperatorFile {
    /// The operator as the card has it.
    pub fn to_operator_id(&self) -> OperatorId {
        OperatorId {
            mcc_mnc: self.mcc_mnc,
            gid1: self.gid1.clone(),
            gid2: self.gid2.clone(),
        }
    }
}

/// Notifications that wait on the fresh card.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PendingFile {
    /// What they report.
    pub event: EventName,
    /// FQDN of the recipient.
    pub address: String,
    /// Short name of the profile that they are about; either this or `iccid`.
    #[serde(default)]
    pub profile: Option<String>,
    /// ICCID of a profile that is gone.
    #[serde(default, deserialize_with = "text::optional")]
    #[schemars(with = "Option<String>")]
    pub iccid: Option<Iccid>,
    /// Which form they have; by default a profile installation result for `install`.
    #[serde(default)]
    pub kind: Option<PendingKind>,
    /// How many of them.
    #[serde(default = "once")]
    pub repeat: u16,
}

const fn once() -> u16 {
    1
}

impl PendingFile {
    /// The form, with its default.
    pub fn kind(&self) -> PendingKind {
        self.kind.unwrap_or(match self.event {
            EventName::Install => PendingKind::InstallationResult,
            _ => PendingKind::Other,
        })
    }
}

/// Form of a pending notification (SGP.22 §2.4.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PendingKind {
    /// ProfileInstallationResult, `BF37`.
    InstallationResult,
    /// OtherSignedNotification, `30`.
    Other,
}
