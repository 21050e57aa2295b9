//! ES2+.CancelOrder (SGP.22 §5.3.3).

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::RequestHeader;
use crate::es9p::{NoResult, Response, eid, iccid};
use crate::id::{Eid, Iccid};

/// What becomes of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinalProfileStatus {
    /// It can be ordered again.
    Available,
    /// It can't.
    Unavailable,
}

impl Serialize for FinalProfileStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Available => "Available",
            Self::Unavailable => "Unavailable",
        })
    }
}

impl<'de> Deserialize<'de> for FinalProfileStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.to_ascii_lowercase().as_str() {
            "available" => Ok(Self::Available),
            "unavailable" => Ok(Self::Unavailable),
            _ => Err(serde::de::Error::unknown_variant(
                &text,
                &["Available", "Unavailable"],
            )),
        }
    }
}

/// Which order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CancelOrderRequest {
    /// Who calls.
    pub header: RequestHeader,
    /// Which profile; mandatory.
    #[serde(default, with = "iccid")]
    pub iccid: Option<Iccid>,
    /// As in the order.
    #[serde(default, with = "eid", skip_serializing_if = "Option::is_none")]
    pub eid: Option<Eid>,
    /// As in the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching_id: Option<String>,
    /// Mandatory.
    pub final_profile_status_indicator: FinalProfileStatus,
}

/// Whether the order is gone.
pub type CancelOrderResponse = Response<NoResult>;

crate::arbitrary::arbitrary!(
    FinalProfileStatus,
    proptest::sample::select(&[Self::Available, Self::Unavailable][..])
);

crate::arbitrary::arbitrary!(
    CancelOrderRequest,
    (
        any::<(RequestHeader, Iccid, Option<Eid>, FinalProfileStatus)>(),
        proptest::option::of(crate::arbitrary::text(20))
    )
        .prop_map(
            |((header, iccid, eid, final_profile_status_indicator), matching_id)| Self {
                header,
                iccid: Some(iccid),
                eid,
                matching_id,
                final_profile_status_indicator,
            }
        )
);
