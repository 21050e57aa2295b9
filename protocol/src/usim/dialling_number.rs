//! Telephone numbers as cards have them: a type and swapped nibbles (3GPP TS 31.102 §4.4.2.3, TS 24.008 §10.5.4.7).

use std::fmt;
use std::str::FromStr;

use super::error::UsimError;

/// Nibbles 0 to E; F ends a number. `p` is a pause (DTMF control digit separator), `?` any digit (wild), `e` reserved.
const DIGITS: [char; 15] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', 'p', '?', 'e',
];

/// A number with its type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DiallingNumber {
    kind: u8,
    digits: String,
}

impl DiallingNumber {
    /// Telephone number, international.
    pub const INTERNATIONAL: u8 = 0x91;
    /// Telephone number, type unknown.
    pub const UNKNOWN: u8 = 0x81;

    /// From TON/NPI and digits of `0-9 * # p ? e`.
    ///
    /// # Errors
    /// Another character.
    pub fn new(kind: u8, digits: &str) -> Result<Self, UsimError> {
        match digits.chars().find(|digit| !DIGITS.contains(digit)) {
            Some(found) => Err(UsimError::Character {
                what: "a telephone number",
                found,
            }),
            None => Ok(Self {
                kind,
                digits: digits.to_owned(),
            }),
        }
    }

    /// From swapped nibbles, up to the first `F`.
    pub fn from_bcd(kind: u8, bytes: &[u8]) -> Self {
        Self {
            kind,
            digits: digits(bytes),
        }
    }

    /// Type of number and numbering plan (TON/NPI).
    pub const fn kind(&self) -> u8 {
        self.kind
    }

    /// The digits, without `+`.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// Swapped nibbles of all digits, `F` behind an odd number of them.
    pub fn to_bcd(&self) -> Vec<u8> {
        bcd(&self.digits)
    }

    /// The first `count` digits as a number of the same type, and the rest.
    #[must_use]
    pub fn split(&self, count: usize) -> (Self, &str) {
        let (first, rest) = self.digits.split_at_checked(count).unwrap_or((&self.digits, ""));
        let first = Self {
            kind: self.kind,
            digits: first.to_owned(),
        };
        (first, rest)
    }

    /// Digits that stand in an extension record are put behind those of this number.
    pub fn push_digits(&mut self, more: &str) {
        self.digits
            .extend(more.chars().filter(|digit| DIGITS.contains(digit)));
    }

    /// Whether the type says international (TON 1).
    pub const fn is_international(&self) -> bool {
        self.kind & 0x70 == 0x10
    }
}

impl FromStr for DiallingNumber {
    type Err = UsimError;

    /// Digits behind an optional `+`.
    fn from_str(text: &str) -> Result<Self, UsimError> {
        match text.strip_prefix('+') {
            Some(digits) => Self::new(Self::INTERNATIONAL, digits),
            None => Self::new(Self::UNKNOWN, text),
        }
    }
}

impl fmt::Display for DiallingNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_international() {
            f.write_str("+")?;
        }
        f.write_str(&self.digits)
    }
}

/// Swapped nibbles of digits that were checked before.
pub(super) fn bcd(digits: &str) -> Vec<u8> {
    let nibbles: Vec<u8> = digits
        .chars()
        .filter_map(|digit| DIGITS.iter().position(|other| *other == digit))
        .filter_map(|place| u8::try_from(place).ok())
        .collect();
    nibbles
        .chunks(2)
        .map(|pair| match pair {
            [low, high] => high << 4 | low,
            [low] => 0xF0 | low,
            _ => 0xFF,
        })
        .collect()
}

/// Digits of swapped nibbles, up to the first `F`.
pub(super) fn digits(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte & 0x0F, byte >> 4])
        .map_while(|nibble| DIGITS.get(usize::from(nibble)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    #[test]
    fn numbers_in_and_out() {
        for (text, kind, want) in [
            ("+32470000001", 0x91, "2374000000F1"),
            ("32*1#", 0x81, "231AFB"),
            ("0123p45?", 0x81, "10324CD5"),
            ("", 0x81, ""),
        ] {
            let number: DiallingNumber = text.parse().unwrap();
            assert_eq!(number.kind(), kind, "{text}");
            assert_eq!(number.to_string(), text);
            assert_eq!(hex::encode(&number.to_bcd()), want, "{text}");
            assert_eq!(DiallingNumber::from_bcd(kind, &number.to_bcd()), number);
        }
        assert!("+32 470".parse::<DiallingNumber>().is_err());
        assert!("++32".parse::<DiallingNumber>().is_err());
    }

    #[test]
    fn long_numbers_are_split() {
        let number: DiallingNumber = "+1234567890123456789099".parse().unwrap();
        let (first, rest) = number.split(20);
        assert_eq!((first.digits(), rest), ("12345678901234567890", "99"));
        let mut whole = first;
        whole.push_digits(rest);
        assert_eq!(whole, number);
    }
}
