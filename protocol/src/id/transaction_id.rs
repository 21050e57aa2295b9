//! Transaction id: what the server calls an RSP session (SGP.22 §3.0.1, `TransactionId`).

use std::fmt;
use std::str::FromStr;

use super::IdError;
use crate::hex;
use crate::tlv::{DecodeError, Tlv};

/// One to sixteen bytes; JSON writes them as upper-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransactionId {
    bytes: [u8; 16],
    len: u8,
}

impl TransactionId {
    /// From 1 to 16 bytes.
    ///
    /// # Errors
    /// Another number of bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, IdError> {
        let mut own = [0; 16];
        match (own.get_mut(..bytes.len()), u8::try_from(bytes.len())) {
            (Some(to), Ok(len)) if len > 0 => {
                to.copy_from_slice(bytes);
                Ok(Self { bytes: own, len })
            }
            _ => Err(IdError::Length {
                kind: "transaction id",
                found: bytes.len(),
                unit: "bytes",
                expected: "1 to 16",
            }),
        }
    }

    /// From the value of an element.
    ///
    /// # Errors
    /// No byte or more than 16.
    pub fn from_tlv(tlv: Tlv<'_>) -> Result<Self, DecodeError> {
        Self::from_bytes(tlv.value()).map_err(|_| tlv.wrong_length("1 to 16"))
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or_default()
    }
}

impl FromStr for TransactionId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let bytes = hex::decode(text).map_err(|error| match error {
            hex::HexError::OddLength { digits } => IdError::Length {
                kind: "transaction id",
                found: digits,
                unit: "digits",
                expected: "an even number",
            },
            hex::HexError::NotHex { found, position } => IdError::Character {
                kind: "transaction id",
                found,
                position,
            },
        })?;
        Self::from_bytes(&bytes)
    }
}

impl fmt::Display for TransactionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex::encode(self.as_bytes()))
    }
}

impl fmt::Debug for TransactionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TransactionId({self})")
    }
}

crate::arbitrary::arbitrary!(
    TransactionId,
    crate::arbitrary::blob(1..=16).prop_filter_map("1 to 16 bytes", |bytes| Self::from_bytes(&bytes).ok())
);
