//! What a step expects of its answer.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_saphyr::Spanned;
use signoff_protocol::apdu::StatusWord;
use signoff_protocol::id::{Aid, Eid, Iccid, MccMnc, SeqNumber};
use signoff_protocol::notification::Event;
use signoff_protocol::profile::{IconType, ProfileClass, ProfileState};

use super::check::{Check, Checker};
use super::entries::Entries;
use super::field::Field;
use super::pattern::{Comparison, HexMask, TextPattern};
use super::place::Place;
use super::scalar::{HexBytes, Name, OrNone, RefusalName};
use super::word::{
    AdviceWord, CardVerdict, ChannelBalance, DeskStatus, FindingWord, PolicyRule, Presence, Removal,
    Resolution, SignatureVerdict, Signer, SmdpState,
};

/// `expect:` of a step: the word `done`, or fields that are compared with the answer.
#[derive(Clone, Debug)]
pub struct Expect<T> {
    /// Where it stands.
    pub place: Place,
    /// `None` for the word `done`.
    pub fields: Option<T>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Expect<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<DoneOr<T>>::deserialize(deserializer)?;
        Ok(Self {
            place: spanned.referenced.into(),
            fields: spanned.value.0,
        })
    }
}

struct DoneOr<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for DoneOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Word<T> {
            type Value = DoneOr<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the word done or a mapping of expectations")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
                match text {
                    "done" => Ok(DoneOr(None)),
                    other => Err(E::unknown_variant(other, &["done"])),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|fields| DoneOr(Some(fields)))
            }
        }
        deserializer.deserialize_any(Word(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Expect<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let fields = generator.subschema_for::<T>();
        schemars::json_schema!({ "anyOf": [{ "const": "done" }, fields] })
    }
}

/// How the command itself must end. Without any of these it must be done.
#[derive(Clone, Copy, Debug)]
pub enum Ending<'a> {
    /// The card did it.
    Done,
    /// The card refused it with this result.
    Refused(&'a Field<RefusalName>),
    /// The card refused it with this status word.
    Status(&'a Field<StatusWord>),
    /// The answer was lost; reading the state back shows what happened.
    Unknown(&'a UnknownExpect),
}

/// `unknown:` the answer must be lost, and the state read back must show this.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnknownExpect {
    /// Whether the command turns out to have been carried out.
    pub resolved: Field<Resolution>,
}

/// Expectations that have fields for the ending of the command.
pub trait HasEnding {
    /// The name of the result, if one is given.
    fn refused(&self) -> Option<&Field<RefusalName>>;
    /// The status word, if one is given.
    fn status(&self) -> Option<&Field<StatusWord>>;
    /// What reading back must show, if the answer is to be lost.
    fn unknown(&self) -> Option<&UnknownExpect>;
    /// How the command must end; of several the first in the order of [`Ending`].
    fn ending(&self) -> Ending<'_> {
        match (self.refused(), self.status(), self.unknown()) {
            (Some(name), _, _) => Ending::Refused(name),
            (_, Some(status), _) => Ending::Status(status),
            (_, _, Some(unknown)) => Ending::Unknown(unknown),
            (None, None, None) => Ending::Done,
        }
    }
}

impl<T: HasEnding> Expect<T> {
    /// How the command must end.
    pub fn ending(&self) -> Ending<'_> {
        self.fields.as_ref().map_or(Ending::Done, HasEnding::ending)
    }
}

/// Declares expectations, with the fields for the ending.
macro_rules! expectations {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* #[serde(default)] pub $field: $type,)*
            /// The card must refuse with this result.
            #[serde(default)]
            pub refused: Option<Field<RefusalName>>,
            /// The card must refuse with this status word.
            #[serde(default)]
            pub status: Option<Field<StatusWord>>,
            /// The answer must be lost.
            #[serde(default)]
            pub unknown: Option<UnknownExpect>,
        }

        impl Check for $name {
            fn check(&self, checker: &mut Checker<'_>) {
                $(self.$field.check(checker);)*
                self.refused.check(checker);
                self.status.check(checker);
                self.unknown.check(checker);
            }
        }

        impl HasEnding for $name {
            fn refused(&self) -> Option<&Field<RefusalName>> { self.refused.as_ref() }
            fn status(&self) -> Option<&Field<StatusWord>> { self.status.as_ref() }
            fn unknown(&self) -> Option<&UnknownExpect> { self.unknown.as_ref() }
        }
    };
}

