//! The fields of the messages of an RSP session (SGP.22 §5.5, §5.6, §5.7.5 to §5.7.14), by the names of the specification.

use signoff_protocol::es10b::{
    AuthenticateErrorCode, CancelSessionError, CancelSessionReason, DownloadErrorCode, LoadCrlError,
};

use super::field::Kind::{
    Boolean, Certificate, Challenge, Choice, Count, Encrypted, Group, Hex, Metadata, Number, Oid, Result,
    Secret, Signature, Text, Version,
};
use super::field::{Field, field};
use super::info_schema::EUICC_INFO2;

/// serverSigned1
pub(super) const SERVER_SIGNED1: [Field; 4] = [
    field(0x80, "transactionId", Hex),
    field(0x81, "euiccChallenge", Challenge),
    field(0x83, "serverAddress", Text),
    field(0x84, "serverChallenge", Challenge),
];

/// euiccSigned1
pub(super) const EUICC_SIGNED1: [Field; 5] = [
    field(0x80, "transactionId", Hex),
    field(0x83, "serverAddress", Text),
    field(0x84, "serverChallenge", Challenge),
    field(0xBF22, "euiccInfo2", Group(&EUICC_INFO2)),
    field(0xA0, "ctxParams1", Group(&CTX_PARAMS1)),
];

/// smdpSigned2
pub(super) const SMDP_SIGNED2: [Field; 3] = [
    field(0x80, "transactionId", Hex),
    field(0x01, "ccRequiredFlag", Boolean),
    field(0x5F49, "bppEuiccOtpk", Hex),
];

/// euiccSigned2
pub(super) const EUICC_SIGNED2: [Field; 3] = [
    field(0x80, "transactionId", Hex),
    field(0x5F49, "euiccOtpk", Hex),
    field(0x04, "hashCc", Hex),
];

/// euiccCancelSessionSigned
pub(super) const CANCEL_SIGNED: [Field; 3] = [
    field(0x80, "transactionId", Hex),
    field(0x81, "smdpOid", Oid),
    field(0x82, "reason", REASON),
];

pub(super) const AUTHENTICATE_REQUEST: [Field; 6] = [
    field(0x30, "serverSigned1", Group(&SERVER_SIGNED1)),
    field(0x5F37, "serverSignature1", Signature),
    field(0x04, "euiccCiPKIdToBeUsed", Hex),
    field(0x30, "serverCertificate", Certificate),
    field(0xA0, "ctxParams1", Group(&CTX_PARAMS1)),
    field(
        0xA1,
        "otherCertsInChain",
        Group(&[field(0x30, "certificate", Certificate)]),
    ),
];

pub(super) const AUTHENTICATE_RESPONSE: [Field; 2] = [
    field(
        0xA0,
        "authenticateResponseOk",
        Group(&[
            field(0x30, "euiccSigned1", Group(&EUICC_SIGNED1)),
            field(0x5F37, "euiccSignature1", Signature),
            field(0x30, "euiccCertificate", Certificate),
            field(0x30, "eumCertificate", Certificate),
            field(0x30, "otherCertificate", Certificate),
        ]),
    ),
    field(
        0xA1,
        "authenticateResponseError",
        Group(&[
            field(0x80, "transactionId", Hex),
            field(
                0x02,
                "authenticateErrorCode",
                Result(|code| AuthenticateErrorCode::from_code(code).name()),
            ),
        ]),
    ),
];

pub(super) const PREPARE_REQUEST: [Field; 4] = [
    field(0x30, "smdpSigned2", Group(&SMDP_SIGNED2)),
    field(0x5F37, "smdpSignature2", Signature),
    field(0x04, "hashCc", Hex),
    field(0x30, "smdpCertificate", Certificate),
];

pub(super) const PREPARE_RESPONSE: [Field; 2] = [
    field(
        0xA0,
        "downloadResponseOk",
        Group(&[
            field(0x30, "euiccSigned2", Group(&EUICC_SIGNED2)),
            field(0x5F37, "euiccSignature2", Signature),
        ]),
    ),
    field(
        0xA1,
        "downloadResponseError",
        Group(&[
            field(0x80, "transactionId", Hex),
            field(
                0x02,
                "downloadErrorCode",
                Result(|code| DownloadErrorCode::from_code(code).name()),
            ),
        ]),
    ),
];

const REASON: super::field::Kind = Result(|code| CancelSessionReason::from_code(code).name());

pub(super) const CANCEL_REQUEST: [Field; 2] =
    [field(0x80, "transactionId", Hex), field(0x81, "reason", REASON)];

