//! The device: power, activation, the caller's commands.

use std::collections::VecDeque;

use signoff_protocol::apdu::{Atr, ResponseApdu, StatusWord, ins};

use super::announce::{CAPABILITY_LPAD, CAPABILITY_PLAIN, PROFILE_STATE_CHANGE, TERMINAL_PROFILE};
use super::{CardPort, TerminalEvent, TerminalSettings};
use crate::card::{Card, Mute};

/// A device around a card.
#[derive(Debug)]
pub struct Terminal<C = Card> {
    pub(super) card: C,
    pub(super) settings: TerminalSettings,
    pub(super) events: VecDeque<TerminalEvent>,
    latency_ms: u32,
}

impl<C: CardPort> Terminal<C> {
    /// The device with default settings; the card has no power yet.
    pub fn new(card: C) -> Self {
        Self::with_settings(card, TerminalSettings::default())
    }

    /// The device with these settings.
    pub const fn with_settings(card: C, settings: TerminalSettings) -> Self {
        Self {
            card,
            settings,
            events: VecDeque::new(),
            latency_ms: 0,
        }
    }

    /// Power on and activation: ATR, TERMINAL CAPABILITY, TERMINAL PROFILE.
    ///
    /// # Errors
    /// The card stays mute.
    pub fn power_up(&mut self) -> Result<Atr, Mute> {
        let atr = self.card.power_on()?;
        self.activate()?;
        Ok(atr)
    }

    /// Warm reset and activation.
    ///
    /// # Errors
    /// The card stays mute.
    pub fn reset(&mut self) -> Result<Atr, Mute> {
        let atr = self.card.reset()?;
        self.activate()?;
        Ok(atr)
    }

    /// Takes the power away.
    pub fn power_off(&mut self) {
        self.card.power_off();
    }

    pub(super) fn activate(&mut self) -> Result<(), Mute> {
        let capability: &[u8] = if self.settings.announce_lpad {
            &CAPABILITY_LPAD
        } else {
            &CAPABILITY_PLAIN
        };
        self.raw(capability)?;
        let mut profile = TERMINAL_PROFILE;
        let (place, bit) = PROFILE_STATE_CHANGE;
        if let Some(byte) = profile.get_mut(place)
            && !self.settings.announce_profile_state_change
        {
            *byte &= !bit;
        }
        let response = self.raw(&profile)?;
        self.follow_proactive(&response, 1)?;
        Ok(())
    }

    /// One command of the caller. Where the card has a proactive command pending, that one is fetched and carried
    /// out first, and the caller sees `9000`. `61xx` and `6Cxx` are the caller's to follow.
    ///
    /// # Errors
    /// The card is mute, or fell silent during this command.
    pub fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute> {
        let mut response = self.raw(command)?;
        if let [.., sw1 @ 0x91, sw2] = response.as_mut_slice()
            && self.settings.handle_proactive
        {
            let pending = [*sw1, *sw2];
            [*sw1, *sw2] = [0x90, 0x00];
            // The command was answered: a card that falls silent in what follows is muted, its answer stays good.
            if self.follow_proactive(&pending, 0).is_err() {
                self.events.push_back(TerminalEvent::Muted);
            }
        }
        Ok(response)
    }

    /// As [`Terminal::transmit`] with `61xx` and `6Cxx` followed: for the device's own reading.
    ///
    /// # Errors
    /// As [`Terminal::transmit`].
    pub fn exchange(&mut self, command: &[u8]) -> Result<ResponseApdu, Mute> {
        let mut answer = split(self.transmit(command)?);
        if sw1(answer.status) == 0x6C {
            let mut again = command.to_vec();
            if again.len() == 5 {
                again.pop();
            }
            again.push(sw2(answer.status));
            answer = split(self.transmit(&again)?);
        }
        let class = command.first().copied().unwrap_or_default() & 0x4F;
        for _ in 0..MAX_CONTINUATIONS {
            if sw1(answer.status) != 0x61 {
                break;
            }
            let more = split(self.transmit(&[class, ins::GET_RESPONSE, 0, 0, sw2(answer.status)])?);
            answer.data.extend_from_slice(&more.data);
            answer.status = more.status;
        }
        Ok(answer)
    }

    pub(super) fn raw(&mut self, command: &[u8]) -> Result<Vec<u8>, Mute> {
        self.latency_ms = self.latency_ms.saturating_add(self.card.latency_ms(command));
        self.card.transmit(command)
    }

    /// The next thing that happened beside the caller's commands.
    pub fn next_event(&mut self) -> Option<TerminalEvent> {
        self.events.pop_front()
    }

    /// What the commands since the last call took on such a card, in milliseconds. Nobody here waits.
    pub fn take_latency_ms(&mut self) -> u32 {
        std::mem::take(&mut self.latency_ms)
    }

    /// The card, as to look at its keys.
    pub const fn card(&self) -> &C {
        &self.card
    }

    /// The card, as to arm a fault.
    pub const fn card_mut(&mut self) -> &mut C {
        &mut self.card
    }

    /// Puts another card in; it has no power yet.
    pub fn replace_card(&mut self, card: C) {
        self.card = card;
        self.events.clear();
    }
}

/// Rounds of GET RESPONSE for one answer: 64 KiB at 256 bytes each, and some.
const MAX_CONTINUATIONS: usize = 300;

const fn sw1(status: StatusWord) -> u8 {
    status.to_bytes()[0]
}

const fn sw2(status: StatusWord) -> u8 {
    status.to_bytes()[1]
}

/// An answer too short for a status word counts as one without diagnosis.
pub(super) fn split(bytes: Vec<u8>) -> ResponseApdu {
    ResponseApdu::from_vec(bytes).unwrap_or(ResponseApdu {
        data: Vec::new(),
        status: StatusWord::from_bytes(0x6F, 0x00),
    })
}
