//! The fields of profile elements (TCA Profile Package, PEDefinitions), by the names of the module. Keys, PINs and PUKs
//! are not shown: a package on a screen should not give a subscription away.

use signoff_protocol::saip::TemplateKind;
use signoff_protocol::tlv::Tag;

use super::field::Kind::{
    Aid, Choice, Content, Count, Group, Hex, Number, Oid, PackageIccid, Present, Secret, Services, Text,
};
use super::field::{Field, field};

/// The element with this tag: its name and its fields.
pub(super) fn element(tag: Tag) -> Option<(&'static str, &'static [Field])> {
    ELEMENTS
        .iter()
        .find(|known| known.tag == tag.0)
        .map(|known| match known.kind {
            Group(fields) => (known.name, fields),
            _ => (known.name, &[][..]),
        })
        .or_else(|| TemplateKind::from_tag(tag).map(|kind| (kind.name(), &TEMPLATE[..])))
}

const ELEMENTS: [Field; 11] = [
    field(0xA0, "header", Group(&HEADER)),
    field(0xA1, "genericFileManagement", Group(&FILE_MANAGEMENT)),
    field(0xA2, "pinCodes", Group(&PIN_CODES)),
    field(0xA3, "pukCodes", Group(&PUK_CODES)),
    field(0xA4, "akaParameter", Group(&AKA_PARAMETER)),
    field(0xA5, "cdmaParameter", Group(&CDMA_PARAMETER)),
    field(0xA6, "securityDomain", Group(&SECURITY_DOMAIN)),
    field(0xA7, "rfm", Group(&RFM)),
    field(0xA8, "application", Group(&APPLICATION)),
    field(0xA9, "nonStandard", Group(&NON_STANDARD)),
    field(0xAA, "end", Group(&END)),
];

const HEADER: [Field; 9] = [
    field(0x80, "major-version", Number),
    field(0x81, "minor-version", Number),
    field(0x82, "profileType", Text),
    field(0x83, "iccid", PackageIccid),
    field(0x84, "pol", Hex),
    field(0xA5, "eUICC-Mandatory-services", Services),
    field(
        0xA6,
        "eUICC-Mandatory-GFSTEList",
        Group(&[field(0x06, "template", Oid)]),
    ),
    field(0x87, "connectivityParameters", Hex),
    field(
        0xA8,
        "eUICC-Mandatory-AIDs",
        Group(&[field(
            0x30,
            "application",
            Group(&[field(0x80, "aid", Aid), field(0x81, "version", Hex)]),
        )]),
    ),
];

const PE_HEADER: Field = field(
    0xA0,
    "header",
    Group(&[
        field(0x80, "mandated", Present),
        field(0x81, "identification", Number),
    ]),
);

const END: [Field; 1] = [PE_HEADER];

/// A template has its files from tag `A2` on; which file each number is the template says, not the element.
const TEMPLATE: [Field; 2] = [PE_HEADER, field(0x81, "templateID", Oid)];

/// One file of a template.
pub(super) const FILE: [Field; 4] = [
    field(0x80, "doNotCreate", Present),
    field(0xA1, "fileDescriptor", Group(&FCP)),
    field(0x82, "fillFileOffset", Number),
    field(0x83, "fillFileContent", Content),
];

const FCP: [Field; 10] = [
    field(0x82, "fileDescriptor", Hex),
    field(0x83, "fileID", Hex),
    field(0x84, "dfName", Aid),
    field(0x8A, "lcsi", Hex),
    field(0x8B, "securityAttributesReferenced", Hex),
    field(0x80, "efFileSize", Count),
    field(0xC6, "pinStatusTemplateDO", Hex),
    field(0x88, "shortEFID", Hex),
    field(
        0xA5,
        "proprietaryEFInfo",
        Group(&[
            field(0xC0, "specialFileInformation", Hex),
            field(0xC1, "fillPattern", Hex),
            field(0xC2, "repeatPattern", Hex),
            field(0x86, "maximumFileSize", Count),
            field(0x84, "fileDetails", Hex),
        ]),
    ),
    field(0xC7, "linkPath", Hex),
];

const FILE_MANAGEMENT: [Field; 2] = [
    PE_HEADER,
    field(
        0xA1,
        "fileManagementCMD",
        Group(&[field(
            0x30,
            "fileManagement",
            Group(&[
                field(0x80, "filePath", Hex),
                field(0x62, "createFCP", Group(&FCP)),
                field(0x02, "fillFileOffset", Number),
                field(0x81, "fillFileContent", Content),
            ]),
        )]),
    ),
];

const PIN_CODES: [Field; 2] = [
    PE_HEADER,
    field(
        0xA1,
        "pinCodes",
        Group(&[
            field(
                0xA0,
                "pinconfig",
                Group(&[field(
                    0x30,
                    "pin",
                    Group(&[
                        field(0x80, "keyReference", Number),
                        field(0x81, "pinValue", Secret),
                        field(0x82, "unblockingPINReference", Number),
                        field(0x83, "pinAttributes", Number),
                        field(0x84, "maxNumOfAttemps-retryNumLeft", Hex),
                    ]),
                )]),
            ),
            field(0x81, "filePath", Hex),
        ]),
    ),
];

