//! ES10a.SetDefaultDpAddress, `BF3F` (SGP.22 §5.7.4).

use crate::message::{Decode, Encode, Unknown, result_codes, result_response};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF3F);

/// Sets the address of the default SM-DP+; an empty text clears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetDefaultDpAddressRequest {
    /// `80`: FQDN.
    pub address: String,
    /// What a later edition added (v3: `81` allowedCiPKId).
    pub unknown: Unknown,
}

impl Encode for SetDefaultDpAddressRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.text(Tag(0x80), &self.address).raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for SetDefaultDpAddressRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let mut unknown = Unknown::none();
        let mut address = None;
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x80) => address = Some(child.text()?.to_owned()),
                _ => unknown.keep(child),
            }
        }
        let missing = DecodeError::Missing {
            tag: Tag(0x80),
            offset: tlv.offset(),
        };
        Ok(Self {
            address: address.ok_or(missing)?,
            unknown,
        })
    }
}

result_codes! {
    /// Result of SetDefaultDpAddress.
    SetDefaultDpAddressResult {
        /// The address is set.
        Ok = 0 "ok",
        /// v3: the CI public key identifier is not supported.
        UnsupportedCiPkId = 8 "unsupportedCiPKId",
        /// Any other reason.
        UndefinedError = 127 "undefinedError",
    }
}

result_response! {
    /// Whether the address was set.
    SetDefaultDpAddressResponse, TAG, SetDefaultDpAddressResult
}

crate::arbitrary::arbitrary!(
    SetDefaultDpAddressRequest,
    (crate::arbitrary::text(255), any::<Unknown>()).prop_map(|(address, unknown)| Self { address, unknown })
);
