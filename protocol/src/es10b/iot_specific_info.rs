//! iotSpecificInfo of EUICCInfo2, `B4`: what only an eUICC of SGP.32 tells (SGP.32 v1.2, IoTSpecificInfo).

use crate::message::{Decode, Encode, Unknown};
use crate::tlv::{DecodeError, Tag, Tlv, Writer};

/// What an eUICC for the Internet of Things says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IotSpecificInfo {
    /// `A0`: SGP.32 versions, at least one.
    pub versions: Vec<[u8; 3]>,
    /// `81`: it has the emergency mechanism.
    pub ecall: bool,
    /// `82`: it has the fallback mechanism.
    pub fallback: bool,
    /// What a later edition added.
    pub unknown: Unknown,
}

impl IotSpecificInfo {
    /// Its tag in EUICCInfo2.
    pub const TAG: Tag = Tag(0xB4);
}

impl Encode for IotSpecificInfo {
    fn encode(&self, writer: &mut Writer) {
        writer.constructed(Self::TAG, |w| {
            w.constructed(Tag(0xA0), |w| {
                for version in &self.versions {
                    w.primitive(Tag(0x04), version);
                }
            });
            for (tag, set) in [(0x81, self.ecall), (0x82, self.fallback)] {
                if set {
                    w.primitive(Tag(tag), &[]);
                }
            }
            w.raw(self.unknown.as_bytes());
        });
    }
}

impl Decode for IotSpecificInfo {
    fn decode(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        let tlv = tlv.expect(Self::TAG)?;
        let versions = tlv.child(Tag(0xA0))?;
        let unknown = Unknown::beside(tlv, |tag| matches!(tag.0, 0xA0 | 0x81 | 0x82))?;
        Ok(Self {
            versions: versions
                .children()
                .map(|version| version?.expect(Tag(0x04))?.array("3"))
                .collect::<Result<_, _>>()?,
            ecall: tlv.find(Tag(0x81))?.is_some(),
            fallback: tlv.find(Tag(0x82))?.is_some(),
            unknown,
        })
    }
}

crate::arbitrary::arbitrary!(
    IotSpecificInfo,
    (
        crate::arbitrary::list(3),
        any::<bool>(),
        any::<bool>(),
        any::<Unknown>()
    )
        .prop_map(|(versions, ecall, fallback, unknown)| Self {
            versions,
            ecall,
            fallback,
            unknown
        })
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_mechanisms_as_the_module_writes_them() {
        let info = IotSpecificInfo {
            versions: vec![[1, 2, 0]],
            fallback: true,
            ..IotSpecificInfo::default()
        };
        assert_eq!(crate::hex::encode(&info.to_der()), "B409A00504030102008200");
        assert_eq!(IotSpecificInfo::from_der(&info.to_der()), Ok(info));
    }
}
