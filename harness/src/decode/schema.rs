//! The fields of the ES10 messages (SGP.22 §5.7), by the names of the specification.

use signoff_protocol::es10a::SetDefaultDpAddressResult;
use signoff_protocol::es10b::{
    ErrorReason, RemoveNotificationFromListResult, RetrieveNotificationsListError,
};
use signoff_protocol::es10c::{
    DeleteProfileResult, DisableProfileResult, EnableProfileResult, EuiccMemoryResetResult,
    GetProfilesInfoError, SetNicknameResult,
};
use signoff_protocol::tlv::Tag;

use super::field::Kind::{
    Aid, Bits, Boolean, Certificate, Challenge, Choice, Eid, Group, Hex, Iccid, Icon, Inside, MccMnc, Number,
    Oid, Present, Result, Signature, Status, TagList, Text,
};
use super::field::{Field, field};
use super::info_schema::{EUICC_INFO1, EUICC_INFO2};
use super::session_schema as session;

/// A function of ES10, and what its request and response consist of. Both have the same tag.
pub(super) struct Function {
    pub(super) tag: u32,
    pub(super) name: &'static str,
    pub(super) request: &'static [Field],
    pub(super) response: &'static [Field],
    /// Whether it is a structure inside others, which goes in no direction of its own.
    pub(super) is_structure: bool,
}

/// The function whose messages have this tag.
pub(super) fn function(tag: Tag) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.tag == tag.0)
}

/// The response of a function that answers with a result code.
macro_rules! result {
    ($codes:ident) => {
        [field(
            0x80,
            "result",
            Result(|code| $codes::from_code(code).name()),
        )]
    };
}

const FUNCTIONS: [Function; 28] = [
    of(0xBF20, "GetEUICCInfo (EUICCInfo1)", &[], &EUICC_INFO1),
    of(
        0xBF21,
        "PrepareDownload",
        &session::PREPARE_REQUEST,
        &session::PREPARE_RESPONSE,
    ),
    of(0xBF22, "GetEUICCInfo (EUICCInfo2)", &[], &EUICC_INFO2),
    structure(0xBF23, "InitialiseSecureChannel", &session::SECURE_CHANNEL),
    structure(0xBF24, "ConfigureISDP", &session::CONFIGURE_ISDP),
    structure(0xBF25, "StoreMetadata", &PROFILE_INFO),
    structure(0xBF26, "ReplaceSessionKeys", &session::SESSION_KEYS),
    structure(0xBF27, "ProfileInstallationResultData", &INSTALLATION_DATA),
    of(0xBF28, "ListNotification", &LIST_REQUEST, &LIST_RESPONSE),
    of(0xBF29, "SetNickname", &SET_NICKNAME, &result!(SetNicknameResult)),
    of(
        0xBF2B,
        "RetrieveNotificationsList",
        &RETRIEVE_REQUEST,
        &RETRIEVE_RESPONSE,
    ),
    of(0xBF2D, "GetProfilesInfo", &PROFILES_REQUEST, &PROFILES_RESPONSE),
    of(
        0xBF2E,
        "GetEUICCChallenge",
        &[],
        &[field(0x80, "euiccChallenge", Challenge)],
    ),
    structure(0xBF2F, "NotificationMetadata", &METADATA),
    of(
        0xBF30,
        "RemoveNotificationFromList",
        &[field(0x80, "seqNumber", Number)],
        &result!(RemoveNotificationFromListResult),
    ),
    of(
        0xBF31,
        "EnableProfile",
        &STATE_CHANGE,
        &result!(EnableProfileResult),
    ),
    of(
        0xBF32,
        "DisableProfile",
        &STATE_CHANGE,
        &result!(DisableProfileResult),
    ),
    of(0xBF33, "DeleteProfile", &PROFILE, &result!(DeleteProfileResult)),
    of(
        0xBF34,
        "eUICCMemoryReset",
        &[field(0x82, "resetOptions", Bits(&RESET_OPTIONS))],
        &result!(EuiccMemoryResetResult),
    ),
    of(0xBF35, "LoadCRL", &session::CRL_REQUEST, &session::CRL_RESPONSE),
    of(
        0xBF36,
        "LoadBoundProfilePackage",
        &session::BOUND_PACKAGE,
        &session::BOUND_PACKAGE,
    ),
    structure(0xBF37, "ProfileInstallationResult", &INSTALLATION),
    of(
        0xBF38,
        "AuthenticateServer",
        &session::AUTHENTICATE_REQUEST,
        &session::AUTHENTICATE_RESPONSE,
    ),
    of(0xBF3C, "GetEuiccConfiguredAddresses", &[], &ADDRESSES),
    of(
        0xBF3E,
        "GetEID",
        &[field(0x5C, "tagList", TagList)],
        &[field(0x5A, "eid", Eid)],
    ),
    of(
        0xBF3F,
        "SetDefaultDpAddress",
        &[field(0x80, "defaultDpAddress", Text)],
        &result!(SetDefaultDpAddressResult),
    ),
    of(
        0xBF41,
        "CancelSession",
        &session::CANCEL_REQUEST,
        &session::CANCEL_RESPONSE,
    ),
    of(
        0xBF43,
        "GetRAT",
        &[],
        &[field(0xA0, "rulesAuthorisationTable", Group(&RULE))],
    ),
];

