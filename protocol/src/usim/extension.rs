//! EF_EXT1: what does not fit into an entry (3GPP TS 31.102 §4.4.2.4).

use super::dialling_number::{bcd, digits};
use super::error::UsimError;

const RECORD: usize = 13;
const SUBADDRESS: u8 = 0x01;
const ADDITIONAL: u8 = 0x02;
const NONE: u8 = 0xFF;
const DIGITS: usize = 20;

/// A record of EF_EXT1, and the next one of its chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtensionRecord {
    /// Digits behind those of the entry, at most twenty.
    Additional {
        /// Digits.
        digits: String,
        /// The next record.
        next: Option<u8>,
    },
    /// A called party subaddress, or a part of one.
    Subaddress {
        /// As on the card, with its length.
        bytes: Vec<u8>,
        /// The next record.
        next: Option<u8>,
    },
}

impl ExtensionRecord {
    /// Most digits of one record.
    pub const DIGITS: usize = DIGITS;
    /// Bytes of a record.
    pub const LENGTH: usize = RECORD;

    /// Reads a record; `None` if it is free.
    ///
    /// # Errors
    /// Another length than 13 bytes.
    pub fn decode(record: &[u8]) -> Result<Option<Self>, UsimError> {
        let Ok([kind, data @ .., next]) = <&[u8; RECORD]>::try_from(record) else {
            return Err(UsimError::Truncated {
                what: "the extension",
                found: record.len(),
                expected: RECORD,
            });
        };
        let next = (*next != NONE && *next != 0).then_some(*next);
        Ok(match *kind {
            ADDITIONAL => {
                let [length, coded @ ..] = data;
                let coded = coded.get(..usize::from(*length)).unwrap_or(coded);
                Some(Self::Additional {
                    digits: digits(coded),
                    next,
                })
            }
            SUBADDRESS => Some(Self::Subaddress {
                bytes: data.to_vec(),
                next,
            }),
            _ => None,
        })
    }

    /// The record; digits behind the twentieth are cut.
    pub fn encode(&self) -> Vec<u8> {
        let mut record = [NONE; RECORD];
        let (kind, data, next) = match self {
            Self::Additional { digits, next } => {
                let digits: String = digits.chars().take(DIGITS).collect();
                let coded = bcd(&digits);
                let length = u8::try_from(coded.len()).unwrap_or(10);
                (ADDITIONAL, [vec![length], coded].concat(), next)
            }
            Self::Subaddress { bytes, next } => (SUBADDRESS, bytes.clone(), next),
        };
        let [first, body @ .., last] = &mut record;
        *first = kind;
        body.iter_mut().zip(data).for_each(|(to, from)| *to = from);
        *last = next.unwrap_or(NONE);
        record.to_vec()
    }

    /// A free record.
    pub fn free() -> Vec<u8> {
        let mut record = vec![NONE; RECORD];
        if let Some(kind) = record.first_mut() {
            *kind = 0;
        }
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    /// Hand-made after TS 31.102 §4.4.2.4.
    #[test]
    fn records_in_and_out() {
        for (hex, want) in [
            ("020299F1FFFFFFFFFFFFFFFFFF", Some("991")),
            ("020A2143658709214365870903", Some("12345678901234567890")),
            ("00FFFFFFFFFFFFFFFFFFFFFFFF", None),
            ("FFFFFFFFFFFFFFFFFFFFFFFFFF", None),
        ] {
            let record = hex::decode(hex).unwrap();
            let found = ExtensionRecord::decode(&record).unwrap();
            match (&found, want) {
                (Some(ExtensionRecord::Additional { digits, .. }), Some(want)) => assert_eq!(digits, want),
                (None, None) => continue,
                other => panic!("{hex}: {other:?}"),
            }
            assert_eq!(hex::encode(&found.unwrap().encode()), hex);
        }
        let subaddress = hex::decode("0103A0501234FFFFFFFFFFFF07").unwrap();
        let found = ExtensionRecord::decode(&subaddress).unwrap().expect("not free");
        assert!(matches!(found, ExtensionRecord::Subaddress { next: Some(7), .. }));
        assert_eq!(found.encode(), subaddress);
        assert!(ExtensionRecord::decode(&[0x01; 12]).is_err());
        assert_eq!(ExtensionRecord::decode(&ExtensionRecord::free()), Ok(None));
    }
}
