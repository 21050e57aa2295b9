//! ES2+.ConfirmOrder (SGP.22 §5.3.2): the order gets its matchingId, and perhaps a confirmation code.

use serde::{Deserialize, Serialize};

use super::RequestHeader;
use crate::es9p::{Response, eid, iccid};
use crate::id::{Eid, Iccid};

/// What the activation code will hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConfirmOrderRequest {
    /// Who calls.
    pub header: RequestHeader,
    /// Which profile; mandatory.
    #[serde(default, with = "iccid")]
    pub iccid: Option<Iccid>,
    /// For whom.
    #[serde(default, with = "eid", skip_serializing_if = "Option::is_none")]
    pub eid: Option<Eid>,
    /// Token of the activation code; without one the SM-DP+ makes it up. An empty one stands for the default SM-DP+.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching_id: Option<String>,
    /// The user must know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation_code: Option<String>,
    /// Where an event is to be registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smds_address: Option<String>,
    /// Whether it can be downloaded from now on; mandatory.
    pub release_flag: bool,
}

/// What the activation code will hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConfirmOrderResult {
    /// As in the order.
    #[serde(default, with = "eid", skip_serializing_if = "Option::is_none")]
    pub eid: Option<Eid>,
    /// Token of the activation code.
    pub matching_id: String,
    /// When it is not the default one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smdp_address: Option<String>,
}

/// The token, or why there is none.
pub type ConfirmOrderResponse = Response<ConfirmOrderResult>;

crate::arbitrary::arbitrary!(ConfirmOrderRequest, {
    let text = || proptest::option::of(crate::arbitrary::text(20));
    (
        any::<(RequestHeader, Iccid, Option<Eid>, bool)>(),
        text(),
        text(),
        text(),
    )
        .prop_map(
            |((header, iccid, eid, release_flag), matching_id, confirmation_code, smds_address)| Self {
                header,
                iccid: Some(iccid),
                eid,
                matching_id,
                confirmation_code,
                smds_address,
                release_flag,
            },
        )
});

crate::arbitrary::arbitrary!(
    ConfirmOrderResult,
    (
        any::<Option<Eid>>(),
        crate::arbitrary::text(20),
        proptest::option::of(crate::arbitrary::text(20))
    )
        .prop_map(|(eid, matching_id, smdp_address)| Self {
            eid,
            matching_id,
            smdp_address
        })
);
