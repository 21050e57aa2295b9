//! How long each kind of wait may take.

use std::time::Duration;

/// Deadlines of a transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// One APDU. Real cards take seconds for a state change (deletes of 8 s were seen), so 30 s.
    pub apdu: Duration,
    /// One AT command that does not reach the card.
    pub command: Duration,
    /// From opening the port to the first `OK`.
    pub start: Duration,
    /// From a reset to a card that can be used.
    pub reset: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            apdu: Duration::from_secs(30),
            command: Duration::from_secs(5),
            start: Duration::from_secs(3),
            reset: Duration::from_secs(40),
        }
    }
}

impl Timeouts {
    /// For devices that are simulated: nothing takes seconds there, and a lost answer should not either.
    pub const fn simulated() -> Self {
        Self {
            apdu: Duration::from_secs(2),
            command: Duration::from_secs(1),
            start: Duration::from_secs(2),
            reset: Duration::from_secs(5),
        }
    }
}