pub(super) use expectations;

expectations! {
    /// Of a command that answers with nothing but a result.
    CommandExpect {}
}

expectations! {
    /// Of `detect`.
    DetectExpect {
        /// What kind of card it is.
        verdict: Option<Field<CardVerdict>>,
        /// The EID.
        eid: Option<Field<Eid>>,
        /// The AID under which the ISD-R was found.
        isd_r: Option<Field<Aid>>,
        /// SGP.22 version of a consumer eUICC.
        version: Option<Field<String>>,
        /// Whether an LPA can remove a profile there.
        removal_possible: Option<Field<bool>>,
        /// What else matters: exactly these.
        findings: Option<Vec<Field<FindingWord>>>,
        /// What to do next: exactly this, in this order.
        advice: Option<Vec<Field<AdviceWord>>>,
        /// Commands that the modem was sent to find out more, each with its answer; others may be there.
        attempts: Vec<AttemptExpect>,
    }
}

/// A command that a modem was sent, and its answer.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttemptExpect {
    /// The command line.
    pub command: Field<TextPattern>,
    /// Its answer on one line.
    pub answer: Field<TextPattern>,
}

impl Check for AttemptExpect {
    fn check(&self, checker: &mut Checker<'_>) {
        self.command.check(checker);
        self.answer.check(checker);
    }
}

expectations! {
    /// Of `list`.
    ListExpect {
        /// How many profiles the answer has.
        count: Option<Field<Comparison>>,
        /// Profiles that must be in the answer; not in any order, and others may be there.
        profiles: Vec<ProfileExpect>,
        /// Profiles of the card file that must not be in the answer.
        absent: Vec<Field<Name>>,
        /// Profiles of the card file that the answer must have, in this order, and no others.
        order: Vec<Field<Name>>,
    }
}

/// A profile in the answer of `list`. It is found by `profile`, `iccid` or `aid`; the other fields are compared.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ProfileExpect {
    /// Name in the card file.
    pub profile: Option<Field<Name>>,
    /// `5A`
    pub iccid: Option<Field<Iccid>>,
    /// `4F`
    pub aid: Option<Field<Aid>>,
    /// `9F70`
    pub state: Option<Field<ProfileState>>,
    /// `90`; `none` when the profile must have no nickname.
    pub nickname: Option<Field<OrNone<String>>>,
    /// `91`
    pub service_provider_name: Option<Field<String>>,
    /// `92`
    pub profile_name: Option<Field<String>>,
    /// `93`
    pub icon_type: Option<Field<OrNone<IconType>>>,
    /// `94`: size in bytes.
    pub icon_bytes: Option<Field<OrNone<Comparison>>>,
    /// `95`; a profile that the card lists without class is operational.
    pub class: Option<Field<ProfileClass>>,
    /// `B7`
    pub owner: Option<OperatorExpect>,
    /// `99`: exactly these; an empty list for none.
    pub policy_rules: Option<Vec<Field<PolicyRule>>>,
}

/// An operator, as owner of a profile or in the Rules Authorisation Table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperatorExpect {
    /// MCC and MNC, `E` for a wildcard digit: `206-01`.
    pub mcc_mnc: Field<MccMnc>,
    /// GID1 in hexadecimal, `none` when it must be absent.
    pub gid1: Option<Field<OrNone<HexBytes>>>,
    /// GID2 in hexadecimal, `none` when it must be absent.
    pub gid2: Option<Field<OrNone<HexBytes>>>,
}

expectations! {
    /// Of `notifications`.
    NotificationsExpect {
        /// How many the answer has.
        count: Option<Field<Comparison>>,
        /// All that the answer has, by ascending sequence number.
        entries: Option<Vec<NotificationExpect>>,
        /// Of `retrieve`: whether all signatures and certificate chains verify.
        signature: Option<Field<SignatureVerdict>>,
        /// Of `retrieve`: whose signatures they are.
        signer: Option<Field<Signer>>,
    }
}

