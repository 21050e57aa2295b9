//! Proactive commands: fetched, carried out, answered.

use signoff_protocol::apdu::ins;
use signoff_protocol::tlv::Tlv;

use super::device::split;
use super::{CardPort, RefreshMode, Terminal, TerminalEvent};
use crate::card::Mute;

/// Proactive commands that follow one another before the device gives up; cards chain two or three.
const MAX_PROACTIVE: usize = 16;
const REFRESH: u8 = 0x01;
const MORE_TIME: u8 = 0x02;
const POLL_INTERVAL: u8 = 0x03;
/// General result of TERMINAL RESPONSE: command performed.
const OK: u8 = 0x00;
/// General result of TERMINAL RESPONSE: command beyond terminal's capabilities.
const BEYOND_CAPABILITIES: u8 = 0x30;

impl<C: CardPort> Terminal<C> {
    /// Fetches and carries out what is pending after `response`, until nothing is. `depth` bounds activations
    /// that themselves end in a REFRESH.
    pub(super) fn follow_proactive(&mut self, response: &[u8], depth: usize) -> Result<(), Mute> {
        let mut pending = response.to_vec();
        for _ in 0..MAX_PROACTIVE {
            let [.., 0x91, length] = pending.as_slice() else {
                return Ok(());
            };
            let fetched = split(self.raw(&[0x80, ins::FETCH, 0, 0, *length])?);
            let Some(command) = Proactive::parse(&fetched.data) else {
                return Ok(());
            };
            pending = self.carry_out(command, depth)?;
        }
        Ok(())
    }

    /// Returns the response that may announce the next one.
    fn carry_out(&mut self, command: Proactive, depth: usize) -> Result<Vec<u8>, Mute> {
        match command.kind {
            REFRESH => {
                let mode = RefreshMode(command.qualifier);
                self.events.push_back(TerminalEvent::Refreshed(mode));
                if mode == RefreshMode::UICC_RESET {
                    // The reset is the answer: no TERMINAL RESPONSE (TS 102 223 §6.4.7).
                    self.card.reset()?;
                    if depth == 0 {
                        self.activate()?;
                    }
                    return Ok(Vec::new());
                }
                let response = self.terminal_response(command, OK)?;
                if mode == RefreshMode::EUICC_PROFILE_STATE_CHANGE && depth == 0 {
                    self.activate()?;
                    return Ok(Vec::new());
                }
                Ok(response)
            }
            MORE_TIME | POLL_INTERVAL => {
                self.events.push_back(TerminalEvent::Proactive(command.kind));
                self.terminal_response(command, OK)
            }
            kind => {
                self.events.push_back(TerminalEvent::Proactive(kind));
                self.terminal_response(command, BEYOND_CAPABILITIES)
            }
        }
    }

    fn terminal_response(&mut self, command: Proactive, result: u8) -> Result<Vec<u8>, Mute> {
        let Proactive {
            number,
            kind,
            qualifier,
        } = command;
        self.raw(&[
            0x80,
            ins::TERMINAL_RESPONSE,
            0,
            0,
            12,
            0x81,
            3,
            number,
            kind,
            qualifier,
            0x82,
            2,
            0x82,
            0x81,
            0x83,
            1,
            result,
        ])
    }
}

/// Command details of a proactive command (TS 102 223 §8.6).
#[derive(Clone, Copy)]
pub(super) struct Proactive {
    number: u8,
    kind: u8,
    qualifier: u8,
}

impl Proactive {
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let command = Tlv::parse(bytes).ok()?.0;
        match command.value() {
            [0x01 | 0x81, 3, number, kind, qualifier, ..] => Some(Self {
                number: *number,
                kind: *kind,
                qualifier: *qualifier,
            }),
            _ => None,
        }
    }
}
