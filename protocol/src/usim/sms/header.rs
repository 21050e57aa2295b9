//! User data header: information elements before the text (3GPP TS 23.040 §9.2.3.24).

use crate::usim::error::UsimError;

/// Concatenated messages with a reference of 8 bits, and of 16.
const SHORT_REFERENCE: u8 = 0x00;
const LONG_REFERENCE: u8 = 0x08;

/// Which part of which message it is (§9.2.3.24.1, §9.2.3.24.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Concatenation {
    /// The same in all parts.
    pub reference: u16,
    /// Whether the reference has 16 bits.
    pub long: bool,
    /// How many parts there are, 1 to 255.
    pub total: u8,
    /// Which one this is, from 1.
    pub number: u8,
}

/// An information element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderElement {
    /// The message has several parts.
    Concatenation(Concatenation),
    /// Something else.
    Other {
        /// Its identifier.
        identifier: u8,
        /// What it says.
        data: Vec<u8>,
    },
}

impl HeaderElement {
    /// Reads a header, without its length byte.
    ///
    /// # Errors
    /// An element is longer than the header.
    pub fn decode_all(header: &[u8]) -> Result<Vec<Self>, UsimError> {
        let mut elements = Vec::new();
        let mut rest = header;
        while let [identifier, behind @ ..] = rest {
            let truncated = |expected| UsimError::Truncated {
                what: "the user data header",
                found: header.len(),
                expected,
            };
            let [length, behind @ ..] = behind else {
                return Err(truncated(header.len() + 1));
            };
            let length = usize::from(*length);
            let Some((data, behind)) = behind.split_at_checked(length) else {
                return Err(truncated(header.len() - behind.len() + length));
            };
            rest = behind;
            elements.push(match (*identifier, data) {
                // Numbers outside the range are ignored (§9.2.3.24.1); the element is kept as it came.
                (SHORT_REFERENCE, [reference, total, number]) if is_part(*total, *number) => {
                    Self::Concatenation(Concatenation {
                        reference: u16::from(*reference),
                        long: false,
                        total: *total,
                        number: *number,
                    })
                }
                (LONG_REFERENCE, [high, low, total, number]) if is_part(*total, *number) => {
                    Self::Concatenation(Concatenation {
                        reference: u16::from_be_bytes([*high, *low]),
                        long: true,
                        total: *total,
                        number: *number,
                    })
                }
                (identifier, data) => Self::Other {
                    identifier,
                    data: data.to_vec(),
                },
            });
        }
        Ok(elements)
    }

    /// A header with these elements, without its length byte.
    pub fn encode_all(elements: &[Self]) -> Vec<u8> {
        let mut header = Vec::new();
        for element in elements {
            match element {
                Self::Concatenation(part) if part.long => {
                    let [high, low] = part.reference.to_be_bytes();
                    header.extend([LONG_REFERENCE, 4, high, low, part.total, part.number]);
                }
                Self::Concatenation(part) => {
                    let [_, low] = part.reference.to_be_bytes();
                    header.extend([SHORT_REFERENCE, 3, low, part.total, part.number]);
                }
                Self::Other { identifier, data } => {
                    header.extend([*identifier, u8::try_from(data.len()).unwrap_or(u8::MAX)]);
                    header.extend(data);
                }
            }
        }
        header
    }
}

const fn is_part(total: u8, number: u8) -> bool {
    number > 0 && number <= total
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    #[test]
    fn headers_in_and_out() {
        for (hex, want) in [
            ("0003CC0201", Some((0xCC, 2, 1))),
            ("0804012C0303", Some((300, 3, 3))),
            ("0003CC0200", None),
        ] {
            let header = hex::decode(hex).unwrap();
            let elements = HeaderElement::decode_all(&header).unwrap();
            let found = match elements.as_slice() {
                [HeaderElement::Concatenation(part)] => Some((part.reference, part.total, part.number)),
                _ => None,
            };
            assert_eq!(found, want, "{hex}");
            assert_eq!(HeaderElement::encode_all(&elements), header);
        }
        for hex in ["00", "0003CC02", "2401"] {
            assert!(
                HeaderElement::decode_all(&hex::decode(hex).unwrap()).is_err(),
                "{hex}"
            );
        }
    }
}
