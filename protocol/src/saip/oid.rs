//! Object identifiers, as the bytes of their DER value.

use std::fmt;

use crate::tlv::{DecodeError, Tlv};

/// An object identifier; templates of files have one each, below 2.23.143.1.2.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid(Vec<u8>);

impl Oid {
    /// From value bytes in DER (one base-128 number after the other).
    ///
    /// # Errors
    /// No bytes, or a number whose last byte is missing or that starts with a padding byte.
    pub fn from_tlv(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        Self::from_value(tlv.value()).ok_or_else(|| tlv.invalid("no object identifier"))
    }

    /// From value bytes, `None` if they are none.
    pub fn from_value(value: &[u8]) -> Option<Self> {
        let starts = std::iter::once(&0).chain(value).zip(value);
        let padded = starts
            .clone()
            .any(|(before, byte)| *before < 0x80 && *byte == 0x80);
        let ended = value.last().is_some_and(|last| *last < 0x80);
        (ended && !padded).then(|| Self(value.to_vec()))
    }

    /// Template of the TCA: 2.23.143.1.2, then `arcs`, each below 128.
    pub fn template(arcs: &[u8]) -> Self {
        let mut bytes = Self::TEMPLATES.to_vec();
        bytes.extend(arcs.iter().map(|arc| arc & 0x7F));
        Self(bytes)
    }

    /// 2.23.143.1.2
    const TEMPLATES: [u8; 5] = [0x67, 0x81, 0x0F, 0x01, 0x02];

    /// What follows 2.23.143.1.2, if it is a template of the TCA.
    pub fn template_arcs(&self) -> Option<&[u8]> {
        self.0.strip_prefix(&Self::TEMPLATES)
    }

    /// The value bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Oid {
    /// Dotted; an arc that does not fit 64 bits is cut to its lowest.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut arc = 0u64;
        let mut first = true;
        for byte in &self.0 {
            arc = arc << 7 | u64::from(byte & 0x7F);
            if byte & 0x80 != 0 {
                continue;
            }
            if first {
                let root = (arc / 40).min(2);
                write!(f, "{root}.{}", arc - root * 40)?;
            } else {
                write!(f, ".{arc}")?;
            }
            first = false;
            arc = 0;
        }
        Ok(())
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Oid({self})")
    }
}

crate::arbitrary::arbitrary!(
    Oid,
    prop_oneof![
        proptest::collection::vec(0u8..128, 1..3).prop_map(|arcs| Self::template(&arcs)),
        Just(Self(vec![0x88, 0x37, 0x0A])),
    ]
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs() {
        assert_eq!(Oid::template(&[4, 2]).to_string(), "2.23.143.1.2.4.2");
        assert_eq!(
            Oid::from_value(&[0x88, 0x37])
                .map(|oid| oid.to_string())
                .as_deref(),
            Some("2.999")
        );
        assert_eq!(
            Oid::from_value(&[0x2A, 0x03])
                .map(|oid| oid.to_string())
                .as_deref(),
            Some("1.2.3")
        );
        for bytes in [&[][..], &[0x81], &[0x80, 0x01], &[0x2A, 0x80, 0x01]] {
            assert_eq!(Oid::from_value(bytes), None, "{bytes:02X?}");
        }
    }
}
