//! What a device needs of a card.

use signoff_protocol::apdu::Atr;

use crate::card::{Card, Mute};

/// A card as the device sees it: power and bytes. [`Card`] is one; tests script others.
pub trait CardPort: Send {
    /// Cold reset.
    ///
    /// # Errors
    /// The card stays mute.
    fn power_on(&mut self) -> Result<Atr, Mute>;
    /// Takes the power away.
    fn power_off(&mut self);
    /// Warm reset.
    ///
    /// # Errors
    /// The card stays mute.
    fn reset(&mut self) -> Result<Atr, Mute>;
    /// One command APDU, one response APDU.
    ///
    /// # Errors
    /// The card has no power, or lost it during this command.
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute>;
    /// How long the command takes on such a card, in milliseconds.
    fn latency_ms(&self, command: &[u8]) -> u32;
}

impl CardPort for Card {
    fn power_on(&mut self) -> Result<Atr, Mute> {
        Self::power_on(self)
    }

    fn power_off(&mut self) {
        Self::power_off(self);
    }

    fn reset(&mut self) -> Result<Atr, Mute> {
        Self::reset(self)
    }

    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute> {
        Self::transmit(self, command)
    }

    fn latency_ms(&self, command: &[u8]) -> u32 {
        Self::latency_ms(self, command)
    }
}
