//! ES10b: eUICC information, notifications and authorisation rules, between LPD and ISD-R (SGP.22 §5.7.5 to
//! §5.7.14, §5.7.22). The functions of a download session have a home of their own.

mod get_euicc_challenge;
mod get_euicc_info1;
mod get_euicc_info2;
mod get_rat;
mod list_notification;
mod remove_notification_from_list;
mod retrieve_notifications_list;

pub use get_euicc_challenge::{GetEuiccChallengeRequest, GetEuiccChallengeResponse};
pub use get_euicc_info1::{EuiccInfo1, GetEuiccInfo1Request};
pub use get_euicc_info2::{CardResource, EuiccInfo2, GetEuiccInfo2Request};
pub use get_rat::{GetRatRequest, GetRatResponse, ProfilePolicyAuthorisationRule};
pub use list_notification::{ListNotificationRequest, ListNotificationResponse};
pub use remove_notification_from_list::{
    RemoveNotificationFromListRequest, RemoveNotificationFromListResponse, RemoveNotificationFromListResult,
};
pub use retrieve_notifications_list::{
    NotificationSearch, RetrieveNotificationsListError, RetrieveNotificationsListRequest,
    RetrieveNotificationsListResponse,
};
