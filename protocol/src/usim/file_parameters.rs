//! What a card says of a file when it is selected: the FCP template (ETSI TS 102 221 §11.1.1.3), or the answer of cards of
//! the GSM, which some modems show in its place (3GPP TS 51.011 §9.2.1).

use crate::tlv::{DecodeError, Tag, Tlv};

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileShape {
    /// MF, DF or ADF.
    Directory,
    /// Bytes.
    Transparent {
        /// How many.
        size: usize,
    },
    /// Records of one length, also the cyclic ones.
    Records {
        /// Bytes of a record.
        length: u8,
        /// How many.
        count: u8,
    },
    /// Something else, as BER-TLV objects.
    Other,
}

/// A file as the card describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileParameters {
    /// How it is read.
    pub shape: FileShape,
    /// Of directories: the PINs, and whether each is asked for, by key reference (TS 102 221 §9.5.2).
    pub pins: Vec<(u8, bool)>,
    /// Whether the file is activated.
    pub active: bool,
}

impl FileParameters {
    /// Reads what SELECT or GET RESPONSE gave.
    ///
    /// # Errors
    /// It is neither an FCP template nor an answer of the GSM.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        if bytes.first() == Some(&0x62) {
            Self::of_template(bytes)
        } else {
            Self::of_gsm(bytes)
        }
    }

    fn of_template(bytes: &[u8]) -> Result<Self, DecodeError> {
        let (template, _) = Tlv::parse(bytes)?;
        let size = match template.find(Tag(0x80))? {
            Some(size) => number(size.value()),
            None => 0,
        };
        let shape = match template.child(Tag(0x82))?.value() {
            [descriptor, ..] if descriptor & 0x3F == 0x38 => FileShape::Directory,
            [descriptor, ..] if descriptor & 0x3F == 0x39 => FileShape::Other,
            [descriptor, _, high, low, count] if matches!(descriptor & 0x07, 2 | 6) => FileShape::Records {
                length: u8::try_from(u16::from_be_bytes([*high, *low])).unwrap_or(u8::MAX),
                count: *count,
            },
            [descriptor, ..] if descriptor & 0x07 == 1 => FileShape::Transparent { size },
            _ => FileShape::Other,
        };
        let life_cycle = template.find(Tag(0x8A))?;
        let active = life_cycle.is_none_or(|state| state.value() != [0x04] && state.value() != [0x06]);
        let pins = match template.find(Tag(0xC6))? {
            Some(status) => pins(status)?,
            None => Vec::new(),
        };
        Ok(Self { shape, pins, active })
    }

    fn of_gsm(bytes: &[u8]) -> Result<Self, DecodeError> {
        let truncated = |needed: usize| DecodeError::Truncated {
            offset: bytes.len(),
            needed: needed.saturating_sub(bytes.len()).max(1),
        };
        let [_, _, high, low, _, _, kind, rest @ ..] = bytes else {
            return Err(truncated(14));
        };
        let size = usize::from(u16::from_be_bytes([*high, *low]));
        let (shape, status) = match (*kind, rest) {
            (0x01 | 0x02, _) => (FileShape::Directory, None),
            (0x04, [_, _, _, _, status, _, structure, tail @ ..]) => {
                let shape = match (structure, tail.first()) {
                    (0x00, _) => FileShape::Transparent { size },
                    (_, Some(length @ 1..)) => FileShape::Records {
                        length: *length,
                        count: u8::try_from(size / usize::from(*length)).unwrap_or(u8::MAX),
                    },
                    _ => return Err(truncated(15)),
                };
                (shape, Some(*status))
            }
            (0x04, _) => return Err(truncated(14)),
            _ => {
                return Err(DecodeError::Value {
                    tag: Tag(0x62),
                    offset: 6,
                    problem: "no type of file that the GSM has",
                });
            }
        };
        Ok(Self {
            shape,
            pins: Vec::new(),
            active: status.is_none_or(|status| status & 0x01 != 0),
        })
    }

    /// Whether the PIN with this reference is asked for; `None` if the answer does not say.
    pub fn asks_for(&self, reference: u8) -> Option<bool> {
        self.pins
            .iter()
            .find(|(other, _)| *other == reference)
            .map(|(_, enabled)| *enabled)
    }
}

fn number(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte))
}

fn pins(status: Tlv<'_>) -> Result<Vec<(u8, bool)>, DecodeError> {
    let bits = status
        .find(Tag(0x90))?
        .map(|bits| bits.value().to_vec())
        .unwrap_or_default();
    let mut pins = Vec::new();
    for element in status.children() {
        let element = element?;
        if element.tag() != Tag(0x83) {
            continue;
        }
        if let [reference] = element.value() {
            let place = pins.len();
            let enabled = bits
                .get(place / 8)
                .is_some_and(|byte| byte & (0x80 >> (place % 8)) != 0);
            pins.push((*reference, enabled));
        }
    }
    Ok(pins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    #[track_caller]
    fn read(hex: &str) -> FileParameters {
        FileParameters::decode(&hex::decode(&hex.replace(' ', "")).unwrap()).unwrap()
    }

    /// Templates as the examples of TS 102 221 §11.1.1.4 are made of; answers after TS 51.011 §9.2.1.
    #[test]
    fn shapes() {
        for (hex, want) in [
            (
                "6219 8205422100B00A 83026F3C 8A0105 8B036F0605 800206E0 8800",
                FileShape::Records {
                    length: 176,
                    count: 10,
                },
            ),
            (
                "6211 82024121 83026F07 8A0105 80020009 8800",
                FileShape::Transparent { size: 9 },
            ),
            ("620B 82027821 83027F10 8A0105", FileShape::Directory),
            ("6208 82027921 83024F01", FileShape::Other),
            (
                "0000 01B8 6F3A 04 00 11 FF 22 01 02 01 2C",
                FileShape::Records {
                    length: 44,
                    count: 10,
                },
            ),
            (
                "0000 000A 2FE2 04 00 04 FF 44 01 02 00 00",
                FileShape::Transparent { size: 10 },
            ),
        ] {
            assert_eq!(read(hex).shape, want, "{hex}");
        }
    }

    #[test]
    fn pins_of_a_directory() {
        let found = read("6215 82027821 8A0105 C60C 900180 830101 830181 83010A");
        assert_eq!(found.pins, [(0x01, true), (0x81, false), (0x0A, false)]);
        assert_eq!(found.asks_for(0x01), Some(true));
        assert_eq!(found.asks_for(0x11), None);
    }

    #[test]
    fn what_is_neither() {
        for hex in ["", "00", "620282", "0000 000A 2FE2 05 00", "0000 000A 2FE2 04 00"] {
            let bytes = hex::decode(&hex.replace(' ', "")).unwrap();
            assert!(FileParameters::decode(&bytes).is_err(), "{hex}");
        }
    }
}
