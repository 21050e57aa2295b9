//! Our values as the peer's.

use rasn::types::{BitString, ObjectIdentifier, OctetString};
use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{self as ours, IconType, ProfileState, ProfileTarget};
use signoff_protocol::tlv::{Bits, Tlv};
use signoff_protocol::{es10a, es10b, es10c, notification};

use super::*;

pub(super) fn octets(bytes: &[u8]) -> OctetString {
    OctetString::from(bytes.to_vec())
}

/// As a named bit list in DER: up to the last bit that is set.
pub(super) fn bits(bits: Bits) -> BitString {
    let end = bits.iter().last().map_or(0, |last| usize::from(last) + 1);
    let mut string = BitString::repeat(false, end);
    for number in bits.iter() {
        string.set(usize::from(number), true);
    }
    string
}

/// The object identifier 2.999.10, for parts that ours keeps as bytes.
fn oid() -> ObjectIdentifier {
    ObjectIdentifier::new_unchecked(vec![2, 999, 10].into())
}

pub(super) fn iccid(iccid: Iccid) -> OctetString {
    octets(iccid.as_bytes())
}

impl From<&ProfileTarget> for ProfileId {
    fn from(target: &ProfileTarget) -> Self {
        match target {
            ProfileTarget::Iccid(own) => Self::Iccid(iccid(*own)),
            ProfileTarget::IsdpAid(aid) => Self::IsdpAid(octets(aid.as_bytes())),
        }
    }
}

impl From<&es10c::GetProfilesInfoRequest> for ProfileInfoListRequest {
    fn from(own: &es10c::GetProfilesInfoRequest) -> Self {
        let search = own.search.map(|search| match search {
            es10c::ProfileSearch::Target(ProfileTarget::Iccid(own)) => Search::Iccid(iccid(own)),
            es10c::ProfileSearch::Target(ProfileTarget::IsdpAid(aid)) => {
                Search::IsdpAid(octets(aid.as_bytes()))
            }
            es10c::ProfileSearch::Class(class) => Search::Class(u32::from(class.code())),
        });
        let tag_list = own.tag_list.as_ref().map(|list| {
            let bytes: Vec<u8> = list.iter().flat_map(|tag| hex_of(&tag.to_string())).collect();
            octets(&bytes)
        });
        Self { search, tag_list }
    }
}

fn hex_of(text: &str) -> Vec<u8> {
    signoff_protocol::hex::decode(text).unwrap_or_default()
}

impl From<&es10c::GetProfilesInfoResponse> for ProfileInfoListResponse {
    fn from(own: &es10c::GetProfilesInfoResponse) -> Self {
        match own {
            es10c::GetProfilesInfoResponse::List(list) => {
                Self::List(list.iter().map(ProfileInfo::from).collect())
            }
            es10c::GetProfilesInfoResponse::Error(error) => Self::Error(u32::from(error.code())),
        }
    }
}

impl From<&ours::ProfileInfo> for ProfileInfo {
    fn from(own: &ours::ProfileInfo) -> Self {
        let configurations = own.notification_configuration.as_ref();
        Self {
            iccid: own.iccid.map(iccid),
            isdp_aid: own.isdp_aid.map(|aid| octets(aid.as_bytes())),
            state: own.state.map(|state| u32::from(state == ProfileState::Enabled)),
            nickname: own.nickname.clone().map(String::from),
            service_provider_name: own.service_provider_name.clone().map(String::from),
            profile_name: own.profile_name.clone().map(String::from),
            icon_type: own
                .icon_type
                .map(|icon_type| u32::from(icon_type == IconType::Png)),
            icon: own.icon.as_deref().map(octets),
            class: own.class.map(|class| u32::from(class.code())),
            notification_configuration: configurations.map(|list| {
                list.iter()
                    .map(|entry| NotificationConfiguration {
                        events: bits(entry.events.0),
                        address: entry.address.to_string(),
                    })
                    .collect()
            }),
            owner: own.owner.as_ref().map(OperatorId::from),
            dp_proprietary_data: own
                .dp_proprietary_data
                .as_ref()
                .map(|_| DpProprietaryData { dp_oid: oid() }),
            policy_rules: own.policy_rules.map(|rules| bits(rules.0)),
            enabled_on_esim_port: own.enabled_on_esim_port,
            profile_size: own.profile_size,
        }
    }
}

