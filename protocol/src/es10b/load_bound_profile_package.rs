//! ES10b.LoadBoundProfilePackage (SGP.22 §5.7.6): a bound profile package goes in by segments
//! ([`crate::es8p::BoundProfilePackage`]), a ProfileInstallationResult comes out; its data stand here (§5.7.6,
//! §2.5.6).

use crate::hex::Hex;
use crate::id::{Aid, Oid, TransactionId};
use crate::message::{Decode, Encode, Unknown, result_codes};
use crate::notification::{METADATA, NotificationMetadata, ProfileInstallationResult};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// Tag of ProfileInstallationResultData: what `euiccSignPIR` covers.
pub const PROFILE_INSTALLATION_RESULT_DATA: Tag = Tag(0xBF27);

result_codes! {
    /// BppCommandId: the ES8+ function during which an installation failed.
    BppCommandId {
        /// `BF23`
        InitialiseSecureChannel = 0 "initialiseSecureChannel",
        /// `BF24`
        ConfigureIsdp = 1 "configureISDP",
        /// `BF25`
        StoreMetadata = 2 "storeMetadata",
        /// A second one.
        StoreMetadata2 = 3 "storeMetadata2",
        /// `BF26`
        ReplaceSessionKeys = 4 "replaceSessionKeys",
        /// The profile elements.
        LoadProfileElements = 5 "loadProfileElements",
    }
}

result_codes! {
    /// ErrorReason: why an installation failed.
    ErrorReason {
        /// A part is malformed.
        IncorrectInputValues = 1 "incorrectInputValues",
        /// smdpSign does not verify.
        InvalidSignature = 2 "invalidSignature",
        /// Another session's.
        InvalidTransactionId = 3 "invalidTransactionId",
        /// Key type or length in the control reference template.
        UnsupportedCrtValues = 4 "unsupportedCrtValues",
        /// remoteOpId is not 1.
        UnsupportedRemoteOperationType = 5 "unsupportedRemoteOperationType",
        /// A class that the eUICC does not take.
        UnsupportedProfileClass = 6 "unsupportedProfileClass",
        /// v3: bspStructureError.
        Scp03tStructureError = 7 "scp03tStructureError",
        /// v3: bspSecurityError.
        Scp03tSecurityError = 8 "scp03tSecurityError",
        /// The profile is there already.
        InstallFailedDueToIccidAlreadyExistsOnEuicc = 9 "installFailedDueToIccidAlreadyExistsOnEuicc",
        /// No room.
        InstallFailedDueToInsufficientMemoryForProfile = 10 "installFailedDueToInsufficientMemoryForProfile",
        /// Power or session lost.
        InstallFailedDueToInterruption = 11 "installFailedDueToInterruption",
        /// A profile element; the simaResponse says which.
        InstallFailedDueToPeProcessingError = 12 "installFailedDueToPEProcessingError",
        /// ICCID of the metadata and of the profile header differ.
        InstallFailedDueToDataMismatch = 13 "installFailedDueToDataMismatch",
        /// A test profile whose key is none for tests.
        TestProfileInstallFailedDueToInvalidNaaKey = 14 "testProfileInstallFailedDueToInvalidNaaKey",
        /// No rule authorises the profile's policy rules.
        PprNotAllowed = 15 "pprNotAllowed",
        /// v3
        EnterpriseProfilesNotSupported = 17 "enterpriseProfilesNotSupported",
        /// v3
        EnterpriseRulesNotAllowed = 18 "enterpriseRulesNotAllowed",
        /// v3
        EnterpriseProfileNotAllowed = 19 "enterpriseProfileNotAllowed",
        /// v3
        EnterpriseOidMismatch = 20 "enterpriseOidMismatch",
        /// v3
        EnterpriseRulesError = 21 "enterpriseRulesError",
        /// v3
        EnterpriseProfilesOnly = 22 "enterpriseProfilesOnly",
        /// v3
        LprNotSupported = 23 "lprNotSupported",
        /// v3
        UnknownTlvInMetadata = 26 "unknownTlvInMetadata",
        /// Any other reason.
        InstallFailedDueToUnknownError = 127 "installFailedDueToUnknownError",
    }
}

/// finalResult (`A2`).
#[derive(Clone, PartialEq, Eq)]
pub enum FinalResult {
    /// `A0`: the profile is installed, disabled.
    Success {
        /// `4F`: AID of its ISD-P.
        aid: Aid,
        /// `04`: one or more EUICCResponse of the profile package specification.
        sima_response: Vec<u8>,
    },
    /// `A1`: nothing is left of it.
    Error {
        /// `80`
        command: BppCommandId,
        /// `81`
        reason: ErrorReason,
        /// `82`: as far as it came.
        sima_response: Option<Vec<u8>>,
    },
}

