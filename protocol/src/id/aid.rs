//! AID: name of an application or security domain on the card (ISO/IEC 7816-4 §8.2.1.2).

use std::fmt;
use std::str::FromStr;

use super::IdError;
use crate::hex;
use crate::tlv::{DecodeError, Tlv};

/// Five to sixteen bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Aid {
    bytes: [u8; 16],
    len: u8,
}

impl Aid {
    /// The ISD-R of SGP.22 §2.2.3.
    pub const ISD_R: Self = Self::gsma(0x0100);
    /// The ECASD.
    pub const ECASD: Self = Self::gsma(0x0200);

    /// `A0000005591010FFFFFFFF8900` followed by two bytes and `00`: the ISD-P instances start at `0x0010`
    /// in [`Aid::isd_p`].
    const fn gsma(tail: u16) -> Self {
        let [a, b] = tail.to_be_bytes();
        Self {
            bytes: [
                0xA0, 0, 0, 5, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0, 0, a, b,
            ],
            len: 16,
        }
    }

    /// The ISD-P instance number `number`, from `0x0010` upward (bytes 14 and 15 of the AID).
    pub const fn isd_p(number: u16) -> Self {
        let [a, b] = number.to_be_bytes();
        Self {
            bytes: [
                0xA0, 0, 0, 5, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0, a, b, 0,
            ],
            len: 16,
        }
    }

    /// From 5 to 16 bytes.
    ///
    /// # Errors
    /// Another number of bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, IdError> {
        let mut own = [0; 16];
        match (own.get_mut(..bytes.len()), u8::try_from(bytes.len())) {
            (Some(to), Ok(len)) if bytes.len() >= 5 => {
                to.copy_from_slice(bytes);
                Ok(Self { bytes: own, len })
            }
            _ => Err(IdError::Length {
                kind: "AID",
                found: bytes.len(),
                unit: "bytes",
                expected: "5 to 16",
            }),
        }
    }

    /// From the value of an element.
    ///
    /// # Errors
    /// Fewer than 5 or more than 16 bytes.
    pub fn from_tlv(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        Self::from_bytes(tlv.value()).map_err(|_| tlv.wrong_length("5 to 16"))
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or_default()
    }
}

impl FromStr for Aid {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let bytes = hex::decode(text).map_err(|error| match error {
            hex::HexError::OddLength { digits } => IdError::Length {
                kind: "AID",
                found: digits,
                unit: "digits",
                expected: "an even number",
            },
            hex::HexError::NotHex { found, position } => IdError::Character {
                kind: "AID",
                found,
                position,
            },
        })?;
        Self::from_bytes(&bytes)
    }
}

impl fmt::Display for Aid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex::encode(self.as_bytes()))
    }
}

impl fmt::Debug for Aid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Aid({self})")
    }
}

crate::arbitrary::arbitrary!(
    Aid,
    prop_oneof![
        Just(Self::ISD_R),
        any::<u16>().prop_map(Self::isd_p),
        proptest::collection::vec(any::<u8>(), 5..=16)
            .prop_filter_map("5 to 16 bytes", |bytes| Self::from_bytes(&bytes).ok()),
    ]
);