impl From<&ours::OperatorId> for OperatorId {
    fn from(own: &ours::OperatorId) -> Self {
        Self {
            mcc_mnc: octets(own.mcc_mnc.as_bytes()),
            gid1: own.gid1.as_deref().map(octets),
            gid2: own.gid2.as_deref().map(octets),
        }
    }
}

macro_rules! state_changes {
    ($($request:ident),+) => {$(
        impl From<&es10c::$request> for $request {
            fn from(own: &es10c::$request) -> Self {
                Self { target: ProfileId::from(&own.target), refresh: own.refresh }
            }
        }
    )+};
}
state_changes!(EnableProfileRequest, DisableProfileRequest);

impl From<&es10c::DeleteProfileRequest> for DeleteProfileRequest {
    fn from(own: &es10c::DeleteProfileRequest) -> Self {
        match ProfileId::from(&own.target) {
            ProfileId::IsdpAid(aid) => Self::IsdpAid(aid),
            ProfileId::Iccid(iccid) => Self::Iccid(iccid),
        }
    }
}

macro_rules! results {
    ($($module:ident::$own:ident => $peer:ident),+ $(,)?) => {$(
        impl From<&$module::$own> for $peer {
            fn from(own: &$module::$own) -> Self {
                Self { result: u32::from(own.result.code()) }
            }
        }
    )+};
}
results! {
    es10a::SetDefaultDpAddressResponse => SetDefaultDpAddressResponse,
    es10b::RemoveNotificationFromListResponse => NotificationSentResponse,
    es10c::EnableProfileResponse => EnableProfileResponse,
    es10c::DisableProfileResponse => DisableProfileResponse,
    es10c::DeleteProfileResponse => DeleteProfileResponse,
    es10c::EuiccMemoryResetResponse => EuiccMemoryResetResponse,
    es10c::SetNicknameResponse => SetNicknameResponse,
}

macro_rules! empties {
    ($($module:ident::$own:ident => $peer:ident),+ $(,)?) => {$(
        impl From<&$module::$own> for $peer {
            fn from(_: &$module::$own) -> Self {
                Self {}
            }
        }
    )+};
}
empties! {
    es10a::GetEuiccConfiguredAddressesRequest => EuiccConfiguredAddressesRequest,
    es10b::GetEuiccInfo1Request => GetEuiccInfo1Request,
    es10b::GetEuiccInfo2Request => GetEuiccInfo2Request,
    es10b::GetEuiccChallengeRequest => GetEuiccChallengeRequest,
    es10b::GetRatRequest => GetRatRequest,
}

impl From<&es10c::EuiccMemoryResetRequest> for EuiccMemoryResetRequest {
    fn from(own: &es10c::EuiccMemoryResetRequest) -> Self {
        Self {
            options: bits(own.options.0),
        }
    }
}

impl From<&es10c::SetNicknameRequest> for SetNicknameRequest {
    fn from(own: &es10c::SetNicknameRequest) -> Self {
        Self {
            iccid: iccid(own.iccid),
            nickname: own.nickname.clone(),
        }
    }
}

impl From<&es10c::GetEidRequest> for GetEuiccDataRequest {
    fn from(_: &es10c::GetEidRequest) -> Self {
        Self {
            tag_list: octets(&[0x5A]),
        }
    }
}

impl From<&es10c::GetEidResponse> for GetEuiccDataResponse {
    fn from(own: &es10c::GetEidResponse) -> Self {
        Self {
            eid: octets(own.eid.as_bytes()),
        }
    }
}