impl std::fmt::Debug for FinalResult {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Success { aid, sima_response } => f
                .debug_struct("Success")
                .field("aid", aid)
                .field("sima_response", &Hex(sima_response))
                .finish(),
            Self::Error {
                command,
                reason,
                sima_response,
            } => f
                .debug_struct("Error")
                .field("command", command)
                .field("reason", reason)
                .field("sima_response", &sima_response.as_deref().map(Hex))
                .finish(),
        }
    }
}

impl Encode for FinalResult {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Tag(0xA2), |w| {
            match self {
                Self::Success { aid, sima_response } => w.constructed(Tag(0xA0), |w| {
                    w.primitive(Tag(0x4F), aid.as_bytes())
                        .primitive(Tag(0x04), sima_response);
                }),
                Self::Error {
                    command,
                    reason,
                    sima_response,
                } => w.constructed(Tag(0xA1), |w| {
                    w.unsigned(Tag(0x80), u32::from(command.code()))
                        .unsigned(Tag(0x81), u32::from(reason.code()));
                    if let Some(response) = sima_response {
                        w.primitive(Tag(0x82), response);
                    }
                }),
            };
        });
    }
}

impl Decode for FinalResult {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(Tag(0xA2))?;
        if let Some(error) = tlv.find(Tag(0xA1))? {
            let sima_response = error.find(Tag(0x82))?;
            return Ok(Self::Error {
                command: BppCommandId::from_code(error.child(Tag(0x80))?.small()?),
                reason: ErrorReason::from_code(error.child(Tag(0x81))?.small()?),
                sima_response: sima_response.map(|response| response.value().to_vec()),
            });
        }
        let success = tlv.child(Tag(0xA0))?;
        Ok(Self::Success {
            aid: Aid::from_tlv(success.child(Tag(0x4F))?)?,
            sima_response: success.child(Tag(0x04))?.value().to_vec(),
        })
    }
}

/// ProfileInstallationResultData (`BF27`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileInstallationResultData {
    /// `80`
    pub transaction_id: TransactionId,
    /// `BF2F`: event install, the SM-DP+ of the session.
    pub metadata: NotificationMetadata,
    /// `06`: as in CERT.DPpb; v2.0 and v2.1 may leave it out.
    pub smdp_oid: Option<Oid>,
    /// `A2`
    pub final_result: FinalResult,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for ProfileInstallationResultData {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(PROFILE_INSTALLATION_RESULT_DATA, |w| {
            w.primitive(Tag(0x80), self.transaction_id.as_bytes());
            self.metadata.encode(w);
            if let Some(oid) = &self.smdp_oid {
                w.primitive(Tag(0x06), oid.as_bytes());
            }
            self.final_result.encode(w);
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for ProfileInstallationResultData {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(PROFILE_INSTALLATION_RESULT_DATA)?;
        let unknown = Unknown::beside(tlv, |tag| matches!(tag, Tag(0x80 | 0x06 | 0xA2) | METADATA))?;
        Ok(Self {
            transaction_id: TransactionId::from_tlv(tlv.child(Tag(0x80))?)?,
            metadata: NotificationMetadata::decode(tlv.child(METADATA)?)?,
            smdp_oid: tlv.find(Tag(0x06))?.map(Oid::from_tlv).transpose()?,
            final_result: FinalResult::decode(tlv.child(Tag(0xA2))?)?,
            unknown,
        })
    }
}

impl ProfileInstallationResult {
    /// Writes the data and asks `sign` for the signature of their bytes (`euiccSignPIR`).
    pub fn new(data: &ProfileInstallationResultData, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> Self {
        let signed = data.to_der();
        let signature = sign(&signed);
        Self {
            metadata: data.metadata.clone(),
            signed,
            signature,
            unknown: Unknown::none(),
        }
    }

    /// All that the signed bytes say. Listing and delivering a notification needs no more than its metadata, so
    /// that deviant results can still be handled.
    ///
    /// # Errors
    /// A mandatory part is missing or malformed.
    pub fn data(&self) -> Result<ProfileInstallationResultData, DecodeError> {
        ProfileInstallationResultData::from_der(&self.signed)
    }
}

crate::arbitrary::arbitrary!(
    FinalResult,
    prop_oneof![
        (any::<Aid>(), crate::arbitrary::blob(0..=200))
            .prop_map(|(aid, sima_response)| Self::Success { aid, sima_response }),
        (
            any::<(BppCommandId, ErrorReason)>(),
            proptest::option::of(crate::arbitrary::blob(0..=200))
        )
            .prop_map(|((command, reason), sima_response)| Self::Error {
                command,
                reason,
                sima_response
            }),
    ]
);

crate::arbitrary::arbitrary!(
    ProfileInstallationResultData,
    any::<(
        TransactionId,
        NotificationMetadata,
        Option<Oid>,
        FinalResult,
        Unknown
    )>()
    .prop_map(
        |(transaction_id, metadata, smdp_oid, final_result, unknown)| Self {
            transaction_id,
            metadata,
            smdp_oid,
            final_result,
            unknown
        }
    )
);
