//! EID: 32 digits that name an eUICC (SGP.22 §4.3.1, SGP.29).

use std::fmt;
use std::str::FromStr;

use super::IdError;
use crate::tlv::{DecodeError, Tlv};

/// Sixteen bytes of BCD, not swapped. A card in an error state may report zeros, so bytes are taken as they
/// come ([`Eid::from_bytes`]); a text that a person wrote must have right check digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Eid([u8; 16]);

impl Eid {
    /// From the value of the `5A` element in GetEUICCDataResponse.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The sixteen bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// From the value of an element.
    ///
    /// # Errors
    /// Another length than 16 bytes.
    pub fn from_tlv(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        tlv.array("16").map(Self)
    }

    /// Whether all digits are decimal and the number is 1 modulo 97 (ISO 7064 as SGP.29 uses it).
    pub fn has_valid_check_digits(&self) -> bool {
        remainder(self.0.iter().flat_map(|byte| [byte >> 4, byte & 0x0F])) == Some(1)
    }

    /// Appends the two check digits to thirty digits.
    ///
    /// # Errors
    /// Another number of digits, or a character that is none.
    pub fn with_check_digits(thirty: &str) -> Result<Self, IdError> {
        let found = thirty.chars().count();
        if found != 30 {
            return Err(IdError::Length {
                kind: "EID",
                found,
                unit: "digits",
                expected: "30",
            });
        }
        let digits = digits(thirty)?;
        let check = check_digits(&digits);
        format!("{thirty}{check:02}").parse()
    }
}

fn digits(text: &str) -> Result<Vec<u8>, IdError> {
    text.chars()
        .enumerate()
        .map(|(position, found)| {
            found
                .to_digit(10)
                .and_then(|digit| u8::try_from(digit).ok())
                .ok_or(IdError::Character {
                    kind: "EID",
                    found,
                    position,
                })
        })
        .collect()
}

fn remainder(digits: impl IntoIterator<Item = u8>) -> Option<u32> {
    digits.into_iter().try_fold(0, |rest, digit| {
        (digit < 10).then(|| (rest * 10 + u32::from(digit)) % 97)
    })
}

fn check_digits(thirty: &[u8]) -> u32 {
    98 - remainder(thirty.iter().copied().chain([0, 0])).unwrap_or(0)
}

impl FromStr for Eid {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let found = text.chars().count();
        if found != 32 {
            return Err(IdError::Length {
                kind: "EID",
                found,
                unit: "digits",
                expected: "32",
            });
        }
        let digits = digits(text)?;
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.as_chunks::<2>().0) {
            let [high, low] = *pair;
            *byte = high << 4 | low;
        }
        let eid = Self(bytes);
        if eid.has_valid_check_digits() {
            return Ok(eid);
        }
        let expected = digits.get(..30).map(check_digits).unwrap_or_default();
        Err(IdError::CheckDigits {
            found: text.get(30..).unwrap_or_default().to_owned(),
            expected: format!("{expected:02}"),
        })
    }
}

impl fmt::Display for Eid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&crate::hex::encode(&self.0))
    }
}

impl fmt::Debug for Eid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Eid({self})")
    }
}

crate::arbitrary::arbitrary!(
    Eid,
    prop_oneof![
        4 => "89[0-9]{28}".prop_filter_map("30 digits", |text| Self::with_check_digits(&text).ok()),
        1 => any::<[u8; 16]>().prop_map(Self),
    ]
);
