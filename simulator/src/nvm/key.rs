//! The name of a record.

use std::fmt;

/// A record's name: what kind of thing it is, and which one of them. The card chooses the kinds; a kind keeps
/// its number for ever, because images of old cards must load.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    kind: u8,
    number: u32,
}

impl Key {
    /// The `number`th record of a kind.
    pub const fn new(kind: u8, number: u32) -> Self {
        Self { kind, number }
    }

    /// What kind of record it is.
    pub const fn kind(self) -> u8 {
        self.kind
    }

    /// Which one of its kind.
    pub const fn number(self) -> u32 {
        self.number
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02X}/{}", self.kind, self.number)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({self})")
    }
}
