//! Addresses of TPDUs (3GPP TS 23.040 §9.1.2.5): a number, or a name in the default alphabet.

use std::fmt;

use crate::usim::alphabet;
use crate::usim::dialling_number::DiallingNumber;
use crate::usim::error::UsimError;
use crate::usim::septets::{pack, unpack};

/// Type of number "alphanumeric".
const ALPHANUMERIC: u8 = 0x50;
const TYPE_OF_NUMBER: u8 = 0x70;
/// Most bytes of an address behind its type.
const MOST_BYTES: usize = 10;

/// Who sent a message, or who gets it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SmsAddress {
    /// A telephone number.
    Number(DiallingNumber),
    /// A name, as many as eleven letters.
    Name(String),
}

impl SmsAddress {
    /// Reads an address at the start of `bytes`, and gives what stands behind it.
    ///
    /// # Errors
    /// The bytes end before the address does, or it is longer than an address can be.
    pub fn decode(bytes: &[u8]) -> Result<(Self, &[u8]), UsimError> {
        let truncated = |expected| UsimError::Truncated {
            what: "the address",
            found: bytes.len(),
            expected,
        };
        let [semi_octets, kind, rest @ ..] = bytes else {
            return Err(truncated(2));
        };
        let semi_octets = usize::from(*semi_octets);
        let length = semi_octets.div_ceil(2);
        if length > MOST_BYTES {
            return Err(UsimError::Value {
                what: "the length of the address",
                found: u8::try_from(semi_octets).unwrap_or(u8::MAX),
                problem: "more than 20",
            });
        }
        let Some((value, rest)) = rest.split_at_checked(length) else {
            return Err(truncated(2 + length));
        };
        let address = if kind & TYPE_OF_NUMBER == ALPHANUMERIC {
            let septets = unpack(value, 0, semi_octets * 4 / 7);
            Self::Name(alphabet::decode(&septets))
        } else {
            Self::Number(DiallingNumber::from_bcd(*kind, value))
        };
        Ok((address, rest))
    }

    /// The bytes.
    ///
    /// # Errors
    /// More than twenty digits, or a name that does not fit.
    pub fn encode(&self) -> Result<Vec<u8>, UsimError> {
        let (semi_octets, kind, value) = match self {
            Self::Number(number) => (number.digits().len(), number.kind(), number.to_bcd()),
            Self::Name(name) => {
                let septets = alphabet::encode(name).ok_or_else(|| UsimError::Character {
                    what: "the name of a sender",
                    found: name
                        .chars()
                        .find(|letter| alphabet::septets_of(*letter).is_none())
                        .unwrap_or(char::REPLACEMENT_CHARACTER),
                })?;
                (
                    (septets.len() * 7).div_ceil(4),
                    0x80 | ALPHANUMERIC,
                    pack(&septets, 0),
                )
            }
        };
        if value.len() > MOST_BYTES {
            return Err(UsimError::TooLong {
                what: "the address",
                needed: value.len(),
                room: MOST_BYTES,
                unit: "bytes",
            });
        }
        let mut bytes = vec![u8::try_from(semi_octets).unwrap_or(20), kind];
        bytes.extend(value);
        Ok(bytes)
    }
}

impl fmt::Display for SmsAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Name(name) => f.write_str(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    /// The number is that of many descriptions of SMS-DELIVER; the name is packed by hand.
    #[test]
    fn addresses_in_and_out() {
        for (hex, want) in [("0B917238010010F5", "+27831000015"), ("04812143", "1234")] {
            let bytes = hex::decode(hex).unwrap();
            let (address, rest) = SmsAddress::decode(&bytes).unwrap();
            assert_eq!(address.to_string(), want);
            assert!(rest.is_empty());
            assert_eq!(hex::encode(&address.encode().unwrap()), hex);
        }
        let name = SmsAddress::Name("Proximus".to_owned());
        let bytes = name.encode().unwrap();
        assert_eq!(bytes.first_chunk(), Some(&[14, 0xD0]));
        assert_eq!(SmsAddress::decode(&bytes).unwrap().0, name);
        assert!(SmsAddress::Name("A name too long".to_owned()).encode().is_err());
        assert!(SmsAddress::decode(&[0x0B, 0x91, 0x72]).is_err());
        assert!(SmsAddress::decode(&[0x16, 0x91]).is_err());
    }
}
