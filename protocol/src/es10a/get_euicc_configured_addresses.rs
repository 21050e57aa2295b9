//! ES10a.GetEuiccConfiguredAddresses, `BF3C` (SGP.22 §5.7.3).

use crate::message::{Decode, Encode, Unknown, empty_request};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF3C);

empty_request! {
    /// Asks for the addresses.
    GetEuiccConfiguredAddressesRequest, TAG
}

/// The addresses. v3 elements (`A2`, `83`, `A4`) are kept in `unknown`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetEuiccConfiguredAddressesResponse {
    /// `80`: FQDN of the default SM-DP+, if one is set.
    pub default_smdp_address: Option<String>,
    /// `81`: FQDN of the root SM-DS.
    pub root_smds_address: String,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for GetEuiccConfiguredAddressesResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            if let Some(address) = &self.default_smdp_address {
                w.text(Tag(0x80), address);
            }
            w.text(Tag(0x81), &self.root_smds_address);
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for GetEuiccConfiguredAddressesResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let (mut default_smdp_address, mut root_smds_address) = (None, None);
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x80) => default_smdp_address = Some(child.text()?.to_owned()),
                Tag(0x81) => root_smds_address = Some(child.text()?.to_owned()),
                _ => unknown.keep(child),
            }
        }
        let missing = DecodeError::Missing {
            tag: Tag(0x81),
            offset: tlv.offset(),
        };
        Ok(Self {
            default_smdp_address,
            root_smds_address: root_smds_address.ok_or(missing)?,
            unknown,
        })
    }
}

crate::arbitrary::arbitrary!(
    GetEuiccConfiguredAddressesResponse,
    (
        proptest::option::of(crate::arbitrary::text(255)),
        crate::arbitrary::text(255),
        any::<Unknown>()
    )
        .prop_map(|(default_smdp_address, root_smds_address, unknown)| Self {
            default_smdp_address,
            root_smds_address,
            unknown
        })
);
