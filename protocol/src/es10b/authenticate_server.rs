//! ES10b.AuthenticateServer, `BF38` (SGP.22 §5.7.13).

use super::{CtxParams1, EuiccInfo2};
use crate::hex::Hex;
use crate::id::TransactionId;
use crate::message::{Decode, Encode, Unknown, result_codes};
use crate::notification::{SEQUENCE, SIGNATURE};
use crate::signed::Signed;
use crate::tlv::{DecodeError, Sequence, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF38);

/// serverSigned1: the server proves that it answers this eUICC's challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerSigned1 {
    /// `80`
    pub transaction_id: TransactionId,
    /// `81`
    pub euicc_challenge: [u8; 16],
    /// `83`: FQDN of the server.
    pub server_address: String,
    /// `84`
    pub server_challenge: [u8; 16],
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for ServerSigned1 {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(SEQUENCE, |w| {
            w.primitive(Tag(0x80), self.transaction_id.as_bytes())
                .primitive(Tag(0x81), &self.euicc_challenge)
                .text(Tag(0x83), &self.server_address)
                .primitive(Tag(0x84), &self.server_challenge)
                .raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for ServerSigned1 {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(SEQUENCE)?;
        let unknown = Unknown::beside(tlv, |tag| matches!(tag, Tag(0x80 | 0x81 | 0x83 | 0x84)))?;
        Ok(Self {
            transaction_id: TransactionId::from_tlv(tlv.child(Tag(0x80))?)?,
            euicc_challenge: tlv.child(Tag(0x81))?.array("16")?,
            server_address: tlv.child(Tag(0x83))?.text()?.to_owned(),
            server_challenge: tlv.child(Tag(0x84))?.array("16")?,
            unknown,
        })
    }
}

/// Shows the server's challenge, certificate and signature to the eUICC.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthenticateServerRequest {
    /// `30` and `5F37`: serverSigned1, serverSignature1.
    pub server_signed1: Signed<ServerSigned1>,
    /// `04`: subject key identifier of the CI whose key the eUICC shall sign under. v3: absent or empty leaves
    /// the choice to the eUICC.
    pub euicc_ci_pk_id_to_be_used: Option<Vec<u8>>,
    /// `30`: CERT.XXauth, complete element.
    pub server_certificate: Vec<u8>,
    /// `A0`
    pub ctx_params1: CtxParams1,
    /// v3: otherCertsInChain, crlList; and others.
    pub unknown: Unknown,
}

impl std::fmt::Debug for AuthenticateServerRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuthenticateServerRequest")
            .field("server_signed1", &self.server_signed1)
            .field(
                "euicc_ci_pk_id_to_be_used",
                &self.euicc_ci_pk_id_to_be_used.as_deref().map(Hex),
            )
            .field("ctx_params1", &self.ctx_params1)
            .finish_non_exhaustive()
    }
}

impl Encode for AuthenticateServerRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            self.server_signed1.encode(w);
            if let Some(id) = &self.euicc_ci_pk_id_to_be_used {
                w.primitive(Tag(0x04), id);
            }
            w.raw(&self.server_certificate);
            self.ctx_params1.encode(w);
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for AuthenticateServerRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let (mut signed, mut certificate, mut signature, mut key_id, mut ctx_params1) =
            (None, None, None, None, None);
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                SEQUENCE if signed.is_none() => signed = Some(child),
                SEQUENCE if certificate.is_none() => certificate = Some(child),
                SIGNATURE if signature.is_none() => signature = Some(child),
                Tag(0x04) => key_id = Some(child.value().to_vec()),
                Tag(0xA0) => ctx_params1 = Some(CtxParams1::decode(child)?),
                _ => unknown.keep(child),
            }
        }
        let missing = |tag| DecodeError::Missing {
            tag,
            offset: tlv.offset(),
        };
        Ok(Self {
            server_signed1: Signed::read(
                signed.ok_or_else(|| missing(SEQUENCE))?,
                signature.ok_or_else(|| missing(SIGNATURE))?,
            )?,
            euicc_ci_pk_id_to_be_used: key_id,
            server_certificate: certificate.ok_or_else(|| missing(SEQUENCE))?.raw().to_vec(),
            ctx_params1: ctx_params1.ok_or_else(|| missing(Tag(0xA0)))?,
            unknown,
        })
    }
}

