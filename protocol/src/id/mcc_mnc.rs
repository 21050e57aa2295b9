//! MCC and MNC in the three bytes of 3GPP TS 24.008 §10.5.1.13.

use std::fmt;
use std::str::FromStr;

use super::IdError;

/// Mobile country and network code; `E` in a digit is the wildcard that the Rules Authorisation Table uses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MccMnc([u8; 3]);

impl MccMnc {
    /// From the three coded bytes.
    pub const fn from_bytes(bytes: [u8; 3]) -> Self {
        Self(bytes)
    }

    /// The three coded bytes: `MCC2 MCC1`, `MNC3 MCC3`, `MNC2 MNC1`.
    pub const fn as_bytes(&self) -> &[u8; 3] {
        &self.0
    }

    /// Whether `concrete` matches this code, where a digit `E` of this one matches any (SGP.22 §2.9.2.1).
    pub fn matches(&self, concrete: &Self) -> bool {
        self.digits()
            .iter()
            .zip(concrete.digits())
            .all(|(mine, theirs)| *mine == 0x0E || *mine == theirs)
    }

    fn digits(self) -> [u8; 6] {
        let [a, b, c] = self.0;
        [a & 0x0F, a >> 4, b & 0x0F, c & 0x0F, c >> 4, b >> 4]
    }
}

impl FromStr for MccMnc {
    type Err = IdError;

    /// Reads `206-01`, `20601` or `310-260`; `E` is the wildcard digit.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let mut digits = [0x0F; 6];
        let mut found = 0;
        for (position, character) in text.chars().enumerate().filter(|(_, c)| *c != '-') {
            let digit = match character {
                'E' | 'e' => 0x0E,
                _ => character
                    .to_digit(10)
                    .and_then(|digit| u8::try_from(digit).ok())
                    .ok_or(IdError::Character {
                        kind: "MCC and MNC",
                        found: character,
                        position,
                    })?,
            };
            if let Some(to) = digits.get_mut(found) {
                *to = digit;
            }
            found += 1;
        }
        if !(5..=6).contains(&found) {
            return Err(IdError::Length {
                kind: "MCC and MNC",
                found,
                unit: "digits",
                expected: "5 or 6",
            });
        }
        let [mcc1, mcc2, mcc3, mnc1, mnc2, mnc3] = digits;
        Ok(Self([mcc2 << 4 | mcc1, mnc3 << 4 | mcc3, mnc2 << 4 | mnc1]))
    }
}

impl fmt::Display for MccMnc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = self
            .digits()
            .iter()
            .filter_map(|digit| char::from_digit(u32::from(*digit), 16))
            .map(|digit| digit.to_ascii_uppercase())
            .collect();
        let (mcc, mnc) = text.split_at_checked(3).unwrap_or_default();
        f.pad(&format!("{mcc}-{}", mnc.strip_suffix('F').unwrap_or(mnc)))
    }
}

impl fmt::Debug for MccMnc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MccMnc({self})")
    }
}

crate::arbitrary::arbitrary!(
    MccMnc,
    prop_oneof!["[0-9E]{3}-[0-9E]{2}", "[0-9E]{3}-[0-9E]{3}"]
        .prop_filter_map("5 or 6 digits", |text| text.parse().ok())
);
