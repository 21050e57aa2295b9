//! ES12: SM-DP+ and SM-DS in JSON over HTTPS (SGP.22 §5.9, §6.5.2.12, §6.5.2.13): events come and go.

use serde::{Deserialize, Serialize};

use crate::es2p::RequestHeader;
use crate::es9p::{NoResult, Response, eid};
use crate::id::Eid;

crate::es9p::functions! {
    /// The functions of ES12.
    Es12Function, "/gsma/rsp2/es12/" {
        /// §5.9.1
        RegisterEvent = "registerEvent",
        /// §5.9.2
        DeleteEvent = "deleteEvent",
    }
}

/// The SM-DP+ has something for an eUICC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterEventRequest {
    /// Who calls.
    pub header: RequestHeader,
    /// For whom; mandatory.
    #[serde(default, with = "eid")]
    pub eid: Option<Eid>,
    /// Where it is to be had, FQDN.
    pub rsp_server_address: String,
    /// What the LPA will send there as matchingId.
    pub event_id: String,
    /// Whether a root SM-DS is to be told.
    #[serde(default)]
    pub forwarding_indicator: bool,
}

/// The event is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeleteEventRequest {
    /// Who calls.
    pub header: RequestHeader,
    /// For whom; mandatory.
    #[serde(default, with = "eid")]
    pub eid: Option<Eid>,
    /// Which event.
    pub event_id: String,
}

/// Whether the SM-DS did it.
pub type EventResponse = Response<NoResult>;

crate::arbitrary::arbitrary!(
    RegisterEventRequest,
    (
        any::<(RequestHeader, Eid, bool)>(),
        crate::arbitrary::text(60),
        crate::arbitrary::text(40)
    )
        .prop_map(
            |((header, eid, forwarding_indicator), rsp_server_address, event_id)| Self {
                header,
                eid: Some(eid),
                rsp_server_address,
                event_id,
                forwarding_indicator,
            }
        )
);

crate::arbitrary::arbitrary!(
    DeleteEventRequest,
    (any::<(RequestHeader, Eid)>(), crate::arbitrary::text(40)).prop_map(|((header, eid), event_id)| Self {
        header,
        eid: Some(eid),
        event_id
    })
);