impl From<&es10a::GetEuiccConfiguredAddressesResponse> for EuiccConfiguredAddressesResponse {
    fn from(own: &es10a::GetEuiccConfiguredAddressesResponse) -> Self {
        Self {
            default_dp_address: own.default_smdp_address.clone(),
            root_ds_address: own.root_smds_address.clone(),
        }
    }
}

impl From<&es10a::SetDefaultDpAddressRequest> for SetDefaultDpAddressRequest {
    fn from(own: &es10a::SetDefaultDpAddressRequest) -> Self {
        Self {
            default_dp_address: own.address.clone(),
        }
    }
}

impl From<&es10b::GetEuiccChallengeResponse> for GetEuiccChallengeResponse {
    fn from(own: &es10b::GetEuiccChallengeResponse) -> Self {
        Self {
            challenge: octets(&own.challenge),
        }
    }
}

fn key_ids(ids: &[Vec<u8>]) -> Vec<OctetString> {
    ids.iter().map(|id| octets(id)).collect()
}

impl From<&es10b::EuiccInfo1> for EuiccInfo1 {
    fn from(own: &es10b::EuiccInfo1) -> Self {
        Self {
            svn: octets(&own.svn),
            for_verification: key_ids(&own.ci_pk_ids_for_verification),
            for_signing: key_ids(&own.ci_pk_ids_for_signing),
        }
    }
}

impl From<&es10b::EuiccInfo2> for EuiccInfo2 {
    fn from(own: &es10b::EuiccInfo2) -> Self {
        Self {
            profile_version: octets(&own.profile_version),
            svn: octets(&own.svn),
            firmware_version: octets(&own.firmware_version),
            card_resource: octets(&card_resource(own.card_resource)),
            uicc_capability: bits(own.uicc_capability),
            ts102241_version: own.ts102241_version.map(|version| octets(&version)),
            globalplatform_version: own.globalplatform_version.map(|version| octets(&version)),
            rsp_capability: bits(own.rsp_capability),
            for_verification: key_ids(&own.ci_pk_ids_for_verification),
            for_signing: key_ids(&own.ci_pk_ids_for_signing),
            category: own.category,
            forbidden_rules: own.forbidden_profile_policy_rules.map(|rules| bits(rules.0)),
            pp_version: octets(&own.pp_version),
            sas_number: own.sas_accreditation_number.clone(),
        }
    }
}

/// Not ASN.1: three TLVs of ETSI TS 102 226, in one, two or four bytes.
fn card_resource(own: es10b::CardResource) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (tag, number, least) in [
        (0x81, own.installed_applications, 1),
        (0x82, own.free_non_volatile, 2),
        (0x83, own.free_volatile, 2),
    ] {
        let needed = [1usize, 2, 4]
            .into_iter()
            .find(|width| u64::from(number) < 1u64 << (width * 8));
        let width = needed.unwrap_or(4).max(least);
        bytes.extend([tag, u8::try_from(width).unwrap_or(4)]);
        bytes.extend(number.to_be_bytes().iter().skip(4 - width));
    }
    bytes
}

impl From<&es10b::GetRatResponse> for GetRatResponse {
    fn from(own: &es10b::GetRatResponse) -> Self {
        let rule = |row: &es10b::ProfilePolicyAuthorisationRule| Rule {
            rules: bits(row.rules.0),
            allowed_operators: row.allowed_operators.iter().map(OperatorId::from).collect(),
            flags: bits(row.flags),
        };
        Self {
            table: own.table.iter().map(rule).collect(),
        }
    }
}

impl From<&notification::NotificationMetadata> for NotificationMetadata {
    fn from(own: &notification::NotificationMetadata) -> Self {
        Self {
            seq_number: own.seq_number.get(),
            event: bits(Bits::only(own.event.bit())),
            address: own.address.clone(),
            iccid: own.iccid.map(iccid),
        }
    }
}