/// euiccSigned1: the eUICC answers the server's challenge and says what it is and wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EuiccSigned1 {
    /// `80`
    pub transaction_id: TransactionId,
    /// `83`
    pub server_address: String,
    /// `84`
    pub server_challenge: [u8; 16],
    /// `BF22`
    pub euicc_info2: EuiccInfo2,
    /// `A0`
    pub ctx_params1: CtxParams1,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for EuiccSigned1 {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(SEQUENCE, |w| {
            w.primitive(Tag(0x80), self.transaction_id.as_bytes())
                .text(Tag(0x83), &self.server_address)
                .primitive(Tag(0x84), &self.server_challenge);
            self.euicc_info2.encode(w);
            self.ctx_params1.encode(w);
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for EuiccSigned1 {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(SEQUENCE)?;
        let unknown = Unknown::beside(tlv, |tag| matches!(tag, Tag(0x80 | 0x83 | 0x84 | 0xBF22 | 0xA0)))?;
        Ok(Self {
            transaction_id: TransactionId::from_tlv(tlv.child(Tag(0x80))?)?,
            server_address: tlv.child(Tag(0x83))?.text()?.to_owned(),
            server_challenge: tlv.child(Tag(0x84))?.array("16")?,
            euicc_info2: EuiccInfo2::decode(tlv.child(Tag(0xBF22))?)?,
            ctx_params1: CtxParams1::decode(tlv.child(Tag(0xA0))?)?,
            unknown,
        })
    }
}

result_codes! {
    /// AuthenticateErrorCode.
    AuthenticateErrorCode {
        /// The chain of CERT.XXauth does not verify.
        InvalidCertificate = 1 "invalidCertificate",
        /// serverSignature1 does not verify.
        InvalidSignature = 2 "invalidSignature",
        /// The curve of the server's key.
        UnsupportedCurve = 3 "unsupportedCurve",
        /// No challenge was issued.
        NoSessionContext = 4 "noSessionContext",
        /// The certificate's role.
        InvalidOid = 5 "invalidOid",
        /// Another challenge than the one that was issued.
        EuiccChallengeMismatch = 6 "euiccChallengeMismatch",
        /// The eUICC has no key under that CI.
        CiPkUnknown = 7 "ciPKUnknown",
        /// v3
        TransactionIdError = 8 "transactionIdError",
        /// v3
        MissingCrl = 9 "missingCrl",
        /// v3
        InvalidCrlSignature = 10 "invalidCrlSignature",
        /// v3
        RevokedCert = 11 "revokedCert",
        /// v3
        InvalidCertOrCrlTime = 12 "invalidCertOrCrlTime",
        /// v3
        InvalidCertOrCrlConfiguration = 13 "invalidCertOrCrlConfiguration",
        /// v3
        InvalidIccid = 14 "invalidIccid",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

/// authenticateResponseOk: what the server verifies.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthenticateServerOk {
    /// `30` and `5F37`: euiccSigned1, euiccSignature1.
    pub euicc_signed1: Signed<EuiccSigned1>,
    /// `30`: CERT.EUICC, complete element.
    pub euicc_certificate: Vec<u8>,
    /// `30`: CERT.EUM, complete element.
    pub eum_certificate: Vec<u8>,
    /// v3: otherCertsInChain; and others.
    pub unknown: Unknown,
}

impl std::fmt::Debug for AuthenticateServerOk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuthenticateServerOk")
            .field("euicc_signed1", &self.euicc_signed1)
            .finish_non_exhaustive()
    }
}

/// The eUICC's proof, or why it gives none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthenticateServerResponse {
    /// `A0`
    Ok(Box<AuthenticateServerOk>),
    /// `A1`
    Error {
        /// `80`, as in the request.
        transaction_id: TransactionId,
        /// `02`
        code: AuthenticateErrorCode,
    },
}

