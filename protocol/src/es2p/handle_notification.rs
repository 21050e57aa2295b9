//! ES2+.HandleNotification (SGP.22 v3 §5.3.5): the SM-DP+ tells the operator what the eUICC reported.

use serde::{Deserialize, Serialize};

use super::RequestHeader;
use crate::es9p::{FunctionExecutionStatus, eid, iccid, optional_bytes};
use crate::id::{Eid, Iccid};

/// One event of one profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HandleNotificationRequest {
    /// Who calls.
    pub header: RequestHeader,
    /// On which eUICC.
    #[serde(default, with = "eid", skip_serializing_if = "Option::is_none")]
    pub eid: Option<Eid>,
    /// Which profile; mandatory.
    #[serde(default, with = "iccid")]
    pub iccid: Option<Iccid>,
    /// Of the profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_type: Option<String>,
    /// `YYYY-MM-DDThh:mm:ssTZD`
    pub timestamp: String,
    /// To whom the operator wanted it sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notification_receiver_identifier: Option<String>,
    /// What the operator called the subscription.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notification_identifier: Option<String>,
    /// Number of the event: as bits of NotificationEvent, install 0 to delete 3.
    pub notification_event: u32,
    /// With which result.
    pub notification_event_status: FunctionExecutionStatus,
    /// The eUICC's proof.
    #[serde(default, with = "optional_bytes", skip_serializing_if = "Option::is_none")]
    pub result_data: Option<Vec<u8>>,
}