const fn of(tag: u32, name: &'static str, request: &'static [Field], response: &'static [Field]) -> Function {
    Function {
        tag,
        name,
        request,
        response,
        is_structure: false,
    }
}

const fn structure(tag: u32, name: &'static str, fields: &'static [Field]) -> Function {
    Function {
        tag,
        name,
        request: fields,
        response: fields,
        is_structure: true,
    }
}

const PROFILE: [Field; 2] = [field(0x5A, "iccid", Iccid), field(0x4F, "isdpAid", Aid)];

const STATE_CHANGE: [Field; 3] = [
    field(0xA0, "profileIdentifier", Group(&PROFILE)),
    field(0x81, "refreshFlag", Boolean),
    field(0x82, "targetEsimPort", Number),
];

const SET_NICKNAME: [Field; 2] = [field(0x5A, "iccid", Iccid), field(0x90, "profileNickname", Text)];

const CLASSES: [(u8, &str); 3] = [(0, "test"), (1, "provisioning"), (2, "operational")];

const PROFILES_REQUEST: [Field; 2] = [
    field(
        0xA0,
        "searchCriteria",
        Group(&[
            field(0x5A, "iccid", Iccid),
            field(0x4F, "isdpAid", Aid),
            field(0x95, "profileClass", Choice(&CLASSES)),
        ]),
    ),
    field(0x5C, "tagList", TagList),
];

const PROFILES_RESPONSE: [Field; 2] = [
    field(
        0xA0,
        "profileInfoListOk",
        Group(&[field(0xE3, "profileInfo", Group(&PROFILE_INFO))]),
    ),
    field(
        0x81,
        "profileInfoListError",
        Result(|code| GetProfilesInfoError::from_code(code).name()),
    ),
];

pub(super) const PROFILE_INFO: [Field; 16] = [
    field(0x5A, "iccid", Iccid),
    field(0x4F, "isdpAid", Aid),
    field(0x9F70, "profileState", Choice(&[(0, "disabled"), (1, "enabled")])),
    field(0x90, "profileNickname", Text),
    field(0x91, "serviceProviderName", Text),
    field(0x92, "profileName", Text),
    field(0x93, "iconType", Choice(&[(0, "jpg"), (1, "png")])),
    field(0x94, "icon", Icon),
    field(0x95, "profileClass", Choice(&CLASSES)),
    field(
        0xB6,
        "notificationConfigurationInfo",
        Group(&[field(
            0x30,
            "notificationConfigurationInformation",
            Group(&[
                field(0x80, "profileManagementOperation", Bits(&EVENTS)),
                field(0x81, "notificationAddress", Text),
            ]),
        )]),
    ),
    field(0xB7, "profileOwner", Group(&OPERATOR)),
    field(0xB8, "dpProprietaryData", Hex),
    field(0x99, "profilePolicyRules", Bits(&POLICY_RULES)),
    field(0x9F24, "enabledOnEsimPort", Number),
    field(0x9F25, "profileSize", Number),
    field(0xBF76, "refArDo", Hex),
];

const OPERATOR: [Field; 3] = [
    field(0x80, "mccMnc", MccMnc),
    field(0x81, "gid1", Hex),
    field(0x82, "gid2", Hex),
];

pub(super) const POLICY_RULES: [&str; 3] = [
    "pprUpdateControl",
    "ppr1 (disabling not allowed)",
    "ppr2 (deletion not allowed)",
];

const EVENTS: [&str; 8] = [
    "install",
    "enable",
    "disable",
    "delete",
    "rpm enable",
    "rpm disable",
    "rpm delete",
    "load rpm package result",
];

const RESET_OPTIONS: [&str; 5] = [
    "deleteOperationalProfiles",
    "deleteFieldLoadedTestProfiles",
    "resetDefaultSmdpAddress",
    "deletePreLoadedTestProfiles",
    "deleteProvisioningProfiles",
];

