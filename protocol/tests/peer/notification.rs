//! Notifications.

use rasn::prelude::*;

use super::profile::result;

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 47))]
pub(crate) struct NotificationMetadata {
    #[rasn(tag(context, 0))]
    pub seq_number: u32,
    #[rasn(tag(context, 1))]
    pub event: BitString,
    pub address: Utf8String,
    #[rasn(tag(application, 26))]
    pub iccid: Option<OctetString>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 40))]
pub(crate) struct ListNotificationRequest {
    #[rasn(tag(context, 1))]
    pub filter: Option<BitString>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice, tag(explicit(context, 40)))]
pub(crate) enum ListNotificationResponse {
    #[rasn(tag(context, 0))]
    List(SequenceOf<NotificationMetadata>),
    #[rasn(tag(context, 1))]
    Error(u32),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice)]
pub(crate) enum NotificationSearch {
    #[rasn(tag(context, 0))]
    SeqNumber(u32),
    #[rasn(tag(context, 1))]
    Events(BitString),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 43))]
pub(crate) struct RetrieveNotificationsListRequest {
    #[rasn(tag(explicit(context, 0)))]
    pub search: Option<NotificationSearch>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice, tag(explicit(context, 43)))]
pub(crate) enum RetrieveNotificationsListResponse {
    #[rasn(tag(context, 0))]
    List(SequenceOf<PendingNotification>),
    #[rasn(tag(context, 1))]
    Error(u32),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice)]
pub(crate) enum PendingNotification {
    #[rasn(tag(context, 55))]
    Installation(ProfileInstallationResult),
    #[rasn(tag(universal, 16))]
    Other(OtherSignedNotification),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct OtherSignedNotification {
    pub signed: NotificationMetadata,
    #[rasn(tag(application, 55))]
    pub signature: OctetString,
    pub euicc_certificate: Certificate,
    pub eum_certificate: Certificate,
}

/// As the strategies draw certificates: a SEQUENCE with some content.
#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct Certificate {
    pub content: OctetString,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 55))]
pub(crate) struct ProfileInstallationResult {
    pub signed: ProfileInstallationResultData,
    #[rasn(tag(application, 55))]
    pub signature: OctetString,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 39))]
pub(crate) struct ProfileInstallationResultData {
    #[rasn(tag(context, 0))]
    pub transaction_id: OctetString,
    pub metadata: NotificationMetadata,
    pub smdp_oid: Option<ObjectIdentifier>,
    #[rasn(tag(explicit(context, 2)))]
    pub final_result: FinalResult,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(choice)]
pub(crate) enum FinalResult {
    #[rasn(tag(context, 0))]
    Success(SuccessResult),
    #[rasn(tag(context, 1))]
    Error(ErrorResult),
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
pub(crate) struct SuccessResult {
    #[rasn(tag(application, 15))]
    pub aid: OctetString,
    pub sima_response: OctetString,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(automatic_tags)]
pub(crate) struct ErrorResult {
    pub bpp_command_id: u32,
    pub error_reason: u32,
    pub sima_response: Option<OctetString>,
}

#[derive(AsnType, Encode, Decode, Clone, Debug, PartialEq)]
#[rasn(tag(context, 48), automatic_tags)]
pub(crate) struct NotificationSentRequest {
    pub seq_number: u32,
}

result!(NotificationSentResponse, 48);
