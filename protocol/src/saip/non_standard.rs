//! PE-NonStandard, `A9`: what only one issuer's eUICCs know.

use super::read::required;
use super::{Oid, PeHeader};
use crate::message::{Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// Content under the object identifier of its issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonStandard {
    /// `A0`
    pub header: PeHeader,
    /// `81`
    pub issuer: Oid,
    /// `82`
    pub content: Vec<u8>,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl NonStandard {
    /// Tag of the element.
    pub const TAG: Tag = Tag(0xA9);

    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut header, mut issuer, mut content, mut unknown) = (None, None, None, Unknown::none());
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                PeHeader::TAG => header = Some(PeHeader::read(child)?),
                Tag(0x81) => issuer = Some(Oid::from_tlv(child)?),
                Tag(0x82) => content = Some(child.value().to_vec()),
                _ => unknown.keep(child),
            }
        }
        Ok(Self {
            header: required(header, tlv, PeHeader::TAG)?,
            issuer: required(issuer, tlv, Tag(0x81))?,
            content: required(content, tlv, Tag(0x82))?,
            unknown,
        })
    }
}

impl Encode for NonStandard {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            self.header.write(w);
            w.primitive(Tag(0x81), self.issuer.as_bytes());
            w.primitive(Tag(0x82), &self.content);
            w.raw(self.unknown.as_bytes());
        });
    }
}

crate::arbitrary::arbitrary!(
    NonStandard,
    (any::<(PeHeader, Oid, Unknown)>(), crate::arbitrary::blob(0..=300)).prop_map(
        |((header, issuer, unknown), content)| Self {
            header,
            issuer,
            content,
            unknown
        }
    )
);