const LIST_REQUEST: [Field; 1] = [field(0x81, "profileManagementOperation", Bits(&EVENTS))];

const LIST_RESPONSE: [Field; 2] = [
    field(
        0xA0,
        "notificationMetadataList",
        Group(&[field(0xBF2F, "notificationMetadata", Group(&METADATA))]),
    ),
    field(
        0x81,
        "listNotificationsResultError",
        Choice(&[(127, "undefinedError (127)")]),
    ),
];

const METADATA: [Field; 4] = [
    field(0x80, "seqNumber", Number),
    field(0x81, "profileManagementOperation", Bits(&EVENTS)),
    field(0x0C, "notificationAddress", Text),
    field(0x5A, "iccid", Iccid),
];

const RETRIEVE_REQUEST: [Field; 1] = [field(
    0xA0,
    "searchCriteria",
    Group(&[
        field(0x80, "seqNumber", Number),
        field(0x81, "profileManagementOperation", Bits(&EVENTS)),
    ]),
)];

const RETRIEVE_RESPONSE: [Field; 2] = [
    field(
        0xA0,
        "notificationList",
        Group(&[
            field(0x30, "otherSignedNotification", Group(&OTHER)),
            field(0xBF37, "profileInstallationResult", Group(&INSTALLATION)),
        ]),
    ),
    field(
        0x81,
        "notificationsListResultError",
        Result(|code| RetrieveNotificationsListError::from_code(code).name()),
    ),
];

pub(super) const OTHER: [Field; 5] = [
    field(0xBF2F, "tbsOtherNotification", Group(&METADATA)),
    field(0x5F37, "euiccNotificationSignature", Signature),
    field(0x30, "euiccCertificate", Certificate),
    field(0x30, "eumCertificate", Certificate),
    field(0x30, "otherCertificate", Certificate),
];

const INSTALLATION: [Field; 2] = [
    field(0xBF27, "profileInstallationResultData", Group(&INSTALLATION_DATA)),
    field(0x5F37, "euiccSignPIR", Signature),
];

const INSTALLATION_DATA: [Field; 4] = [
    field(0x80, "transactionId", Hex),
    field(0xBF2F, "notificationMetadata", Group(&METADATA)),
    field(0x06, "smdpOid", Oid),
    field(0xA2, "finalResult", Group(&FINAL_RESULT)),
];

const FINAL_RESULT: [Field; 2] = [
    field(
        0xA0,
        "successResult",
        Group(&[
            field(0x4F, "aid", Aid),
            field(0x04, "simaResponse", Inside(&EUICC_RESPONSE)),
        ]),
    ),
    field(
        0xA1,
        "errorResult",
        Group(&[
            field(0x80, "bppCommandId", Choice(&BPP_COMMANDS)),
            field(
                0x81,
                "errorReason",
                Result(|code| ErrorReason::from_code(code).name()),
            ),
            field(0x82, "simaResponse", Inside(&EUICC_RESPONSE)),
        ]),
    ),
];

/// What the eUICC says of each element of the package (TCA Profile Package §8.11).
const EUICC_RESPONSE: [Field; 1] = [field(
    0x30,
    "euiccResponse",
    Group(&[
        field(
            0xA0,
            "peStatus",
            Group(&[field(
                0x30,
                "element",
                Group(&[
                    field(0x80, "status", Status),
                    field(0x81, "identification", Number),
                    field(0x82, "additionalInformation", Number),
                ]),
            )]),
        ),
        field(0x81, "profileInstallationAborted", Present),
        field(0x82, "statusMessage", Text),
    ]),
)];

const BPP_COMMANDS: [(u8, &str); 6] = [
    (0, "initialiseSecureChannel"),
    (1, "configureISDP"),
    (2, "storeMetadata"),
    (3, "storeMetadata2"),
    (4, "replaceSessionKeys"),
    (5, "loadProfileElements"),
];

const ADDRESSES: [Field; 2] = [
    field(0x80, "defaultDpAddress", Text),
    field(0x81, "rootDsAddress", Text),
];

const RULE: [Field; 1] = [field(
    0x30,
    "profilePolicyAuthorisationRule",
    Group(&[
        field(0x80, "pprIds", Bits(&POLICY_RULES)),
        field(
            0xA1,
            "allowedOperators",
            Group(&[
                field(0x30, "operatorId", Group(&OPERATOR)),
                field(0xB7, "operatorId", Group(&OPERATOR)),
            ]),
        ),
        field(0x82, "pprFlags", Bits(&["consentRequired"])),
    ]),
)];
