//! Every ES10 message against an independent ASN.1 implementation: what one writes the other reads as the same
//! value, and both write the same bytes.

mod peer;

use proptest::prelude::*;
use signoff_protocol::hex::Hex;
use signoff_protocol::message::{Decode as _, Encode as _};
use signoff_protocol::{es8p, es10a, es10b, es10c, notification, profile};

macro_rules! agree {
    ($($name:ident: $own:ty => $peer:ident),+ $(,)?) => {
        proptest! {$(
            #[test]
            fn $name(message: $own) {
                let theirs = peer::$peer::from(&message);
                let bytes = rasn::der::encode(&theirs).unwrap();
                // What the peer has no field for (unknown elements) is gone now; all the rest must be there.
                let read = <$own>::from_der(&bytes).map_err(|error| TestCaseError::fail(format!("{error}, {}", Hex(&bytes))))?;
                prop_assert_eq!(&peer::$peer::from(&read), &theirs);
                let written = read.to_der();
                prop_assert_eq!(Hex(&written), Hex(&bytes));
                prop_assert_eq!(&rasn::der::decode::<peer::$peer>(&written).unwrap(), &theirs);
            }
        )+}
    };
}

agree! {
    get_euicc_configured_addresses_request: es10a::GetEuiccConfiguredAddressesRequest => EuiccConfiguredAddressesRequest,
    get_euicc_configured_addresses_response: es10a::GetEuiccConfiguredAddressesResponse => EuiccConfiguredAddressesResponse,
    set_default_dp_address_request: es10a::SetDefaultDpAddressRequest => SetDefaultDpAddressRequest,
    set_default_dp_address_response: es10a::SetDefaultDpAddressResponse => SetDefaultDpAddressResponse,
    get_euicc_challenge_request: es10b::GetEuiccChallengeRequest => GetEuiccChallengeRequest,
    get_euicc_challenge_response: es10b::GetEuiccChallengeResponse => GetEuiccChallengeResponse,
    get_euicc_info1_request: es10b::GetEuiccInfo1Request => GetEuiccInfo1Request,
    euicc_info1: es10b::EuiccInfo1 => EuiccInfo1,
    get_euicc_info2_request: es10b::GetEuiccInfo2Request => GetEuiccInfo2Request,
    euicc_info2: es10b::EuiccInfo2 => EuiccInfo2,
    get_rat_request: es10b::GetRatRequest => GetRatRequest,
    get_rat_response: es10b::GetRatResponse => GetRatResponse,
    list_notification_request: es10b::ListNotificationRequest => ListNotificationRequest,
    list_notification_response: es10b::ListNotificationResponse => ListNotificationResponse,
    remove_notification_from_list_request: es10b::RemoveNotificationFromListRequest => NotificationSentRequest,
    remove_notification_from_list_response: es10b::RemoveNotificationFromListResponse => NotificationSentResponse,
    retrieve_notifications_list_request: es10b::RetrieveNotificationsListRequest => RetrieveNotificationsListRequest,
    retrieve_notifications_list_response: es10b::RetrieveNotificationsListResponse => RetrieveNotificationsListResponse,
    delete_profile_request: es10c::DeleteProfileRequest => DeleteProfileRequest,
    delete_profile_response: es10c::DeleteProfileResponse => DeleteProfileResponse,
    disable_profile_request: es10c::DisableProfileRequest => DisableProfileRequest,
    disable_profile_response: es10c::DisableProfileResponse => DisableProfileResponse,
    enable_profile_request: es10c::EnableProfileRequest => EnableProfileRequest,
    enable_profile_response: es10c::EnableProfileResponse => EnableProfileResponse,
    euicc_memory_reset_request: es10c::EuiccMemoryResetRequest => EuiccMemoryResetRequest,
    euicc_memory_reset_response: es10c::EuiccMemoryResetResponse => EuiccMemoryResetResponse,
    get_eid_request: es10c::GetEidRequest => GetEuiccDataRequest,
    get_eid_response: es10c::GetEidResponse => GetEuiccDataResponse,
    get_profiles_info_request: es10c::GetProfilesInfoRequest => ProfileInfoListRequest,
    get_profiles_info_response: es10c::GetProfilesInfoResponse => ProfileInfoListResponse,
    set_nickname_request: es10c::SetNicknameRequest => SetNicknameRequest,
    set_nickname_response: es10c::SetNicknameResponse => SetNicknameResponse,
    profile_info: profile::ProfileInfo => ProfileInfo,
    notification_metadata: notification::NotificationMetadata => NotificationMetadata,
    pending_notification: notification::PendingNotification => PendingNotification,
    profile_installation_result_data: es10b::ProfileInstallationResultData => ProfileInstallationResultData,
    server_signed1: es10b::ServerSigned1 => ServerSigned1,
    ctx_params1: es10b::CtxParams1 => CtxParams1,
    authenticate_server_request: es10b::AuthenticateServerRequest => AuthenticateServerRequest,
    authenticate_server_response: es10b::AuthenticateServerResponse => AuthenticateServerResponse,
    prepare_download_request: es10b::PrepareDownloadRequest => PrepareDownloadRequest,
    prepare_download_response: es10b::PrepareDownloadResponse => PrepareDownloadResponse,
    cancel_session_request: es10b::CancelSessionRequest => CancelSessionRequest,
    cancel_session_response: es10b::CancelSessionResponse => CancelSessionResponse,
    load_crl_request: es10b::LoadCrlRequest => LoadCrlRequest,
    load_crl_response: es10b::LoadCrlResponse => LoadCrlResponse,
    store_metadata_request: es8p::StoreMetadataRequest => StoreMetadataRequest,
    replace_session_keys_request: es8p::ReplaceSessionKeysRequest => ReplaceSessionKeysRequest,
    initialise_secure_channel_request: es8p::InitialiseSecureChannelRequest => InitialiseSecureChannelRequest,
    bound_profile_package: es8p::BoundProfilePackage => BoundProfilePackage,
}
