//! The card as the outside world knows it: power and bytes.

use std::sync::Arc;

use signoff_protocol::apdu::{Atr, StatusWord};

use super::{CardError, CardFault, Mute};
use crate::card_file::CardFile;
use crate::nvm::{Memory, Nvm, Tearing};
use crate::personality::CardPersonality;
use crate::pki::Pki;

/// A card: command APDUs in, response APDUs out. Without I/O and clock; one seed gives one behaviour.
pub struct Card {
    personality: CardPersonality,
    pki: Option<Arc<Pki>>,
    memory: Tearing<Box<dyn Nvm + Send>>,
    powered: bool,
}

impl Card {
    /// A fresh card as its file describes it, with keys and certificates generated from `seed`.
    ///
    /// # Errors
    /// The file describes no possible card.
    pub fn new(file: &CardFile, seed: u64) -> Result<Self, CardError> {
        Self::build(file, seed, Box::new(Memory::new()), None)
    }

    /// A card on top of a given memory and given keys. An image in the memory wins over the file's profiles and
    /// notifications; what the card is and how it behaves always comes from the file.
    ///
    /// # Errors
    /// The file describes no possible card, or the memory can't be read or is that of another card.
    pub fn build(
        file: &CardFile,
        seed: u64,
        nvm: Box<dyn Nvm + Send>,
        pki: Option<Arc<Pki>>,
    ) -> Result<Self, CardError> {
        file.check()?;
        let pki = match (pki, file.eid) {
            (Some(pki), _) => Some(pki),
            (None, Some(eid)) => Some(Arc::new(Pki::generate(eid, seed)?)),
            (None, None) => None,
        };
        Ok(Self {
            personality: file.personality.clone(),
            pki,
            memory: Tearing::new(nvm),
            powered: false,
        })
    }

    /// Cold reset: gives power and answers with the ATR.
    ///
    /// # Errors
    /// An armed power cut hit the work that was left over from before.
    pub fn power_on(&mut self) -> Result<Atr, Mute> {
        self.memory.restore_power();
        self.powered = true;
        self.reset()
    }

    /// Takes the power away.
    pub fn power_off(&mut self) {
        self.powered = false;
    }

    /// Warm reset.
    ///
    /// # Errors
    /// The card has no power.
    pub fn reset(&mut self) -> Result<Atr, Mute> {
        if self.powered {
            Ok(Atr::new(vec![0x3B, 0x00]))
        } else {
            Err(Mute)
        }
    }

    /// One command APDU, one response APDU.
    ///
    /// # Errors
    /// The card has no power, or lost it during this command.
    pub fn transmit(&mut self, _command: &[u8]) -> Result<Vec<u8>, Mute> {
        if self.powered {
            Ok(StatusWord::INS_NOT_SUPPORTED.to_bytes().to_vec())
        } else {
            Err(Mute)
        }
    }

    /// Makes something go wrong.
    pub fn arm(&mut self, fault: CardFault) {
        if let CardFault::PowerCutAtWrite(write) = fault {
            self.memory.arm(write);
        }
    }

    /// How long this command takes on such a card, in milliseconds. Whoever stands around the card waits.
    pub fn latency_ms(&self, _command: &[u8]) -> u32 {
        self.personality.latency.command_ms
    }

    /// Keys and certificates; a plain UICC has none.
    pub fn pki(&self) -> Option<&Arc<Pki>> {
        self.pki.as_ref()
    }
}
