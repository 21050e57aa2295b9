//! Hexadecimal text, upper case as the field writes it; either case is read.

use std::fmt::Write as _;

/// Why a text is not hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HexError {
    /// Half a byte is left over.
    #[error("{digits} hex digits do not make whole bytes")]
    OddLength {
        /// Digits that were found.
        digits: usize,
    },
    /// A character that is no hex digit.
    #[error("{found:?} at character {position} is not a hex digit")]
    NotHex {
        /// The character.
        found: char,
        /// Its place in the text, from 0.
        position: usize,
    },
}

/// Upper-case hex of `bytes`.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    encode_to(bytes, &mut out);
    out
}

/// Appends the upper-case hex of `bytes` to `out`.
pub fn encode_to(bytes: &[u8], out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in bytes {
        for nibble in [byte >> 4, byte & 0x0F] {
            if let Some(digit) = DIGITS.get(usize::from(nibble)) {
                out.push(char::from(*digit));
            }
        }
    }
}

/// The bytes of a hex text; white space between digits is skipped.
///
/// # Errors
/// An odd number of digits, or a character that is neither a hex digit nor white space.
pub fn decode(text: &str) -> Result<Vec<u8>, HexError> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut high = None;
    let mut digits = 0;
    for (position, found) in text.chars().enumerate().filter(|(_, c)| !c.is_whitespace()) {
        let digit = found.to_digit(16).ok_or(HexError::NotHex { found, position })?;
        let nibble = u8::try_from(digit).unwrap_or_default();
        digits += 1;
        high = match high {
            None => Some(nibble),
            Some(first) => {
                bytes.push(first << 4 | nibble);
                None
            }
        };
    }
    if high.is_some() {
        Err(HexError::OddLength { digits })
    } else {
        Ok(bytes)
    }
}

/// Bytes that print as hex, so that `Debug` of a message can be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hex<'a>(pub &'a [u8]);

impl std::fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

impl std::fmt::Debug for Hex<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_char('x')?;
        std::fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_cases_and_spaces_are_read_upper_case_is_written() {
        assert_eq!(decode("bf2D 00"), Ok(vec![0xBF, 0x2D, 0x00]));
        assert_eq!(encode(&[0xBF, 0x2D, 0x00]), "BF2D00");
        assert_eq!(decode("BF2"), Err(HexError::OddLength { digits: 3 }));
        assert_eq!(
            decode("B F 2 G"),
            Err(HexError::NotHex {
                found: 'G',
                position: 6
            })
        );
        assert_eq!(decode(""), Ok(vec![]));
    }
}
