//! ES8+.ReplaceSessionKeys, `BF26` (SGP.22 §5.5.4): the keys under which the profile elements were protected before
//! they were bound.

use crate::message::{Decode, Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF26);

/// From here on the profile protection keys count.
#[derive(Clone, PartialEq, Eq)]
pub struct ReplaceSessionKeysRequest {
    /// `80`: initialMacChainingValue.
    pub initial_mac_chaining_value: [u8; 16],
    /// `81`: PPK-ENC.
    pub ppk_enc: [u8; 16],
    /// `82`: PPK-CMAC.
    pub ppk_cmac: [u8; 16],
    /// What a later edition added.
    pub unknown: Unknown,
}

impl std::fmt::Debug for ReplaceSessionKeysRequest {
    /// Keys are not shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReplaceSessionKeysRequest")
            .finish_non_exhaustive()
    }
}

impl Encode for ReplaceSessionKeysRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.primitive(Tag(0x80), &self.initial_mac_chaining_value)
                .primitive(Tag(0x81), &self.ppk_enc)
                .primitive(Tag(0x82), &self.ppk_cmac)
                .raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for ReplaceSessionKeysRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let unknown = Unknown::beside(tlv, |tag| matches!(tag, Tag(0x80..=0x82)))?;
        Ok(Self {
            initial_mac_chaining_value: tlv.child(Tag(0x80))?.array("16")?,
            ppk_enc: tlv.child(Tag(0x81))?.array("16")?,
            ppk_cmac: tlv.child(Tag(0x82))?.array("16")?,
            unknown,
        })
    }
}

crate::arbitrary::arbitrary!(
    ReplaceSessionKeysRequest,
    any::<([u8; 16], [u8; 16], [u8; 16], Unknown)>().prop_map(
        |(initial_mac_chaining_value, ppk_enc, ppk_cmac, unknown)| Self {
            initial_mac_chaining_value,
            ppk_enc,
            ppk_cmac,
            unknown
        }
    )
);
