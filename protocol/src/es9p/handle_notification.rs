//! ES9+.HandleNotification (SGP.22 §5.6.4, §6.5.2.9). The acknowledgement is the status 204 without a body.

use serde::{Deserialize, Serialize};

use super::text_form::bytes;
use super::{NoResult, Response};

/// A pending notification, as the eUICC gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HandleNotificationRequest {
    /// `BF37` or `30`.
    #[serde(with = "bytes")]
    pub pending_notification: Vec<u8>,
}

/// What servers send that have something to complain about: a header in a 200.
pub type HandleNotificationResponse = Response<NoResult>;

crate::arbitrary::arbitrary!(
    HandleNotificationRequest,
    crate::arbitrary::blob(0..=1600).prop_map(|pending_notification| Self { pending_notification })
);
