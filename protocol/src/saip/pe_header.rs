//! PEHeader: in every profile element but the first.

use super::read::{required, uint16};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// Number of a profile element, and what an eUICC does that does not know the element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeHeader {
    /// `80`: an eUICC that does not support the element refuses the package; otherwise it goes on without it.
    pub mandated: bool,
    /// `81`, 0 to 32767; PEStatus names the element by it.
    pub identification: u16,
}

impl PeHeader {
    /// Tag in every element.
    pub(super) const TAG: Tag = Tag(0xA0);
    const LARGEST: u16 = 0x7FFF;

    /// A mandated element with this number.
    pub const fn mandated(identification: u16) -> Self {
        Self {
            mandated: true,
            identification,
        }
    }

    pub(super) fn write(self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            if self.mandated {
                w.primitive(Tag(0x80), &[]);
            }
            w.unsigned(Tag(0x81), u32::from(self.identification));
        });
    }

    /// Reads the header from its own element. What a later edition added is skipped.
    pub(super) fn read(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let (mut mandated, mut identification) = (false, None);
        for child in tlv.children() {
            let child = child?;
            match child.tag() {
                Tag(0x80) => mandated = true,
                Tag(0x81) => match uint16(child)? {
                    number @ 0..=Self::LARGEST => identification = Some(number),
                    _ => return Err(child.invalid("identification above 32767")),
                },
                _ => {}
            }
        }
        let identification = required(identification, tlv, Tag(0x81))?;
        Ok(Self {
            mandated,
            identification,
        })
    }

    /// The header of a profile element of any kind, if one can be read.
    pub fn of_element(element: Tlv<'_>) -> Option<Self> {
        let first = element.children().next()?.ok()?;
        first.expect(Self::TAG).ok().and_then(|tlv| Self::read(tlv).ok())
    }
}

crate::arbitrary::arbitrary!(
    PeHeader,
    (any::<bool>(), 0..=Self::LARGEST).prop_map(|(mandated, identification)| Self {
        mandated,
        identification
    })
);
