//! ES8+.ConfigureISDP, `BF24` (SGP.22 §5.5.2).

use crate::hex::Hex;
use crate::message::{Decode, Encode, Unknown};
use crate::profile::tags::DP_PROPRIETARY_DATA;
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF24);

/// Creates the ISD-P.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ConfigureIsdpRequest {
    /// `B8`, value bytes: `80` dpOid and what the SM-DP+ adds, at most 128 bytes with tag and length.
    pub dp_proprietary_data: Option<Vec<u8>>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl std::fmt::Debug for ConfigureIsdpRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConfigureIsdpRequest")
            .field(
                "dp_proprietary_data",
                &self.dp_proprietary_data.as_deref().map(Hex),
            )
            .field("unknown", &self.unknown)
            .finish()
    }
}

impl Encode for ConfigureIsdpRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            if let Some(data) = &self.dp_proprietary_data {
                w.primitive(DP_PROPRIETARY_DATA, data);
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for ConfigureIsdpRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let mut request = Self::default();
        for child in tlv.expect(TAG)?.children() {
            let child = child?;
            match child.tag() {
                DP_PROPRIETARY_DATA => request.dp_proprietary_data = Some(child.value().to_vec()),
                _ => request.unknown.keep(child),
            }
        }
        Ok(request)
    }
}

crate::arbitrary::arbitrary!(
    ConfigureIsdpRequest,
    (
        proptest::option::of(crate::arbitrary::blob(0..=126)),
        any::<Unknown>()
    )
        .prop_map(|(dp_proprietary_data, unknown)| Self {
            dp_proprietary_data,
            unknown
        })
);
