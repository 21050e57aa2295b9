//! Answer to reset (ISO/IEC 7816-3 §8).

use std::fmt;

use crate::hex;

/// What a card sends after power on or reset.
#[derive(Clone, PartialEq, Eq)]
pub struct Atr(Vec<u8>);

impl Atr {
    /// From the bytes as they came; nothing is checked.
    pub const fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Atr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex::encode(&self.0))
    }
}

impl fmt::Debug for Atr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Atr({self})")
    }
}
