//! A profile in a card file.

use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::id::{Aid, Iccid};
use signoff_protocol::notification::{Event, Events};
use signoff_protocol::profile::{IconType, PolicyRules, ProfileClass};
use signoff_protocol::tlv::Bits;

use super::contact::{ContactFile, PhonebookLayout};
use super::document::OperatorFile;
use super::message::MessageFile;
use super::text;

/// A profile.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    /// Short name by which flows call it: unique, of `a-z`, `0-9`, `_` and `-`.
    pub name: String,
    /// 18 to 20 digits. Quote it, so that it stays text.
    #[serde(deserialize_with = "text::one")]
    #[schemars(with = "String")]
    pub iccid: Iccid,
    /// AID of the ISD-P; by default the next one from `…0010 00` upward.
    #[serde(default, deserialize_with = "text::optional")]
    #[schemars(with = "Option<String>")]
    pub isdp_aid: Option<Aid>,
    /// 6 to 15 digits.
    pub imsi: String,
    /// Telephone number, `+` and digits.
    #[serde(default)]
    pub msisdn: Option<String>,
    /// At most 32 bytes.
    pub service_provider_name: String,
    /// At most 64 bytes.
    pub profile_name: String,
    /// At most 64 bytes.
    #[serde(default)]
    pub nickname: Option<String>,
    /// Class, `operational` by default.
    #[serde(default)]
    pub class: ProfileClassName,
    /// State, `disabled` by default. At most one profile is enabled.
    #[serde(default)]
    pub state: ProfileStateName,
    /// Owner of the profile; policy rules need one.
    #[serde(default)]
    pub owner: Option<OperatorFile>,
    /// Profile Policy Rules.
    #[serde(default)]
    pub policy_rules: Vec<PolicyRuleName>,
    /// Icon of filler bytes.
    #[serde(default)]
    pub icon: Option<IconFile>,
    /// Who is told of what.
    #[serde(default)]
    pub notifications: Vec<NotificationFile>,
    /// A test profile that was on the card when it left the factory.
    #[serde(default)]
    pub preloaded: bool,
    /// Whether flows may change or delete it.
    #[serde(default = "yes")]
    pub expendable: bool,
    /// Digits of PIN 1, 4 to 8, which is then asked for. By default it is 1234 and not asked for.
    #[serde(default)]
    pub pin: Option<String>,
    /// Eight digits that unblock PIN 1; 12345678 by default.
    #[serde(default)]
    pub puk: Option<String>,
    /// How USIM and ISIM authenticate: `milenage` by default, `test` in test profiles.
    #[serde(default)]
    pub algorithm: Option<AlgorithmName>,
    /// Key K, hex: 16 bytes, with TUAK also 32. By default 00 01 02 and so on.
    #[serde(default, deserialize_with = "text::optional_hex")]
    #[schemars(with = "Option<String>")]
    pub key: Option<Vec<u8>>,
    /// OPc of 16 bytes, or TOPc of 32 with TUAK, hex; zero by default.
    #[serde(default, deserialize_with = "text::optional_hex")]
    #[schemars(with = "Option<String>")]
    pub opc: Option<Vec<u8>>,
    /// Phone book: EF_ADN and the files around it. At most 249.
    #[serde(default)]
    pub contacts: Vec<ContactFile>,
    /// Where the phone book is and what it has room for; in DF.TELECOM, and for its contacts, by default.
    #[serde(default)]
    pub phonebook: Option<PhonebookLayout>,
    /// Short messages: EF_SMS of the USIM. At most 249 records; long ones take several.
    #[serde(default)]
    pub messages: Vec<MessageFile>,
    /// How many records EF_SMS has; five more than there are messages, and at least ten, by default.
    #[serde(default)]
    pub message_records: Option<u8>,
}

const fn yes() -> bool {
    true
}

impl ProfileFile {
    /// The policy rules as a set.
    pub fn policy_rules(&self) -> PolicyRules {
        PolicyRuleName::set(&self.policy_rules)
    }
}

/// How the applications of a profile authenticate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlgorithmName {
    /// 3GPP TS 35.206
    Milenage,
    /// 3GPP TS 35.231
    Tuak,
    /// XOR, for test equipment (3GPP TS 34.108 §8.1.2).
    Test,
}

/// Class of a profile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProfileClassName {
    /// A user's subscription.
    #[default]
    Operational,
    /// Gives connectivity for a download, nothing else.
    Provisioning,
    /// For test equipment.
    Test,
}

impl From<ProfileClassName> for ProfileClass {
    fn from(name: ProfileClassName) -> Self {
        match name {
            ProfileClassName::Operational => Self::Operational,
            ProfileClassName::Provisioning => Self::Provisioning,
            ProfileClassName::Test => Self::Test,
        }
    }
}

/// State of a profile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProfileStateName {
    /// Not in use.
    #[default]
    Disabled,
    /// In use.
    Enabled,
}

/// A Profile Policy Rule (SGP.22 §2.8.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PolicyRuleName {
    /// Disabling is not allowed.
    Ppr1,
    /// Deletion is not allowed.
    Ppr2,
}

impl PolicyRuleName {
    /// The set of the given rules.
    pub fn set(names: &[Self]) -> PolicyRules {
        PolicyRules(
            names
                .iter()
                .map(|name| match name {
                    Self::Ppr1 => PolicyRules::PPR1_BIT,
                    Self::Ppr2 => PolicyRules::PPR2_BIT,
                })
                .collect::<Bits>(),
        )
    }
}

/// An icon of filler bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IconFile {
    /// Picture format.
    #[serde(rename = "type")]
    pub icon_type: IconTypeName,
    /// How many bytes, at most 1024.
    pub bytes: u16,
}

/// Picture format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IconTypeName {
    /// JPEG
    Jpg,
    /// PNG
    Png,
}

impl From<IconTypeName> for IconType {
    fn from(name: IconTypeName) -> Self {
        match name {
            IconTypeName::Jpg => Self::Jpg,
            IconTypeName::Png => Self::Png,
        }
    }
}

/// One address and the events that it is told of (NotificationConfigurationInformation).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotificationFile {
    /// Which events.
    pub events: Vec<EventName>,
    /// FQDN of the recipient.
    pub address: String,
}

impl NotificationFile {
    /// The events as a set.
    pub fn events(&self) -> Events {
        Events(self.events.iter().map(|name| Event::from(*name).bit()).collect())
    }
}

/// What a notification reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventName {
    /// The profile was installed.
    Install,
    /// It was enabled.
    Enable,
    /// It was disabled.
    Disable,
    /// It was deleted.
    Delete,
}

impl From<EventName> for Event {
    fn from(name: EventName) -> Self {
        match name {
            EventName::Install => Self::Install,
            EventName::Enable => Self::Enable,
            EventName::Disable => Self::Disable,
            EventName::Delete => Self::Delete,
        }
    }
}
