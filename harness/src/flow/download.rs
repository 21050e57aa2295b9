//! The steps that install a profile: `download` and `redownload`.

use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::id::{Iccid, SeqNumber};

use super::check::{Check, Checker, checked};
use super::expect::{Expect, UnknownExpect};
use super::field::Field;
use super::scalar::{Name, RefusalCode};
use super::step::{Captures, Common, Repeat, Retry, steps};
use super::word::{CancelReason, DownloadStage, Refuser, Yes};

steps! {
    /// Downloads and installs a profile (SGP.22 §3.1.3): by exactly one of `profile`, `activation_code`,
    /// `default_smdp` and `via_smds`.
    DownloadStep expects DownloadExpect {
        /// Name in the SM-DP+ file: with the activation code of its order.
        profile: Option<Field<Name>>,
        /// An activation code as it is.
        activation_code: Option<Field<String>>,
        /// From the default SM-DP+ of the eUICC, without a matchingId.
        default_smdp: Option<Field<Yes>>,
        /// By the event that waits at the root SM-DS of the eUICC.
        via_smds: Option<Field<Yes>>,
        /// What the user enters when a confirmation code is asked for.
        confirmation_code: Option<Field<String>>,
        /// Whether the user consents to policy rules that need it; true without this.
        consent: Option<Field<bool>>,
        /// Where the session is cancelled.
        cancel_at: Option<CancelAt>,
    }

    /// Orders a profile again, where its SM-DP+ allows it, and downloads it: shows whether it can be installed
    /// again, and leaves it installed if it can.
    RedownloadStep expects DownloadExpect {
        /// Name in the SM-DP+ file.
        profile: Option<Field<Name>>,
        /// What the user enters when a confirmation code is asked for.
        confirmation_code: Option<Field<String>>,
    }
}

/// Where and why a session is cancelled (SGP.22 §5.7.14).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelAt {
    /// After this stage.
    pub stage: Field<DownloadStage>,
    /// The reason that is given to eUICC and SM-DP+.
    pub reason: Field<CancelReason>,
}

/// Of `download` and `redownload`. Without an ending the profile must be installed.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DownloadExpect {
    /// Name of the profile that was installed.
    pub profile: Option<Field<Name>>,
    /// ICCID of the profile that was installed.
    pub iccid: Option<Field<Iccid>>,
    /// Sequence number of the installation result.
    pub seq_number: Option<Field<SeqNumber>>,
    /// The download must be refused.
    pub refused: Option<DownloadRefusedExpect>,
    /// The session must end with a cancellation for this reason.
    pub cancelled: Option<Field<CancelReason>>,
    /// The link must break in the middle; reading back the state must show this.
    pub unknown: Option<UnknownExpect>,
}

/// A refusal of a download. Only the fields that are given are compared.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DownloadRefusedExpect {
    /// Who refused.
    pub by: Field<Refuser>,
    /// At which stage.
    #[serde(default)]
    pub stage: Option<Field<DownloadStage>>,
    /// Name of the result, or status code of the SM-DP+: `8.2.6/3.8`.
    #[serde(default)]
    pub code: Option<Field<RefusalCode>>,
}

checked! {
    CancelAt { stage, reason }
    DownloadExpect { profile, iccid, seq_number, refused, cancelled, unknown }
    DownloadRefusedExpect { by, stage, code }
}
