//! ES10b.CancelSession, `BF41` (SGP.22 §5.7.14).

use crate::id::{Oid, TransactionId};
use crate::message::{Decode, Encode, Unknown, result_codes};
use crate::notification::SEQUENCE;
use crate::signed::Signed;
use crate::tlv::{DecodeError, Sequence, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF41);

result_codes! {
    /// CancelSessionReason.
    CancelSessionReason {
        /// The user does not want the profile.
        EndUserRejection = 0 "endUserRejection",
        /// The user will decide later; the order stays.
        Postponed = 1 "postponed",
        /// The user did not answer; the order stays.
        Timeout = 2 "timeout",
        /// A policy rule of the profile is not authorised on this eUICC.
        PprNotAllowed = 3 "pprNotAllowed",
        /// The package holds other metadata than were shown.
        MetadataMismatch = 4 "metadataMismatch",
        /// The eUICC refused the package.
        LoadBppExecutionError = 5 "loadBppExecutionError",
        /// v3
        SessionAborted = 16 "sessionAborted",
        /// v3
        EnterpriseProfilesNotAllowed = 17 "enterpriseProfilesNotAllowed",
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
        LprNetworkDataNotAllowed = 24 "lprNetworkDataNotAllowed",
        /// v3
        EmptyProfileOrSpName = 25 "emptyProfileOrSpName",
        /// v3
        RpmDisabled = 27 "rpmDisabled",
        /// v3
        InvalidRpmPackage = 28 "invalidRpmPackage",
        /// v3
        LoadRpmPackageError = 29 "loadRpmPackageError",
        /// Any other reason.
        UndefinedReason = 127 "undefinedReason",
    }
}

impl CancelSessionReason {
    /// Whether the order can still be downloaded afterwards (SGP.22 §3.1.3).
    pub const fn keeps_order(self) -> bool {
        matches!(self, Self::Postponed | Self::Timeout)
    }
}

/// Ends the session and asks for a proof of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelSessionRequest {
    /// `80`
    pub transaction_id: TransactionId,
    /// `81`
    pub reason: CancelSessionReason,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for CancelSessionRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.primitive(Tag(0x80), self.transaction_id.as_bytes())
                .unsigned(Tag(0x81), u32::from(self.reason.code()))
                .raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for CancelSessionRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let unknown = Unknown::beside(tlv, |tag| matches!(tag, Tag(0x80 | 0x81)))?;
        Ok(Self {
            transaction_id: TransactionId::from_tlv(tlv.child(Tag(0x80))?)?,
            reason: CancelSessionReason::from_code(tlv.child(Tag(0x81))?.small()?),
            unknown,
        })
    }
}

/// euiccCancelSessionSigned: which session of which SM-DP+ ended, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EuiccCancelSessionSigned {
    /// `80`
    pub transaction_id: TransactionId,
    /// `81`: as in CERT.DPauth.
    pub smdp_oid: Oid,
    /// `82`
    pub reason: CancelSessionReason,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for EuiccCancelSessionSigned {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(SEQUENCE, |w| {
            w.primitive(Tag(0x80), self.transaction_id.as_bytes())
                .primitive(Tag(0x81), self.smdp_oid.as_bytes())
                .unsigned(Tag(0x82), u32::from(self.reason.code()))
                .raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for EuiccCancelSessionSigned {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(SEQUENCE)?;
        let unknown = Unknown::beside(tlv, |tag| matches!(tag, Tag(0x80..=0x82)))?;
        Ok(Self {
            transaction_id: TransactionId::from_tlv(tlv.child(Tag(0x80))?)?,
            smdp_oid: Oid::from_tlv(tlv.child(Tag(0x81))?)?,
            reason: CancelSessionReason::from_code(tlv.child(Tag(0x82))?.small()?),
            unknown,
        })
    }
}

result_codes! {
    /// Error of CancelSession.
    CancelSessionError {
        /// No such session.
        InvalidTransactionId = 5 "invalidTransactionId",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

/// The proof for the SM-DP+, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CancelSessionResponse {
    /// `A0`
    Ok {
        /// `30` and `5F37`: euiccCancelSessionSigned, euiccCancelSessionSignature.
        signed: Signed<EuiccCancelSessionSigned>,
        /// What a later edition added.
        unknown: Unknown,
    },
    /// `81`
    Error(CancelSessionError),
}

impl Encode for CancelSessionResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            match self {
                Self::Ok { signed, unknown } => w.constructed(Tag(0xA0), |w| {
                    signed.encode(w);
                    w.raw(unknown.as_bytes());
                }),
                Self::Error(error) => w.unsigned(Tag(0x81), u32::from(error.code())),
            };
        });
    }
}

impl Decode for CancelSessionResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        if let Some(error) = tlv.find(Tag(0x81))? {
            return Ok(Self::Error(CancelSessionError::from_code(error.small()?)));
        }
        let mut answer = Sequence::of(tlv.child(Tag(0xA0))?);
        let signed = Signed::next(&mut answer)?;
        Ok(Self::Ok {
            signed,
            unknown: Unknown::all(answer.rest())?,
        })
    }
}

crate::arbitrary::arbitrary!(
    CancelSessionRequest,
    any::<(TransactionId, CancelSessionReason, Unknown)>().prop_map(|(transaction_id, reason, unknown)| {
        Self {
            transaction_id,
            reason,
            unknown,
        }
    })
);

crate::arbitrary::arbitrary!(
    EuiccCancelSessionSigned,
    any::<(TransactionId, Oid, CancelSessionReason, Unknown)>().prop_map(
        |(transaction_id, smdp_oid, reason, unknown)| Self {
            transaction_id,
            smdp_oid,
            reason,
            unknown
        }
    )
);

crate::arbitrary::arbitrary!(
    CancelSessionResponse,
    prop_oneof![
        4 => any::<(Signed<EuiccCancelSessionSigned>, Unknown)>()
            .prop_map(|(signed, unknown)| Self::Ok { signed, unknown }),
        1 => any::<CancelSessionError>().prop_map(Self::Error),
    ]
);
