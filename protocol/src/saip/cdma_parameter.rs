//! PE-CDMAParameter, `A5`: keys of the CSIM before it.

use super::PeHeader;
use super::read::required;
use crate::message::{Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// How the CSIM before it authenticates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CdmaParameter {
    /// `A0`
    pub header: PeHeader,
    /// `81`: A-key of CAVE.
    pub authentication_key: [u8; 8],
    /// `82`: shared secret data A and B.
    pub shared_secret_data: Option<[u8; 16]>,
    /// `83` to `85`: secrets of HRPD, simple IP and mobile IP, in this order.
    pub access_data: [Option<Vec<u8>>; 3],
    /// What a later edition added.
    pub unknown: Unknown,
}

impl CdmaParameter {
    /// Tag of the element.
    pub const TAG: Tag = Tag(0xA5);

    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut header, mut key, mut shared_secret_data) = (None, None, None);
        let (mut hrpd, mut simple_ip, mut mobile_ip, mut unknown) = (None, None, None, Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                PeHeader::TAG => header = Some(PeHeader::read(child)?),
                Tag(0x81) => key = Some(child.array("8")?),
                Tag(0x82) => shared_secret_data = Some(child.array("16")?),
                Tag(0x83) => hrpd = Some(child.value().to_vec()),
                Tag(0x84) => simple_ip = Some(child.value().to_vec()),
                Tag(0x85) => mobile_ip = Some(child.value().to_vec()),
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            header: required(header, tlv, PeHeader::TAG)?,
            authentication_key: required(key, tlv, Tag(0x81))?,
            shared_secret_data,
            access_data: [hrpd, simple_ip, mobile_ip],
            unknown,
        })
    }
}

impl Encode for CdmaParameter {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            self.header.write(w);
            w.primitive(Tag(0x81), &self.authentication_key);
            if let Some(data) = &self.shared_secret_data {
                w.primitive(Tag(0x82), data);
            }
            for (tag, data) in (0x83..).zip(&self.access_data) {
                if let Some(data) = data {
                    w.primitive(Tag(tag), data);
                }
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

crate::arbitrary::arbitrary!(CdmaParameter, {
    let data = || proptest::option::of(crate::arbitrary::blob(2..=32));
    let fixed = any::<(PeHeader, [u8; 8], Option<[u8; 16]>, Unknown)>();
    (fixed, [data(), data(), data()]).prop_map(
        |((header, authentication_key, shared_secret_data, unknown), access_data)| Self {
            header,
            authentication_key,
            shared_secret_data,
            access_data,
            unknown,
        },
    )
});
