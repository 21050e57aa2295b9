//! Profiles and the messages that name them.

use rasn::prelude::*;

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice)]
pub(crate) enum ProfileId {
    #[rasn(tag(application, 15))]
    IsdpAid(OctetString),
    #[rasn(tag(application, 26))]
    Iccid(OctetString),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice)]
pub(crate) enum Search {
    #[rasn(tag(application, 15))]
    IsdpAid(OctetString),
    #[rasn(tag(application, 26))]
    Iccid(OctetString),
    #[rasn(tag(context, 21))]
    Class(u32),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 45))]
pub(crate) struct ProfileInfoListRequest {
    #[rasn(tag(explicit(context, 0)))]
    pub search: Option<Search>,
    #[rasn(tag(application, 28))]
    pub tag_list: Option<OctetString>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice, tag(explicit(context, 45)))]
pub(crate) enum ProfileInfoListResponse {
    #[rasn(tag(context, 0))]
    List(SequenceOf<ProfileInfo>),
    #[rasn(tag(context, 1))]
    Error(u32),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(private, 3))]
pub(crate) struct ProfileInfo {
    #[rasn(tag(application, 26))]
    pub iccid: Option<OctetString>,
    #[rasn(tag(application, 15))]
    pub isdp_aid: Option<OctetString>,
    #[rasn(tag(context, 112))]
    pub state: Option<u32>,
    #[rasn(tag(context, 16))]
    pub nickname: Option<Utf8String>,
    #[rasn(tag(context, 17))]
    pub service_provider_name: Option<Utf8String>,
    #[rasn(tag(context, 18))]
    pub profile_name: Option<Utf8String>,
    #[rasn(tag(context, 19))]
    pub icon_type: Option<u32>,
    #[rasn(tag(context, 20))]
    pub icon: Option<OctetString>,
    #[rasn(tag(context, 21))]
    pub class: Option<u32>,
    #[rasn(tag(context, 22))]
    pub notification_configuration: Option<SequenceOf<NotificationConfiguration>>,
    #[rasn(tag(context, 23))]
    pub owner: Option<OperatorId>,
    #[rasn(tag(context, 24))]
    pub dp_proprietary_data: Option<DpProprietaryData>,
    #[rasn(tag(context, 25))]
    pub policy_rules: Option<BitString>,
    #[rasn(tag(context, 36))]
    pub enabled_on_esim_port: Option<u32>,
    #[rasn(tag(context, 37))]
    pub profile_size: Option<u32>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct NotificationConfiguration {
    pub events: BitString,
    pub address: Utf8String,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct OperatorId {
    pub mcc_mnc: OctetString,
    pub gid1: Option<OctetString>,
    pub gid2: Option<OctetString>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct DpProprietaryData {
    pub dp_oid: ObjectIdentifier,
}

macro_rules! state_change {
    ($request:ident, $response:ident, $tag:literal) => {
        #[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
        #[rasn(tag(context, $tag))]
        pub(crate) struct $request {
            #[rasn(tag(explicit(context, 0)))]
            pub target: ProfileId,
            #[rasn(tag(context, 1))]
            pub refresh: bool,
        }

        result!($response, $tag);
    };
}

/// A response that is nothing but a result code.
macro_rules! result {
    ($response:ident, $tag:literal) => {
        #[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
        #[rasn(tag(context, $tag), automatic_tags)]
        pub(crate) struct $response {
            pub result: u32,
        }
    };
}
pub(super) use result;

state_change!(EnableProfileRequest, EnableProfileResponse, 49);
state_change!(DisableProfileRequest, DisableProfileResponse, 50);
result!(DeleteProfileResponse, 51);
result!(EuiccMemoryResetResponse, 52);
result!(SetNicknameResponse, 41);

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice, tag(explicit(context, 51)))]
pub(crate) enum DeleteProfileRequest {
    #[rasn(tag(application, 15))]
    IsdpAid(OctetString),
    #[rasn(tag(application, 26))]
    Iccid(OctetString),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 52))]
pub(crate) struct EuiccMemoryResetRequest {
    #[rasn(tag(context, 2))]
    pub options: BitString,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 41))]
pub(crate) struct SetNicknameRequest {
    #[rasn(tag(application, 26))]
    pub iccid: OctetString,
    #[rasn(tag(context, 16))]
    pub nickname: Utf8String,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 62))]
pub(crate) struct GetEuiccDataRequest {
    #[rasn(tag(application, 28))]
    pub tag_list: OctetString,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 62))]
pub(crate) struct GetEuiccDataResponse {
    #[rasn(tag(application, 26))]
    pub eid: OctetString,
}
