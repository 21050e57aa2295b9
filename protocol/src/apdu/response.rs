//! Response APDUs: data and status word.

use std::fmt;

use super::{ApduError, StatusWord};
use crate::hex;

/// What a card answers.
#[derive(Clone, PartialEq, Eq)]
pub struct ResponseApdu {
    /// Data field, empty if there is none.
    pub data: Vec<u8>,
    /// SW1 SW2.
    pub status: StatusWord,
}

impl ResponseApdu {
    /// Splits received bytes into data and status word.
    ///
    /// # Errors
    /// Fewer than two bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, ApduError> {
        match bytes {
            [data @ .., sw1, sw2] => Ok(Self {
                data: data.to_vec(),
                status: StatusWord::from_bytes(*sw1, *sw2),
            }),
            _ => Err(ApduError::TooShort {
                found: bytes.len(),
                needed: 2,
            }),
        }
    }

    /// As [`ResponseApdu::parse`], without a copy of the data.
    ///
    /// # Errors
    /// Fewer than two bytes.
    pub fn from_vec(mut bytes: Vec<u8>) -> Result<Self, ApduError> {
        match bytes.as_slice() {
            [.., sw1, sw2] => {
                let status = StatusWord::from_bytes(*sw1, *sw2);
                bytes.truncate(bytes.len() - 2);
                Ok(Self { data: bytes, status })
            }
            _ => Err(ApduError::TooShort {
                found: bytes.len(),
                needed: 2,
            }),
        }
    }

    /// The bytes as a card sends them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.data.clone();
        bytes.extend_from_slice(&self.status.to_bytes());
        bytes
    }
}

impl fmt::Display for ResponseApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex::encode(&self.to_bytes()))
    }
}

impl fmt::Debug for ResponseApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResponseApdu({self})")
    }
}

crate::arbitrary::arbitrary!(
    ResponseApdu,
    (crate::arbitrary::blob(0..=256), any::<StatusWord>()).prop_map(|(data, status)| Self { data, status })
);
