//! The step at the SM-DP+ of the flow: `smdp`, what the operator orders, which faults its addresses have, and what it
//! knows.

use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::id::{Eid, Iccid, SeqNumber};
use signoff_protocol::notification::Event;

use super::check::{Check, Checker, checked};
use super::entries::Entries;
use super::expect::Expect;
use super::field::Field;
use super::scalar::{Bounded, Name, RefusalCode};
use super::step::{Captures, Common, Repeat, Retry, steps};
use super::word::{AddressFaultKind, InboxVerdict, SmdpState};

steps! {
    /// Acts as the operator at the SM-DP+ of the flow, or only looks at it: at most one of `order`, `cancel`,
    /// `release` and `fault`.
    SmdpStep expects SmdpExpect {
        /// DownloadOrder and ConfirmOrder (SGP.22 §5.3.1, §5.3.2).
        order: Option<OrderAction>,
        /// CancelOrder (SGP.22 §5.3.3).
        cancel: Option<CancelAction>,
        /// ReleaseProfile (SGP.22 §5.3.4) of this profile.
        release: Option<Field<Name>>,
        /// What an address does wrong from now on.
        fault: Option<AddressFaultAction>,
    }
}

/// An order.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderAction {
    /// Name in the SM-DP+ file.
    pub profile: Field<Name>,
    /// The only eUICC that may download it; any without this.
    #[serde(default)]
    pub eid: Option<Field<Eid>>,
    /// matchingId of the activation code; the SM-DP+ makes one without this, `""` is for the default SM-DP+.
    #[serde(default)]
    pub matching_id: Option<Field<String>>,
    /// The confirmation code that the user must enter.
    #[serde(default)]
    pub confirmation_code: Option<Field<String>>,
    /// Whether it may be downloaded at once; true without this.
    #[serde(default)]
    pub release: Option<Field<bool>>,
    /// Whether an event is registered at the SM-DS.
    #[serde(default)]
    pub via_smds: Option<Field<bool>>,
}

/// The end of an order.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelAction {
    /// Name in the SM-DP+ file.
    pub profile: Field<Name>,
    /// What the profile is afterwards: `available`, which it is without this, or `unavailable`.
    #[serde(default)]
    pub to: Option<Field<SmdpState>>,
}

/// A fault of an address.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressFaultAction {
    /// One of the addresses of the SM-DP+ file.
    pub address: Field<String>,
    /// What it does wrong; `none` ends it.
    pub kind: Field<AddressFaultKind>,
    /// How many requests it strikes; all until it is ended, without this.
    #[serde(default)]
    pub times: Option<Field<Bounded<1, 1000>>>,
    /// Of `slow`: milliseconds.
    #[serde(default)]
    pub ms: Option<Field<Bounded<1, 120_000>>>,
    /// Of `status`: HTTP status; 503 without this.
    #[serde(default)]
    pub status: Option<Field<Bounded<300, 599>>>,
    /// Of `redirect`: URL; another address of the SM-DP+ without this.
    #[serde(default)]
    pub to: Option<Field<String>>,
}

/// Of `smdp`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SmdpExpect {
    /// The SM-DP+ must refuse with this status code: `8.2.1/3.3`.
    pub refused: Option<Field<RefusalCode>>,
    /// States of profiles.
    pub profiles: Entries<Field<SmdpState>>,
    /// How many notifications it has received.
    pub count: Option<Field<super::pattern::Comparison>>,
    /// All notifications that it has received, in their order.
    pub notifications: Option<Vec<ReceivedExpect>>,
}

/// A notification that the SM-DP+ has received. Only the fields that are given are compared.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReceivedExpect {
    /// Its sequence number.
    pub seq_number: Option<Field<SeqNumber>>,
    /// What it reports.
    pub event: Option<Field<Event>>,
    /// Name of the profile that it is about.
    pub profile: Option<Field<Name>>,
    /// ICCID of the profile that it is about.
    pub iccid: Option<Field<Iccid>>,
    /// The address at which it came in.
    pub address: Option<Field<String>>,
    /// What the SM-DP+ made of it.
    pub verdict: Option<Field<InboxVerdict>>,
}

checked! {
    OrderAction { profile, eid, matching_id, confirmation_code, release, via_smds }
    CancelAction { profile, to }
    AddressFaultAction { address, kind, times, ms, status, to }
    SmdpExpect { refused, profiles, count, notifications }
    ReceivedExpect { seq_number, event, profile, iccid, address, verdict }
}