const PUK_CODES: [Field; 2] = [
    PE_HEADER,
    field(
        0xA1,
        "pukCodes",
        Group(&[field(
            0x30,
            "puk",
            Group(&[
                field(0x80, "keyReference", Number),
                field(0x81, "pukValue", Secret),
                field(0x82, "maxNumOfAttemps-retryNumLeft", Hex),
            ]),
        )]),
    ),
];

const ALGORITHMS: [(u8, &str); 3] = [(1, "milenage"), (2, "tuak"), (3, "usim-test-algorithm")];

const AKA_PARAMETER: [Field; 6] = [
    PE_HEADER,
    field(
        0xA1,
        "algoConfiguration",
        Group(&[
            field(
                0xA0,
                "mappingParameter",
                Group(&[
                    field(0x80, "mappingOptions", Hex),
                    field(0x81, "mappingSource", Aid),
                ]),
            ),
            field(
                0xA1,
                "algoParameter",
                Group(&[
                    field(0x80, "algorithmID", Choice(&ALGORITHMS)),
                    field(0x81, "algorithmOptions", Hex),
                    field(0x82, "key", Secret),
                    field(0x83, "opc", Secret),
                    field(0x84, "rotationConstants", Hex),
                    field(0x85, "xoringConstants", Hex),
                    field(0x86, "authCounterMax", Hex),
                    field(0x87, "numberOfKeccak", Number),
                ]),
            ),
        ]),
    ),
    field(0x82, "sqnOptions", Hex),
    field(0x83, "sqnDelta", Hex),
    field(0x84, "sqnAgeLimit", Hex),
    field(0xA5, "sqnInit", Group(&[field(0x04, "sqn", Hex)])),
];

const CDMA_PARAMETER: [Field; 6] = [
    PE_HEADER,
    field(0x81, "authenticationKey", Secret),
    field(0x82, "ssd", Secret),
    field(0x83, "hrpdAccessAuthenticationData", Secret),
    field(0x84, "simpleIPAuthenticationData", Secret),
    field(0x85, "mobileIPAuthenticationData", Secret),
];

/// An application: its load package, its class, the instance itself, and perhaps another security domain.
const INSTANCE: [Field; 9] = [
    field(0x4F, "applicationLoadPackageAID", Aid),
    field(0x4F, "classAID", Aid),
    field(0x4F, "instanceAID", Aid),
    field(0x4F, "extraditeSecurityDomainAID", Aid),
    field(0x82, "applicationPrivileges", Hex),
    field(0x83, "lifeCycleState", Hex),
    field(0xC9, "applicationSpecificParametersC9", Hex),
    field(0xEF, "systemSpecificParameters", Hex),
    field(0xEA, "applicationParameters", Hex),
];

const SECURITY_DOMAIN: [Field; 4] = [
    PE_HEADER,
    field(0xA1, "instance", Group(&INSTANCE)),
    field(
        0xA2,
        "keyList",
        Group(&[field(
            0x30,
            "key",
            Group(&[
                field(0x95, "keyUsageQualifier", Hex),
                field(0x96, "keyAccess", Hex),
                field(0x82, "keyIdentifier", Hex),
                field(0x83, "keyVersionNumber", Hex),
                field(0x85, "keyCounterValue", Hex),
                field(
                    0x30,
                    "keyComponents",
                    Group(&[field(
                        0x30,
                        "component",
                        Group(&[
                            field(0x80, "keyType", Hex),
                            field(0x86, "keyData", Secret),
                            field(0x87, "macLength", Number),
                        ]),
                    )]),
                ),
            ]),
        )]),
    ),
    field(0xA3, "sdPersoData", Group(&[field(0x04, "data", Hex)])),
];

const RFM: [Field; 8] = [
    PE_HEADER,
    field(0x4F, "instanceAID", Aid),
    field(0x4F, "securityDomainAID", Aid),
    field(0xA0, "tarList", Group(&[field(0x04, "tar", Hex)])),
    field(0x81, "minimumSecurityLevel", Hex),
    field(0x04, "uiccAccessDomain", Hex),
    field(0x04, "uiccAdminAccessDomain", Hex),
    field(
        0x30,
        "adfRFMAccess",
        Group(&[
            field(0x80, "adfAID", Aid),
            field(0x81, "adfAccessDomain", Hex),
            field(0x82, "adfAdminAccessDomain", Hex),
        ]),
    ),
];

const APPLICATION: [Field; 3] = [
    PE_HEADER,
    field(
        0xA1,
        "loadBlock",
        Group(&[
            field(0x4F, "loadPackageAID", Aid),
            field(0x4F, "securityDomainAID", Aid),
            field(0xC6, "nonVolatileCodeLimitC6", Hex),
            field(0xC7, "volatileDataLimitC7", Hex),
            field(0xC8, "nonVolatileDataLimitC8", Hex),
            field(0xC1, "hashValue", Hex),
            field(0xC4, "loadBlockObject", Content),
        ]),
    ),
    field(
        0xA2,
        "instanceList",
        Group(&[field(0x30, "instance", Group(&INSTANCE))]),
    ),
];

const NON_STANDARD: [Field; 3] = [
    PE_HEADER,
    field(0x81, "issuerID", Oid),
    field(0x82, "content", Content),
];
