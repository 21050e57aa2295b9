//! ES2+.DownloadOrder (SGP.22 §5.3.1): a profile is set aside.

use serde::{Deserialize, Serialize};

use super::RequestHeader;
use crate::es9p::{Response, eid, iccid};
use crate::id::{Eid, Iccid};

/// One of iccid and profileType says which profile; the eid, when it is known, for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DownloadOrderRequest {
    /// Who calls.
    pub header: RequestHeader,
    /// For whom.
    #[serde(default, with = "eid", skip_serializing_if = "Option::is_none")]
    pub eid: Option<Eid>,
    /// Exactly this profile.
    #[serde(default, with = "iccid", skip_serializing_if = "Option::is_none")]
    pub iccid: Option<Iccid>,
    /// Any profile of this type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_type: Option<String>,
}

/// Which profile it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DownloadOrderResult {
    /// Mandatory in the specification.
    #[serde(default, with = "iccid")]
    pub iccid: Option<Iccid>,
}

/// Which profile was set aside, or why none.
pub type DownloadOrderResponse = Response<DownloadOrderResult>;

crate::arbitrary::arbitrary!(
    DownloadOrderRequest,
    (
        any::<(RequestHeader, Option<Eid>, Option<Iccid>)>(),
        proptest::option::of(crate::arbitrary::text(20))
    )
        .prop_map(|((header, eid, iccid), profile_type)| Self {
            header,
            eid,
            iccid,
            profile_type
        })
);

crate::arbitrary::arbitrary!(
    DownloadOrderResult,
    any::<Iccid>().prop_map(|iccid| Self { iccid: Some(iccid) })
);