impl From<&es10b::ListNotificationRequest> for ListNotificationRequest {
    fn from(own: &es10b::ListNotificationRequest) -> Self {
        Self {
            filter: own.filter.map(|events| bits(events.0)),
        }
    }
}

impl From<&es10b::ListNotificationResponse> for ListNotificationResponse {
    fn from(own: &es10b::ListNotificationResponse) -> Self {
        match own {
            es10b::ListNotificationResponse::List(list) => {
                Self::List(list.iter().map(NotificationMetadata::from).collect())
            }
            es10b::ListNotificationResponse::Error(code) => Self::Error(u32::from(*code)),
        }
    }
}

impl From<&es10b::RetrieveNotificationsListRequest> for RetrieveNotificationsListRequest {
    fn from(own: &es10b::RetrieveNotificationsListRequest) -> Self {
        let search = own.search.map(|search| match search {
            es10b::NotificationSearch::SeqNumber(number) => NotificationSearch::SeqNumber(number.get()),
            es10b::NotificationSearch::Events(events) => NotificationSearch::Events(bits(events.0)),
        });
        Self { search }
    }
}

impl From<&es10b::RetrieveNotificationsListResponse> for RetrieveNotificationsListResponse {
    fn from(own: &es10b::RetrieveNotificationsListResponse) -> Self {
        match own {
            es10b::RetrieveNotificationsListResponse::List(list) => {
                Self::List(list.iter().map(PendingNotification::from).collect())
            }
            es10b::RetrieveNotificationsListResponse::Error(error) => Self::Error(u32::from(error.code())),
        }
    }
}

impl From<&notification::PendingNotification> for PendingNotification {
    fn from(own: &notification::PendingNotification) -> Self {
        match own {
            notification::PendingNotification::ProfileInstallationResult(own) => {
                Self::Installation(own.into())
            }
            notification::PendingNotification::Other(own) => Self::Other(own.into()),
        }
    }
}

/// Value of the first element inside, as far as there is one.
fn first_value(element: &[u8]) -> OctetString {
    let inner = Tlv::parse_exact(element)
        .ok()
        .and_then(|outer| outer.children().next()?.ok());
    octets(inner.map_or(&[], |inner| inner.value()))
}

/// A certificate as the strategies draw it.
pub(super) fn certificate(raw: &[u8]) -> Certificate {
    Certificate {
        content: first_value(raw),
    }
}

/// The numbers of an object identifier, read from its text.
pub(super) fn object_identifier(own: &signoff_protocol::id::Oid) -> ObjectIdentifier {
    let arcs: Vec<u32> = own
        .to_string()
        .split('.')
        .filter_map(|arc| arc.parse().ok())
        .collect();
    ObjectIdentifier::new_unchecked(arcs.into())
}

impl From<&notification::OtherSignedNotification> for OtherSignedNotification {
    fn from(own: &notification::OtherSignedNotification) -> Self {
        Self {
            signed: NotificationMetadata::from(&own.metadata),
            signature: octets(&own.signature),
            euicc_certificate: certificate(&own.euicc_certificate),
            eum_certificate: certificate(&own.eum_certificate),
        }
    }
}

impl From<&notification::ProfileInstallationResult> for ProfileInstallationResult {
    fn from(own: &notification::ProfileInstallationResult) -> Self {
        #[expect(clippy::expect_used, reason = "helper of a test")]
        let data = own.data().expect("the strategies draw whole results");
        Self {
            signed: ProfileInstallationResultData::from(&data),
            signature: octets(&own.signature),
        }
    }
}

impl From<&es10b::RemoveNotificationFromListRequest> for NotificationSentRequest {
    fn from(own: &es10b::RemoveNotificationFromListRequest) -> Self {
        Self {
            seq_number: own.seq_number.get(),
        }
    }
}
