//! Power, reset and the ATR (ETSI TS 102 221 §6.3).

use signoff_protocol::apdu::Atr;

use super::session::Session;
use super::{Card, Mute};
use crate::card_file::CardKind;
use crate::nvm::NvmError;
use crate::personality::CardPersonality;

/// Historical bytes that do not depend on the card: category, card service data, the first two capability bytes.
const HISTORICAL: [u8; 6] = [0x80, 0x31, 0xE0, 0x73, 0xFE, 0x21];
/// Pre-issuing data: the name of this simulator.
const NAME: [u8; 8] = *b"\x67SIGNOFF";

impl Card {
    /// Cold reset: gives power and answers with the ATR.
    ///
    /// # Errors
    /// The power was lost again while work of before was finished, or the memory can't be read.
    pub fn power_on(&mut self) -> Result<Atr, Mute> {
        if self.euicc.memory().is_lost() {
            self.euicc.memory().restore_power();
        }
        if self.stale {
            self.euicc.load(&self.personality).map_err(|_| Mute)?;
            self.stale = false;
        }
        self.powered = true;
        self.reset()
    }

    /// Takes the power away. Nothing that was committed is lost, and nothing else is kept: the next power on reads
    /// the memory again.
    pub fn power_off(&mut self) {
        self.powered = false;
        self.stale = true;
    }

    /// Warm reset: closes the channels, forgets the terminal, reports a package that was on its way as interrupted,
    /// and carries out a switch that waited for the reset.
    ///
    /// # Errors
    /// The card has no power, or lost it while the switch was carried out.
    pub fn reset(&mut self) -> Result<Atr, Mute> {
        if !self.powered {
            return Err(Mute);
        }
        self.session = Session::new(&self.personality);
        self.euicc.end_session();
        let settled = self.euicc.settle_attempt();
        match settled.and_then(|_| self.euicc.finish_switch()) {
            Ok(_) => Ok(atr(self.kind, &self.personality)),
            Err(error) => {
                self.memory_failed(&error);
                if self.powered {
                    Ok(atr(self.kind, &self.personality))
                } else {
                    Err(Mute)
                }
            }
        }
    }

    /// What is decoded may be ahead of the memory: it is read again, at once or at the next power on.
    pub(super) fn memory_failed(&mut self, error: &NvmError) {
        if matches!(error, NvmError::PowerLost) {
            self.powered = false;
            self.stale = true;
        } else {
            self.stale = self.euicc.load(&self.personality).is_err();
            self.powered = !self.stale;
        }
    }
}

/// T=0 first and T=1 as well, with blocks of 254 bytes and the usual waiting times (ISO/IEC 7816-3 §8.2.3, §11.4):
/// readers and programs exist for either. The first TB behind T=15 says whether this is an eUICC, the third
/// capability byte how many channels there are.
fn atr(kind: CardKind, personality: &CardPersonality) -> Atr {
    let channels = personality.supplementary_channels.min(7);
    let mut bytes = vec![0x3B, 0x9F, 0x96, 0x80, 0xB1, 0xFE, 0x45];
    match kind {
        CardKind::Uicc => bytes.extend_from_slice(&[0x1F, 0xC7]),
        CardKind::Euicc | CardKind::M2m | CardKind::Iot => bytes.extend_from_slice(&[0x3F, 0xC7, 0x82]),
    }
    bytes.extend_from_slice(&HISTORICAL);
    bytes.push(0x18 | channels);
    bytes.extend_from_slice(&NAME);
    let check = bytes.iter().skip(1).fold(0, |check, byte| check ^ byte);
    bytes.push(check);
    Atr::new(bytes)
}
