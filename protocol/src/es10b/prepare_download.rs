//! ES10b.PrepareDownload, `BF21` (SGP.22 §5.7.5).

use super::authenticate_server::{read_error, write_error};
use crate::hex::Hex;
use crate::id::TransactionId;
use crate::message::{Decode, Encode, Unknown, result_codes};
use crate::notification::{SEQUENCE, SIGNATURE};
use crate::signed::Signed;
use crate::tlv::{DecodeError, Sequence, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF21);
/// Tag of a one-time public key: `04`, then the coordinates X and Y.
pub const ONE_TIME_KEY: Tag = Tag(0x5F49);

/// smdpSigned2: whether a confirmation code is needed, and the key of an earlier attempt.
#[derive(Clone, PartialEq, Eq)]
pub struct SmdpSigned2 {
    /// `80`
    pub transaction_id: TransactionId,
    /// `01`: ccRequiredFlag.
    pub confirmation_code_required: bool,
    /// `5F49`: otPK.EUICC.ECKA that a bound profile package exists for.
    pub bpp_euicc_otpk: Option<Vec<u8>>,
    /// v3: rpmPending; and others.
    pub unknown: Unknown,
}

impl std::fmt::Debug for SmdpSigned2 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmdpSigned2")
            .field("transaction_id", &self.transaction_id)
            .field("confirmation_code_required", &self.confirmation_code_required)
            .field("bpp_euicc_otpk", &self.bpp_euicc_otpk.as_deref().map(Hex))
            .field("unknown", &self.unknown)
            .finish()
    }
}

impl Encode for SmdpSigned2 {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(SEQUENCE, |w| {
            w.primitive(Tag(0x80), self.transaction_id.as_bytes())
                .boolean(Tag(0x01), self.confirmation_code_required);
            if let Some(key) = &self.bpp_euicc_otpk {
                w.primitive(ONE_TIME_KEY, key);
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for SmdpSigned2 {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(SEQUENCE)?;
        let unknown = Unknown::beside(tlv, |tag| matches!(tag, Tag(0x80 | 0x01) | ONE_TIME_KEY))?;
        Ok(Self {
            transaction_id: TransactionId::from_tlv(tlv.child(Tag(0x80))?)?,
            confirmation_code_required: tlv.child(Tag(0x01))?.boolean()?,
            bpp_euicc_otpk: tlv.find(ONE_TIME_KEY)?.map(|key| key.value().to_vec()),
            unknown,
        })
    }
}

/// Asks the eUICC for a one-time key, after the user agreed.
#[derive(Clone, PartialEq, Eq)]
pub struct PrepareDownloadRequest {
    /// `30` and `5F37`: smdpSigned2, smdpSignature2. The signature covers euiccSignature1 (`5F37`) as well.
    pub smdp_signed2: Signed<SmdpSigned2>,
    /// `04`: SHA-256 of the SHA-256 of the confirmation code followed by the transaction id.
    pub hash_cc: Option<[u8; 32]>,
    /// `30`: CERT.DPpb, complete element.
    pub smdp_certificate: Vec<u8>,
    /// v3: otherCertsInChain, crlList; and others.
    pub unknown: Unknown,
}

impl std::fmt::Debug for PrepareDownloadRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PrepareDownloadRequest")
            .field("smdp_signed2", &self.smdp_signed2)
            .field("hash_cc", &self.hash_cc.as_ref().map(|hash| Hex(hash)))
            .finish_non_exhaustive()
    }
}

impl Encode for PrepareDownloadRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            self.smdp_signed2.encode(w);
            if let Some(hash) = &self.hash_cc {
                w.primitive(Tag(0x04), hash);
            }
            w.raw(&self.smdp_certificate).raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for PrepareDownloadRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let (mut signed, mut signature, mut hash_cc, mut certificate) = (None, None, None, None);
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                SEQUENCE if signed.is_none() => signed = Some(child),
                SEQUENCE if certificate.is_none() => certificate = Some(child),
                SIGNATURE if signature.is_none() => signature = Some(child),
                Tag(0x04) => hash_cc = Some(child.array("32")?),
                _ => unknown.keep(child),
            }
        }
        let missing = |tag| DecodeError::Missing {
            tag,
            offset: tlv.offset(),
        };
        Ok(Self {
            smdp_signed2: Signed::read(
                signed.ok_or_else(|| missing(SEQUENCE))?,
                signature.ok_or_else(|| missing(SIGNATURE))?,
            )?,
            hash_cc,
            smdp_certificate: certificate.ok_or_else(|| missing(SEQUENCE))?.raw().to_vec(),
            unknown,
        })
    }
}

/// euiccSigned2: the one-time key that the profile package is bound to.
#[derive(Clone, PartialEq, Eq)]
pub struct EuiccSigned2 {
    /// `80`
    pub transaction_id: TransactionId,
    /// `5F49`: otPK.EUICC.ECKA.
    pub euicc_otpk: Vec<u8>,
    /// `04`: as in the request.
    pub hash_cc: Option<[u8; 32]>,
    /// v3: additionalPackages and others.
    pub unknown: Unknown,
}