/// A notification. Only the fields that are given are compared.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NotificationExpect {
    /// What it reports.
    pub event: Option<Field<Event>>,
    /// Name in the card file of the profile that it is about.
    pub profile: Option<Field<Name>>,
    /// ICCID of the profile that it is about.
    pub iccid: Option<Field<Iccid>>,
    /// FQDN of its recipient.
    pub address: Option<Field<String>>,
    /// Its sequence number.
    pub seq_number: Option<Field<SeqNumber>>,
}

expectations! {
    /// Of `rat`.
    RatExpect {
        /// How many rows the table has.
        count: Option<Field<Comparison>>,
        /// All rows in their order.
        rows: Option<Vec<RatRowExpect>>,
    }
}

/// A row of the Rules Authorisation Table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RatRowExpect {
    /// The rules it is about, exactly these.
    pub rules: Vec<Field<PolicyRule>>,
    /// The operators it allows, exactly these, in their order.
    pub operators: Vec<OperatorExpect>,
    /// Whether the user must consent.
    pub consent_required: Field<bool>,
}

expectations! {
    /// Of `addresses`.
    AddressesExpect {
        /// FQDN of the default SM-DP+; `none` when none must be set.
        default_smdp: Option<Field<OrNone<String>>>,
        /// FQDN of the root SM-DS.
        root_smds: Option<Field<String>>,
    }
}

expectations! {
    /// Of `eid`.
    EidExpect {
        /// The EID.
        eid: Option<Field<Eid>>,
    }
}

expectations! {
    /// Of `info` (EUICCInfo2).
    InfoExpect {
        /// SGP.22 version number: `2.5.0`.
        svn: Option<Field<String>>,
        /// Firmware version: `1.0.0`.
        firmware: Option<Field<String>>,
        /// Free non-volatile memory in bytes.
        free_nvm: Option<Field<Comparison>>,
        /// Number of installed applications.
        installed: Option<Field<Comparison>>,
        /// Rules that no profile can have, exactly these.
        forbidden_policy_rules: Option<Vec<Field<PolicyRule>>>,
    }
}

/// Of `apdu`. Without `status` the status must be `9000`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ApduExpect {
    /// SW1 SW2, `?` for any nibble.
    pub status: Option<Field<HexMask>>,
    /// The response data: of `command` that of the response, of `es10` all of it together.
    pub data: Option<Field<HexMask>>,
}

/// Of `at`. Without `final` the final result code must be `OK`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AtExpect {
    /// The final result code: `OK`, `ERROR`, `+CME ERROR: 13`.
    #[serde(rename = "final")]
    pub final_result: Option<Field<TextPattern>>,
    /// The information lines, all of them, in their order.
    pub lines: Option<Vec<Field<TextPattern>>>,
}

/// Of `reset` and `power_cycle`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ResetExpect {
    /// The answer to reset, where the link shows it.
    pub atr: Option<Field<HexMask>>,
}

/// The state of card and device, as `verify` demands it and `wait_until` waits for it. At least one field.
#[derive(Clone, Debug, Default)]
pub struct StateExpect {
    /// All profiles of the card: one that is not named here must not be there.
    pub profiles: Option<Entries<Field<Presence>>>,
    /// All pending notifications, by ascending sequence number.
    pub notifications: Option<Vec<NotificationExpect>>,
    /// How many notifications are pending.
    pub pending: Option<Field<Comparison>>,
    /// All pending notifications are retrieved, and their signatures and certificate chains are checked.
    pub signatures: Option<Field<SignatureVerdict>>,
    /// Logical channels.
    pub channels: Option<Field<ChannelBalance>>,
    /// What the device reads from the card.
    pub modem: Option<ModemExpect>,
    /// States of profiles at the SM-DP+ of the flow.
    pub smdp: Option<Entries<Field<SmdpState>>>,
    /// What the operator's desk of the flow would say about the lines of profiles.
    pub operator: Option<Entries<Field<DeskStatus>>>,
    /// What is known of the removal of profiles.
    pub removal: Option<Entries<Field<Removal>>>,
}

/// What the device reads from the card, beside what the ISD-R says.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ModemExpect {
    /// Name of the profile whose ICCID stands in EF_ICCID; `none` when the file names no profile of the card.
    pub iccid: Option<Field<OrNone<Name>>>,
    /// IMSI in EF_IMSI, digits; `none` when there is none.
    pub imsi: Option<Field<OrNone<String>>>,
}
