//! ES10c.GetEID, `BF3E` GetEuiccData (SGP.22 §5.7.20).

use crate::id::Eid;
use crate::message::{Decode, Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

const TAG: Tag = Tag(0xBF3E);

/// Asks for the EID. The tag list with `5A` is mandatory; a card answers `6A80` without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GetEidRequest;

impl Encode for GetEidRequest {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.primitive(Tag(0x5C), &[0x5A]);
        });
    }
}

impl Decode for GetEidRequest {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let list = tlv.expect(TAG)?.child(Tag(0x5C))?;
        match list.value() {
            [0x5A] => Ok(Self),
            _ => Err(list.invalid("a tag list other than 5A")),
        }
    }
}

/// The EID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetEidResponse {
    /// `5A`
    pub eid: Eid,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl Encode for GetEidResponse {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(TAG, |w| {
            w.primitive(Tag(0x5A), self.eid.as_bytes())
                .raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for GetEidResponse {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(TAG)?;
        let mut eid = None;
        let mut unknown = Unknown::none();
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x5A) => eid = Some(Eid::from_tlv(child)?),
                _ => unknown.keep(child),
            }
        }
        let missing = DecodeError::Missing {
            tag: Tag(0x5A),
            offset: tlv.offset(),
        };
        Ok(Self {
            eid: eid.ok_or(missing)?,
            unknown,
        })
    }
}

crate::arbitrary::arbitrary!(GetEidRequest, Just(Self));

crate::arbitrary::arbitrary!(
    GetEidResponse,
    any::<(Eid, Unknown)>().prop_map(|(eid, unknown)| Self { eid, unknown })
);
