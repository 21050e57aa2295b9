//! Object identifiers: how an SM-DP+ is named in certificates, results and activation codes.

use std::fmt;
use std::str::FromStr;

use super::IdError;
use crate::tlv::{DecodeError, Tlv};

/// The content bytes of an OBJECT IDENTIFIER (ITU-T X.690 §8.19): every arc ends, none starts with a zero digit,
/// and none is above 2^32 - 1.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid(Vec<u8>);

/// Longest content that is taken.
const MAX: usize = 64;

impl Oid {
    /// From the content bytes of an element.
    ///
    /// # Errors
    /// No bytes, more than 64, or arcs that no encoder writes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, IdError> {
        if bytes.is_empty() || bytes.len() > MAX || bytes.last().is_some_and(|last| last & 0x80 != 0) {
            return Err(IdError::Length {
                kind: "object identifier",
                found: bytes.len(),
                unit: "bytes",
                expected: "1 to 64, the last one below 128",
            });
        }
        match arcs(bytes) {
            Some(_) => Ok(Self(bytes.to_vec())),
            None => Err(IdError::Arc {
                kind: "object identifier",
            }),
        }
    }

    /// From the value of an element.
    ///
    /// # Errors
    /// As [`Oid::from_bytes`].
    pub fn from_tlv(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        Self::from_bytes(tlv.value()).map_err(|_| tlv.invalid("no object identifier"))
    }

    /// The content bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The numbers, `None` when one starts with a zero digit or does not fit.
fn arcs(bytes: &[u8]) -> Option<Vec<u32>> {
    let mut arcs = Vec::new();
    let mut arc: Option<u64> = None;
    for byte in bytes {
        if arc.is_none() && *byte == 0x80 {
            return None;
        }
        let next = arc.unwrap_or(0) << 7 | u64::from(byte & 0x7F);
        if next > u64::from(u32::MAX) + 80 {
            return None;
        }
        if byte & 0x80 != 0 {
            arc = Some(next);
            continue;
        }
        arc = None;
        if arcs.is_empty() {
            let first = (next / 40).min(2);
            arcs.push(u32::try_from(first).ok()?);
            arcs.push(u32::try_from(next - first * 40).ok()?);
        } else {
            arcs.push(u32::try_from(next).ok()?);
        }
    }
    Some(arcs)
}

fn push_arc(bytes: &mut Vec<u8>, arc: u64) {
    let groups = (64 - arc.leading_zeros()).div_ceil(7).max(1);
    for group in (0..groups).rev() {
        let digit = u8::try_from(arc >> (7 * group) & 0x7F).unwrap_or_default();
        bytes.push(if group > 0 { digit | 0x80 } else { digit });
    }
}

impl FromStr for Oid {
    type Err = IdError;

    /// Reads dotted numbers: `2.999.10`.
    fn from_str(text: &str) -> Result<Self, IdError> {
        if let Some((position, found)) = text
            .chars()
            .enumerate()
            .find(|(_, c)| !c.is_ascii_digit() && *c != '.')
        {
            return Err(IdError::Character {
                kind: "object identifier",
                found,
                position,
            });
        }
        let refused = IdError::Arc {
            kind: "object identifier",
        };
        let arcs: Option<Vec<u32>> = text.split('.').map(|arc| arc.parse().ok()).collect();
        let arcs = arcs.ok_or(refused.clone())?;
        let [first, second, rest @ ..] = arcs.as_slice() else {
            return Err(refused);
        };
        if *first > 2 || (*first < 2 && *second > 39) {
            return Err(refused);
        }
        let mut bytes = Vec::new();
        push_arc(&mut bytes, u64::from(*first) * 40 + u64::from(*second));
        for arc in rest {
            push_arc(&mut bytes, u64::from(*arc));
        }
        Self::from_bytes(&bytes)
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arcs = arcs(&self.0).unwrap_or_default();
        let texts: Vec<String> = arcs.iter().map(u32::to_string).collect();
        f.pad(&texts.join("."))
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Oid({self})")
    }
}

crate::arbitrary::arbitrary!(
    Oid,
    (
        0u32..3,
        0u32..40,
        proptest::collection::vec(crate::arbitrary::number(), 0..6)
    )
        .prop_filter_map("an object identifier", |(first, second, rest)| {
            let arcs: Vec<String> = [first, second].iter().chain(&rest).map(u32::to_string).collect();
            arcs.join(".").parse().ok()
        })
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_bytes() {
        for (text, bytes) in [
            ("2.999.10", &[0x88, 0x37, 0x0A][..]),
            ("2.999.1", &[0x88, 0x37, 0x01]),
            (
                "1.3.6.1.4.1.31746.1.500.0",
                &[0x2B, 6, 1, 4, 1, 0x81, 0xF8, 0x02, 1, 0x83, 0x74, 0],
            ),
            ("0.39", &[39]),
            ("2.4294967295", &[0x90, 0x80, 0x80, 0x80, 0x4F]),
        ] {
            let oid: Oid = text.parse().expect("an object identifier");
            assert_eq!(oid.as_bytes(), bytes, "{text}");
            assert_eq!(oid.to_string(), text);
            assert_eq!(Oid::from_bytes(bytes), Ok(oid));
        }
    }

    #[test]
    fn what_no_encoder_writes_is_refused() {
        for text in ["", "2", "3.1", "1.40", "2.4294967296", "2..1", "2.999.x", "2.-1"] {
            assert!(text.parse::<Oid>().is_err(), "{text}");
        }
        for bytes in [
            &[][..],
            &[0x88],
            &[0x80, 0x01],
            &[0x2A, 0x80, 0x01],
            &[0x2A, 0x90, 0x80, 0x80, 0x80, 0x00],
        ] {
            assert!(Oid::from_bytes(bytes).is_err(), "{bytes:02X?}");
        }
    }
}
