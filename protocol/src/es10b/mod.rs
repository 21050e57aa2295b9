//! ES10b: eUICC information, notifications and authorisation rules, between LPD and ISD-R (SGP.22 §5.7.5 to
//! §5.7.14, §5.7.22), and the eUICC's part of an RSP session.

mod authenticate_server;
mod cancel_session;
mod device_info;
mod get_eim_configuration_data;
mod get_euicc_challenge;
mod get_euicc_info1;
mod get_euicc_info2;
mod get_rat;
mod iot_specific_info;
mod list_notification;
mod load_bound_profile_package;
mod load_crl;
mod prepare_download;
mod remove_notification_from_list;
mod retrieve_notifications_list;

pub use authenticate_server::{
    AuthenticateErrorCode, AuthenticateServerOk, AuthenticateServerRequest, AuthenticateServerResponse,
    EuiccSigned1, ServerSigned1,
};
pub use cancel_session::{
    CancelSessionError, CancelSessionReason, CancelSessionRequest, CancelSessionResponse,
    EuiccCancelSessionSigned,
};
pub use device_info::{CtxParams1, DeviceCapabilities, DeviceInfo, Release};
pub use get_eim_configuration_data::{
    EimConfigurationData, GetEimConfigurationDataRequest, GetEimConfigurationDataResponse,
};
pub use get_euicc_challenge::{GetEuiccChallengeRequest, GetEuiccChallengeResponse};
pub use get_euicc_info1::{EuiccInfo1, GetEuiccInfo1Request};
pub use get_euicc_info2::{CardResource, EuiccInfo2, GetEuiccInfo2Request};
pub use get_rat::{GetRatRequest, GetRatResponse, ProfilePolicyAuthorisationRule};
pub use iot_specific_info::IotSpecificInfo;
pub use list_notification::{ListNotificationRequest, ListNotificationResponse};
pub use load_bound_profile_package::{
    BppCommandId, ErrorReason, FinalResult, PROFILE_INSTALLATION_RESULT_DATA, ProfileInstallationResultData,
};
pub use load_crl::{LoadCrlError, LoadCrlRequest, LoadCrlResponse};
pub use prepare_download::{
    DownloadErrorCode, EuiccSigned2, ONE_TIME_KEY, PrepareDownloadRequest, PrepareDownloadResponse,
    SmdpSigned2,
};
pub use remove_notification_from_list::{
    RemoveNotificationFromListRequest, RemoveNotificationFromListResponse, RemoveNotificationFromListResult,
};
pub use retrieve_notifications_list::{
    NotificationSearch, RetrieveNotificationsListError, RetrieveNotificationsListRequest,
    RetrieveNotificationsListResponse,
};