pub(super) const CANCEL_RESPONSE: [Field; 2] = [
    field(
        0xA0,
        "cancelSessionResponseOk",
        Group(&[
            field(0x30, "euiccCancelSessionSigned", Group(&CANCEL_SIGNED)),
            field(0x5F37, "euiccCancelSessionSignature", Signature),
        ]),
    ),
    field(
        0x81,
        "cancelSessionResponseError",
        Result(|code| CancelSessionError::from_code(code).name()),
    ),
];

pub(super) const CRL_REQUEST: [Field; 2] = [field(0x30, "crl", Hex), field(0xA0, "crl", Hex)];

pub(super) const CRL_RESPONSE: [Field; 2] = [
    field(
        0xA0,
        "loadCRLResponseOk",
        Group(&[field(
            0xA0,
            "missingParts",
            Group(&[field(0x02, "number", Number)]),
        )]),
    ),
    field(
        0x81,
        "loadCRLResponseError",
        Result(|code| LoadCrlError::from_code(code).name()),
    ),
];

/// The package as the SM-DP+ hands it out.
pub(super) const BOUND_PACKAGE: [Field; 5] = [
    field(0xBF23, "initialiseSecureChannelRequest", Group(&SECURE_CHANNEL)),
    field(0xA0, "firstSequenceOf87", Group(&SEGMENT_87)),
    field(0xA1, "sequenceOf88", Group(&SEGMENT_88)),
    field(0xA2, "secondSequenceOf87", Group(&SEGMENT_87)),
    field(0xA3, "sequenceOf86", Group(&SEGMENT_86)),
];

/// What comes to the eUICC as a segment of its own, behind the first one (SGP.22 §2.5.5).
pub(super) const SEGMENTS: [Field; 7] = [
    field(0xA0, "firstSequenceOf87", Group(&SEGMENT_87)),
    field(0xA1, "sequenceOf88", Group(&SEGMENT_88)),
    field(0xA2, "secondSequenceOf87", Group(&SEGMENT_87)),
    field(0xA3, "sequenceOf86", Group(&SEGMENT_86)),
    field(0x86, "profile elements", Encrypted),
    field(0x87, "ConfigureISDP or ReplaceSessionKeys", Encrypted),
    field(0x88, "metadata", Metadata),
];

const SEGMENT_86: [Field; 1] = [field(0x86, "profile elements", Encrypted)];
const SEGMENT_87: [Field; 1] = [field(0x87, "segment", Encrypted)];
const SEGMENT_88: [Field; 1] = [field(0x88, "metadata", Metadata)];

pub(super) const SECURE_CHANNEL: [Field; 5] = [
    field(0x82, "remoteOpId", Choice(&[(1, "installBoundProfilePackage")])),
    field(0x80, "transactionId", Hex),
    field(
        0xA6,
        "controlRefTemplate",
        Group(&[
            field(0x80, "keyType", Hex),
            field(0x81, "keyLen", Count),
            field(0x84, "hostId", Hex),
        ]),
    ),
    field(0x5F49, "smdpOtpk", Hex),
    field(0x5F37, "smdpSign", Signature),
];

pub(super) const CONFIGURE_ISDP: [Field; 1] = [field(
    0xB8,
    "dpProprietaryData",
    Group(&[field(0x80, "dpOid", Oid)]),
)];

pub(super) const SESSION_KEYS: [Field; 3] = [
    field(0x80, "initialMacChainingValue", Hex),
    field(0x81, "ppkEnc", Secret),
    field(0x82, "ppkCmac", Secret),
];

const CTX_PARAMS1: [Field; 3] = [
    field(0x80, "matchingId", Text),
    field(
        0xA1,
        "deviceInfo",
        Group(&[
            field(0x80, "tac", Hex),
            field(0xA1, "deviceCapabilities", Group(&DEVICE_CAPABILITIES)),
            field(0x82, "imei", Hex),
        ]),
    ),
    field(0x82, "operationType", Hex),
];

const DEVICE_CAPABILITIES: [Field; 12] = [
    field(0x80, "gsmSupportedRelease", Version),
    field(0x81, "utranSupportedRelease", Version),
    field(0x82, "cdma2000onexSupportedRelease", Version),
    field(0x83, "cdma2000hrpdSupportedRelease", Version),
    field(0x84, "cdma2000ehrpdSupportedRelease", Version),
    field(0x85, "eutranEpcSupportedRelease", Version),
    field(0x86, "contactlessSupportedRelease", Version),
    field(0x87, "rspCrlSupportedVersion", Version),
    field(0x88, "nrEpcSupportedRelease", Version),
    field(0x89, "nr5gcSupportedRelease", Version),
    field(0x8A, "eutran5gcSupportedRelease", Version),
    field(0x8B, "lpaSvn", Version),
];
