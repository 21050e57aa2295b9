//! The fields by which an eUICC says what it is: EUICCInfo1 and EUICCInfo2 (SGP.22 §5.7.8).

use super::field::Kind::{Bits, Choice, Count, Group, Hex, Inside, Text, Version};
use super::field::{Field, field};
use super::schema::POLICY_RULES;

const KEY_IDS: [Field; 1] = [field(0x04, "subjectKeyIdentifier", Hex)];

pub(super) const EUICC_INFO1: [Field; 6] = [
    field(0x82, "svn", Version),
    field(0xA9, "euiccCiPKIdListForVerification", Group(&KEY_IDS)),
    field(0xAA, "euiccCiPKIdListForSigning", Group(&KEY_IDS)),
    field(0xB1, "euiccCiPKIdListForSigningV3", Group(&KEY_IDS)),
    field(0x88, "rspCapability", Bits(&RSP_CAPABILITY)),
    field(0x93, "highestSvn", Version),
];

pub(super) const EUICC_INFO2: [Field; 22] = [
    field(0x81, "profileVersion", Version),
    field(0x82, "svn", Version),
    field(0x83, "euiccFirmwareVer", Version),
    field(
        0x84,
        "extCardResource",
        Inside(&[
            field(0x81, "installedApplications", Count),
            field(0x82, "freeNonVolatileMemory", Count),
            field(0x83, "freeVolatileMemory", Count),
        ]),
    ),
    field(0x85, "uiccCapability", Bits(&UICC_CAPABILITY)),
    field(0x86, "ts102241Version", Version),
    field(0x87, "globalplatformVersion", Version),
    field(0x88, "rspCapability", Bits(&RSP_CAPABILITY)),
    field(0xA9, "euiccCiPKIdListForVerification", Group(&KEY_IDS)),
    field(0xAA, "euiccCiPKIdListForSigning", Group(&KEY_IDS)),
    field(
        0x8B,
        "euiccCategory",
        Choice(&[
            (0, "other"),
            (1, "basicEuicc"),
            (2, "mediumEuicc"),
            (3, "contactlessEuicc"),
        ]),
    ),
    field(0x99, "forbiddenProfilePolicyRules", Bits(&POLICY_RULES)),
    field(0x04, "ppVersion", Version),
    field(0x0C, "sasAcreditationNumber", Text),
    field(
        0xAC,
        "certificationDataObject",
        Group(&[
            field(0x80, "platformLabel", Text),
            field(0x81, "discoveryBaseURL", Text),
        ]),
    ),
    field(
        0x8D,
        "treProperties",
        Bits(&["isDiscrete", "isIntegrated", "usesRemoteMemory"]),
    ),
    field(0x8E, "treProductReference", Text),
    field(
        0xAF,
        "additionalEuiccProfilePackageVersions",
        Group(&[field(0x04, "version", Version)]),
    ),
    field(0x90, "lpaMode", Choice(&[(0, "lpad"), (1, "lpae")])),
    field(0xB1, "euiccCiPKIdListForSigningV3", Group(&KEY_IDS)),
    field(0x92, "additionalEuiccInfo", Hex),
    field(0x93, "highestSvn", Version),
];

const RSP_CAPABILITY: [&str; 6] = [
    "additionalProfile",
    "crlSupport",
    "rpmSupport",
    "testProfileSupport",
    "deviceInfoExtensibilitySupport",
    "serviceSpecificDataSupport",
];

const UICC_CAPABILITY: [&str; 32] = [
    "contactlessSupport",
    "usimSupport",
    "isimSupport",
    "csimSupport",
    "akaMilenage",
    "akaCave",
    "akaTuak128",
    "akaTuak256",
    "usimTestAlgorithm",
    "rfu2",
    "gbaAuthenUsim",
    "gbaAuthenISim",
    "mbmsAuthenUsim",
    "eapClient",
    "javacard",
    "multos",
    "multipleUsimSupport",
    "multipleIsimSupport",
    "multipleCsimSupport",
    "berTlvFileSupport",
    "dfLinkSupport",
    "catTp",
    "getIdentity",
    "profile-a-x25519",
    "profile-b-p256",
    "suciCalculatorApi",
    "dns-resolution",
    "scp11ac",
    "scp11c-authorization-mechanism",
    "s16mode",
    "eaka",
    "iotminimal",
];
