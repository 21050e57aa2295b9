//! Sequence number of a notification (SGP.22 §3.5).

use std::fmt;

/// Counts the notifications of one eUICC. Zero is a number like any other: some eUICCs start with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeqNumber(u32);

impl SeqNumber {
    /// The given number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// As a plain number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The number after this one; the counter stops at its end instead of starting again.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for SeqNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

crate::arbitrary::arbitrary!(SeqNumber, crate::arbitrary::number().prop_map(Self));
