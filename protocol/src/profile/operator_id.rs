//! Who owns a profile (OperatorId; SGP.22 §5.7.15).

use crate::id::MccMnc;
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// Who owns a profile (`B7`): network, and the group identifiers that narrow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorId {
    /// `80`
    pub mcc_mnc: MccMnc,
    /// `81`
    pub gid1: Option<Vec<u8>>,
    /// `82`
    pub gid2: Option<Vec<u8>>,
}

impl OperatorId {
    /// Writes the element under `tag`: `B7` in ProfileInfo, `30` in the Rules Authorisation Table.
    pub fn encode_as(&self, tag: Tag, writer: &mut Writer) {
        writer.constructed(tag, |w| {
            w.primitive(Tag(0x80), self.mcc_mnc.as_bytes());
            if let Some(gid1) = &self.gid1 {
                w.primitive(Tag(0x81), gid1);
            }
            if let Some(gid2) = &self.gid2 {
                w.primitive(Tag(0x82), gid2);
            }
        });
    }

    /// Reads the element, whatever its tag.
    ///
    /// # Errors
    /// No MCC and MNC of three bytes.
    pub fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut mcc_mnc, mut gid1, mut gid2) = (None, None, None);
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x80) => mcc_mnc = Some(MccMnc::from_bytes(child.array("3")?)),
                Tag(0x81) => gid1 = Some(child.value().to_vec()),
                Tag(0x82) => gid2 = Some(child.value().to_vec()),
                _ => {}
            }
        }
        let missing = DecodeError::Missing {
            tag: Tag(0x80),
            offset: tlv.offset(),
        };
        Ok(Self {
            mcc_mnc: mcc_mnc.ok_or(missing)?,
            gid1,
            gid2,
        })
    }
}

crate::arbitrary::arbitrary!(OperatorId, {
    let gid = || proptest::option::of(crate::arbitrary::blob(0..=8));
    (any::<MccMnc>(), gid(), gid()).prop_map(|(mcc_mnc, gid1, gid2)| Self { mcc_mnc, gid1, gid2 })
});
