//! ICCID: ITU-T E.118 number of a profile, coded as EF_ICCID (ETSI TS 102 221 §13.2).

use std::fmt;
use std::str::FromStr;

use super::IdError;
use crate::tlv::{DecodeError, Tlv};

/// 18, 19 or 20 digits in ten bytes, nibbles swapped, padded with `F`. Cards that carry the nibbles A to F are
/// kept as they are: two ICCIDs are equal when their bytes are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iccid([u8; 10]);

impl Iccid {
    /// From the ten bytes of EF_ICCID.
    pub const fn from_bytes(bytes: [u8; 10]) -> Self {
        Self(bytes)
    }

    /// The ten bytes as EF_ICCID and tag `5A` carry them.
    pub const fn as_bytes(&self) -> &[u8; 10] {
        &self.0
    }

    /// From the value of a `5A` element.
    ///
    /// # Errors
    /// Another length than ten bytes.
    pub fn from_tlv(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        tlv.array("10").map(Self)
    }

    /// Whether the last digit is the Luhn check digit of E.118; false for deviant cards and for fewer than
    /// 18 digits. No eUICC checks it.
    pub fn has_valid_luhn(&self) -> bool {
        let digits: Option<Vec<u32>> = self.to_string().chars().map(|c| c.to_digit(10)).collect();
        digits.is_some_and(|digits| {
            if digits.len() < 18 {
                return false;
            }
            let sum: u32 = digits
                .iter()
                .rev()
                .enumerate()
                .map(|(place, digit)| match (place % 2, digit * 2) {
                    (0, _) => *digit,
                    (_, double) if double > 9 => double - 9,
                    (_, double) => double,
                })
                .sum();
            sum.is_multiple_of(10)
        })
    }

    fn nibbles(&self) -> impl DoubleEndedIterator<Item = u8> {
        self.0.iter().flat_map(|byte| [byte & 0x0F, byte >> 4])
    }
}

impl FromStr for Iccid {
    type Err = IdError;

    /// Reads 18 to 20 digits; A to F are taken for the deviant cards that have them.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let mut nibbles = [0x0F; 20];
        let found = text.chars().count();
        if !(18..=20).contains(&found) {
            return Err(IdError::Length {
                kind: "ICCID",
                found,
                unit: "digits",
                expected: "18 to 20",
            });
        }
        for ((position, character), nibble) in text.chars().enumerate().zip(&mut nibbles) {
            let digit = character.to_digit(16).ok_or(IdError::Character {
                kind: "ICCID",
                found: character,
                position,
            })?;
            *nibble = u8::try_from(digit).unwrap_or(0x0F);
        }
        let mut bytes = [0; 10];
        for (byte, pair) in bytes.iter_mut().zip(nibbles.as_chunks::<2>().0) {
            let [low, high] = *pair;
            *byte = high << 4 | low;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Iccid {
    /// The digits without the padding at the end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let padding = self.nibbles().rev().take_while(|nibble| *nibble == 0x0F).count();
        let mut text = String::with_capacity(20);
        for nibble in self.nibbles().take(20 - padding) {
            text.push(
                char::from_digit(u32::from(nibble), 16)
                    .unwrap_or('?')
                    .to_ascii_uppercase(),
            );
        }
        f.pad(&text)
    }
}

impl fmt::Debug for Iccid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Iccid({self})")
    }
}

crate::arbitrary::arbitrary!(Iccid, {
    let digits = prop_oneof!["89[0-9]{16}", "89[0-9]{17}", "89[0-9]{18}"]
        .prop_filter_map("18 to 20 digits", |text| text.parse().ok());
    prop_oneof![4 => digits, 1 => any::<[u8; 10]>().prop_map(Self)]
});