impl std::fmt::Debug for EuiccSigned2 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EuiccSigned2")
            .field("transaction_id", &self.transaction_id)
            .field("euicc_otpk", &Hex(&self.euicc_otpk))
            .field("hash_cc", &self.hash_cc.as_ref().map(|hash| Hex(hash)))
            .field("unknown", &self.unknown)
            .finish()
    }
}

impl Encode for EuiccSigned2 {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(SEQUENCE, |w| {
            w.primitive(Tag(0x80), self.transaction_id.as_bytes())
                .primitive(ONE_TIME_KEY, &self.euicc_otpk);
            if let Some(hash) = &self.hash_cc {
                w.primitive(Tag(0x04), hash);
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for EuiccSigned2 {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(SEQUENCE)?;
        let unknown = Unknown::beside(tlv, |tag| matches!(tag, Tag(0x80 | 0x04) | ONE_TIME_KEY))?;
        Ok(Self {
            transaction_id: TransactionId::from_tlv(tlv.child(Tag(0x80))?)?,
            euicc_otpk: tlv.child(ONE_TIME_KEY)?.value().to_vec(),
            hash_cc: tlv.find(Tag(0x04))?.map(|hash| hash.array("32")).transpose()?,
            unknown,
        })
    }
}

result_codes! {
    /// DownloadErrorCode.
    DownloadErrorCode {
        /// The chain of CERT.DPpb does not verify, or it is not of the SM-DP+ that authenticated itself.
        InvalidCertificate = 1 "invalidCertificate",
        /// smdpSignature2 does not verify.
        InvalidSignature = 2 "invalidSignature",
        /// The curve of the SM-DP+'s key.
        UnsupportedCurve = 3 "unsupportedCurve",
        /// The server has not authenticated itself.
        NoSessionContext = 4 "noSessionContext",
        /// Another session's.
        InvalidTransactionId = 5 "invalidTransactionId",
        /// Any other reason: a confirmation code is needed and none was given.
        UndefinedError = 127 "undefinedError",
    }
}

/// The eUICC's one-time key, or why it gives none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrepareDownloadResponse {
    /// `A0`
    Ok {
        /// `30` and `5F37`: euiccSigned2, euiccSignature2. The signature covers smdpSignature2 (`5F37`) as well.
        euicc_signed2: Signed<EuiccSigned2>,
        /// What a later edition added.
        unknown: Unknown,
    },
    /// `A1`
    Error {
        /// `80`, as in the request.
        transaction_id: TransactionId,
        /// `02`
        code: DownloadErrorCode,
    },
}

impl Encode for PrepareDownloadResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            match self {
                Self::Ok {
                    euicc_signed2,
                    unknown,
                } => w.constructed(Tag(0xA0), |w| {
                    euicc_signed2.encode(w);
                    w.raw(unknown.as_bytes());
                }),
                Self::Error { transaction_id, code } => write_error(w, transaction_id, code.code()),
            };
        });
    }
}

impl Decode for PrepareDownloadResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        if let Some(error) = tlv.find(Tag(0xA1))? {
            let (transaction_id, code) = read_error(error)?;
            let code = DownloadErrorCode::from_code(code);
            return Ok(Self::Error { transaction_id, code });
        }
        let mut answer = Sequence::of(tlv.child(Tag(0xA0))?);
        let euicc_signed2 = Signed::next(&mut answer)?;
        Ok(Self::Ok {
            euicc_signed2,
            unknown: Unknown::all(answer.rest())?,
        })
    }
}

crate::arbitrary::arbitrary!(
    SmdpSigned2,
    (
        any::<(TransactionId, bool, Unknown)>(),
        proptest::option::of(crate::arbitrary::blob(0..=65))
    )
        .prop_map(
            |((transaction_id, confirmation_code_required, unknown), bpp_euicc_otpk)| Self {
                transaction_id,
                confirmation_code_required,
                bpp_euicc_otpk,
                unknown
            }
        )
);

crate::arbitrary::arbitrary!(
    PrepareDownloadRequest,
    (
        any::<(Signed<SmdpSigned2>, Option<[u8; 32]>, Unknown)>(),
        crate::arbitrary::certificate()
    )
        .prop_map(|((smdp_signed2, hash_cc, unknown), smdp_certificate)| Self {
            smdp_signed2,
            hash_cc,
            smdp_certificate,
            unknown
        })
);

crate::arbitrary::arbitrary!(
    EuiccSigned2,
    (
        any::<(TransactionId, Option<[u8; 32]>, Unknown)>(),
        crate::arbitrary::blob(0..=65)
    )
        .prop_map(|((transaction_id, hash_cc, unknown), euicc_otpk)| Self {
            transaction_id,
            euicc_otpk,
            hash_cc,
            unknown
        })
);

crate::arbitrary::arbitrary!(
    PrepareDownloadResponse,
    prop_oneof![
        4 => any::<(Signed<EuiccSigned2>, Unknown)>()
            .prop_map(|(euicc_signed2, unknown)| Self::Ok { euicc_signed2, unknown }),
        1 => any::<(TransactionId, DownloadErrorCode)>()
            .prop_map(|(transaction_id, code)| Self::Error { transaction_id, code }),
    ]
);
