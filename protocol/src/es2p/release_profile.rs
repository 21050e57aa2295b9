//! ES2+.ReleaseProfile (SGP.22 §5.3.4): a confirmed order can be downloaded from now on.

use serde::{Deserialize, Serialize};

use super::RequestHeader;
use crate::es9p::{NoResult, Response, iccid};
use crate::id::Iccid;

/// Which profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseProfileRequest {
    /// Who calls.
    pub header: RequestHeader,
    /// Mandatory.
    #[serde(default, with = "iccid")]
    pub iccid: Option<Iccid>,
}

/// Whether it is released.
pub type ReleaseProfileResponse = Response<NoResult>;

crate::arbitrary::arbitrary!(
    ReleaseProfileRequest,
    any::<(RequestHeader, Iccid)>().prop_map(|(header, iccid)| Self {
        header,
        iccid: Some(iccid)
    })
);
