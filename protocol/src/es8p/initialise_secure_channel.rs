//! ES8+.InitialiseSecureChannel, `BF23` (SGP.22 §5.5.1): key agreement, signed by the SM-DP+.

use crate::es10b::ONE_TIME_KEY;
use crate::hex::Hex;
use crate::id::TransactionId;
use crate::message::{Decode, Encode, Unknown};
use crate::notification::SIGNATURE;
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// Tag of InitialiseSecureChannelRequest.
pub const INITIALISE_SECURE_CHANNEL: Tag = Tag(0xBF23);
/// The one remoteOpId.
pub const INSTALL_BOUND_PROFILE_PACKAGE: u8 = 1;

/// ControlRefTemplate (`A6`; GlobalPlatform Card Specification §6.4.2.3): which keys are agreed on.
#[derive(Clone, PartialEq, Eq)]
pub struct ControlRefTemplate {
    /// `80`: `88` for AES.
    pub key_type: u8,
    /// `81`: in bytes, 16.
    pub key_len: u8,
    /// `84`: 1 to 16 bytes.
    pub host_id: Vec<u8>,
}

impl ControlRefTemplate {
    /// keyType of AES.
    pub const AES: u8 = 0x88;
    /// keyLen of AES-128.
    pub const AES_128: u8 = 16;

    /// AES-128 for the given host.
    pub const fn aes_128(host_id: Vec<u8>) -> Self {
        Self {
            key_type: Self::AES,
            key_len: Self::AES_128,
            host_id,
        }
    }
}

impl std::fmt::Debug for ControlRefTemplate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ControlRefTemplate")
            .field("key_type", &self.key_type)
            .field("key_len", &self.key_len)
            .field("host_id", &Hex(&self.host_id))
            .finish()
    }
}

/// Opens the protected channel of one bound profile package.
#[derive(Clone, PartialEq, Eq)]
pub struct InitialiseSecureChannelRequest {
    /// `82`
    pub remote_op_id: u8,
    /// `80`
    pub transaction_id: TransactionId,
    /// `A6`
    pub control_ref_template: ControlRefTemplate,
    /// `5F49`: otPK.DP.ECKA.
    pub smdp_otpk: Vec<u8>,
    /// The elements above as they were received: the part of what is signed that travels.
    pub signed: Vec<u8>,
    /// `5F37`: smdpSign.
    pub signature: Vec<u8>,
    /// What follows the signature.
    pub unknown: Unknown,
}

impl InitialiseSecureChannelRequest {
    /// Writes the request for a package that is bound to `euicc_otpk`, and asks `sign` for the signature of
    /// [`Self::signed_part`].
    pub fn new(
        transaction_id: TransactionId,
        control_ref_template: ControlRefTemplate,
        smdp_otpk: Vec<u8>,
        euicc_otpk: &[u8],
        sign: impl FnOnce(&[u8]) -> Vec<u8>,
    ) -> Self {
        let mut writer = Writer::new();
        writer
            .unsigned(Tag(0x82), u32::from(INSTALL_BOUND_PROFILE_PACKAGE))
            .primitive(Tag(0x80), transaction_id.as_bytes())
            .constructed(Tag(0xA6), |w| {
                w.primitive(Tag(0x80), &[control_ref_template.key_type])
                    .primitive(Tag(0x81), &[control_ref_template.key_len])
                    .primitive(Tag(0x84), &control_ref_template.host_id);
            })
            .primitive(ONE_TIME_KEY, &smdp_otpk);
        let mut request = Self {
            remote_op_id: INSTALL_BOUND_PROFILE_PACKAGE,
            transaction_id,
            control_ref_template,
            smdp_otpk,
            signed: writer.into_bytes(),
            signature: Vec::new(),
            unknown: Unknown::none(),
        };
        request.signature = sign(&request.signed_part(euicc_otpk));
        request
    }

    /// What `smdpSign` covers: the received elements, then the eUICC's one-time public key (`5F49`), which does
    /// not travel (SGP.22 §5.5.1).
    pub fn signed_part(&self, euicc_otpk: &[u8]) -> Vec<u8> {
        let mut writer = Writer::append_to(self.signed.clone());
        writer.primitive(ONE_TIME_KEY, euicc_otpk);
        writer.into_bytes()
    }
}

impl std::fmt::Debug for InitialiseSecureChannelRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InitialiseSecureChannelRequest")
            .field("remote_op_id", &self.remote_op_id)
            .field("transaction_id", &self.transaction_id)
            .field("control_ref_template", &self.control_ref_template)
            .field("smdp_otpk", &Hex(&self.smdp_otpk))
            .field("signature", &Hex(&self.signature))
            .finish_non_exhaustive()
    }
}

impl Encode for InitialiseSecureChannelRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(INITIALISE_SECURE_CHANNEL, |w| {
            w.raw(&self.signed)
                .primitive(SIGNATURE, &self.signature)
                .raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for InitialiseSecureChannelRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(INITIALISE_SECURE_CHANNEL)?;
        let mut signed = Vec::new();
        let mut signature = None;
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match (child.tag(), &signature) {
                (SIGNATURE, None) => signature = Some(child.value().to_vec()),
                (_, None) => signed.extend_from_slice(child.raw()),
                (_, Some(_)) => unknown.keep(child),
            }
        }
        let template = tlv.child(Tag(0xA6))?;
        let [key_type] = template.child(Tag(0x80))?.array("1")?;
        let [key_len] = template.child(Tag(0x81))?.array("1")?;
        let host_id = template.child(Tag(0x84))?;
        if !(1..=16).contains(&host_id.value().len()) {
            return Err(host_id.wrong_length("1 to 16"));
        }
        Ok(Self {
            remote_op_id: tlv.child(Tag(0x82))?.small()?,
            transaction_id: TransactionId::from_tlv(tlv.child(Tag(0x80))?)?,
            control_ref_template: ControlRefTemplate {
                key_type,
                key_len,
                host_id: host_id.value().to_vec(),
            },
            smdp_otpk: tlv.child(ONE_TIME_KEY)?.value().to_vec(),
            signed,
            signature: signature.ok_or(DecodeError::Missing {
                tag: SIGNATURE,
                offset: tlv.offset(),
            })?,
            unknown,
        })
    }
}

crate::arbitrary::arbitrary!(
    InitialiseSecureChannelRequest,
    (
        any::<(TransactionId, u8, u8, Unknown)>(),
        crate::arbitrary::blob(1..=16),
        crate::arbitrary::blob(0..=65),
        crate::arbitrary::blob(0..=64),
    )
        .prop_map(
            |((transaction_id, key_type, key_len, unknown), host_id, smdp_otpk, signature)| {
                let template = ControlRefTemplate {
                    key_type,
                    key_len,
                    host_id,
                };
                let mut request = Self::new(transaction_id, template, smdp_otpk, &[], |_| signature);
                request.unknown = unknown;
                request
            }
        )
);
