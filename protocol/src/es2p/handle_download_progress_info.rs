//! ES2+.HandleDownloadProgressInfo (SGP.22 §5.3.5): the SM-DP+ tells the operator how far a download came.

use serde::{Deserialize, Serialize};

use super::RequestHeader;
use crate::es9p::{FunctionExecutionStatus, eid, iccid, optional_bytes};
use crate::id::{Eid, Iccid};

/// How far a download came. Platforms have numbers of their own beyond these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NotificationPointId(pub u32);

impl NotificationPointId {
    /// Eligibility and retry limit are checked.
    pub const ELIGIBILITY_CHECK: Self = Self(1);
    /// The confirmation code was wrong.
    pub const CONFIRMATION_FAILURE: Self = Self(2);
    /// The package was given out.
    pub const PACKAGE_DOWNLOAD: Self = Self(3);
    /// The eUICC reported the installation.
    pub const PACKAGE_INSTALLATION: Self = Self(4);
}

/// One step of one download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HandleDownloadProgressInfoRequest {
    /// Who calls.
    pub header: RequestHeader,
    /// On which eUICC.
    #[serde(default, with = "eid", skip_serializing_if = "Option::is_none")]
    pub eid: Option<Eid>,
    /// Which profile; mandatory.
    #[serde(default, with = "iccid")]
    pub iccid: Option<Iccid>,
    /// Mandatory.
    pub profile_type: String,
    /// `YYYY-MM-DDThh:mm:ssTZD`
    pub timestamp: String,
    /// How far.
    pub notification_point_id: NotificationPointId,
    /// With which result.
    pub notification_point_status: FunctionExecutionStatus,
    /// The eUICC's ProfileInstallationResult or another proof.
    #[serde(default, with = "optional_bytes", skip_serializing_if = "Option::is_none")]
    pub result_data: Option<Vec<u8>>,
}