impl Encode for AuthenticateServerResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            match self {
                Self::Ok(ok) => w.constructed(Tag(0xA0), |w| {
                    ok.euicc_signed1.encode(w);
                    w.raw(&ok.euicc_certificate)
                        .raw(&ok.eum_certificate)
                        .raw(ok.unknown.as_bytes());
                }),
                Self::Error { transaction_id, code } => write_error(w, transaction_id, code.code()),
            };
        });
    }
}

impl Decode for AuthenticateServerResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        if let Some(error) = tlv.find(Tag(0xA1))? {
            let (transaction_id, code) = read_error(error)?;
            let code = AuthenticateErrorCode::from_code(code);
            return Ok(Self::Error { transaction_id, code });
        }
        let mut answer = Sequence::of(tlv.child(Tag(0xA0))?);
        let euicc_signed1 = Signed::next(&mut answer)?;
        let euicc_certificate = answer.next(SEQUENCE)?.raw().to_vec();
        let eum_certificate = answer.next(SEQUENCE)?.raw().to_vec();
        Ok(Self::Ok(Box::new(AuthenticateServerOk {
            euicc_signed1,
            euicc_certificate,
            eum_certificate,
            unknown: Unknown::all(answer.rest())?,
        })))
    }
}

/// `A1 { 80 transactionId, 02 code }`, as PrepareDownload has it too.
pub(super) fn write_error<'w>(
    writer: &'w mut Writer,
    transaction_id: &TransactionId,
    code: u8,
) -> &'w mut Writer {
    writer.constructed(Tag(0xA1), |w| {
        w.primitive(Tag(0x80), transaction_id.as_bytes())
            .unsigned(Tag(0x02), u32::from(code));
    })
}

/// Reads what [`write_error`] writes.
pub(super) fn read_error(error: Tlv<'_>) -> Result<(TransactionId, u8), DecodeError> {
    let transaction_id = TransactionId::from_tlv(error.child(Tag(0x80))?)?;
    Ok((transaction_id, error.child(Tag(0x02))?.small()?))
}

crate::arbitrary::arbitrary!(
    ServerSigned1,
    (
        any::<(TransactionId, [u8; 16], [u8; 16], Unknown)>(),
        crate::arbitrary::text(255)
    )
        .prop_map(
            |((transaction_id, euicc_challenge, server_challenge, unknown), server_address)| Self {
                transaction_id,
                euicc_challenge,
                server_address,
                server_challenge,
                unknown
            }
        )
);

crate::arbitrary::arbitrary!(
    AuthenticateServerRequest,
    (
        any::<(Signed<ServerSigned1>, CtxParams1, Unknown)>(),
        proptest::option::of(crate::arbitrary::blob(0..=20)),
        crate::arbitrary::certificate(),
    )
        .prop_map(
            |((server_signed1, ctx_params1, unknown), euicc_ci_pk_id_to_be_used, server_certificate)| Self {
                server_signed1,
                euicc_ci_pk_id_to_be_used,
                server_certificate,
                ctx_params1,
                unknown
            }
        )
);

crate::arbitrary::arbitrary!(
    EuiccSigned1,
    (
        any::<(TransactionId, [u8; 16], EuiccInfo2, CtxParams1, Unknown)>(),
        crate::arbitrary::text(255)
    )
        .prop_map(
            |((transaction_id, server_challenge, euicc_info2, ctx_params1, unknown), server_address)| Self {
                transaction_id,
                server_address,
                server_challenge,
                euicc_info2,
                ctx_params1,
                unknown
            }
        )
);

crate::arbitrary::arbitrary!(
    AuthenticateServerOk,
    (
        any::<(Signed<EuiccSigned1>, Unknown)>(),
        crate::arbitrary::certificate(),
        crate::arbitrary::certificate()
    )
        .prop_map(
            |((euicc_signed1, unknown), euicc_certificate, eum_certificate)| Self {
                euicc_signed1,
                euicc_certificate,
                eum_certificate,
                unknown
            }
        )
);

crate::arbitrary::arbitrary!(
    AuthenticateServerResponse,
    prop_oneof![
        4 => any::<AuthenticateServerOk>().prop_map(|ok| Self::Ok(Box::new(ok))),
        1 => any::<(TransactionId, AuthenticateErrorCode)>()
            .prop_map(|(transaction_id, code)| Self::Error { transaction_id, code }),
    ]
);
