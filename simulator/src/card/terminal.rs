//! What the terminal tells of itself, and the proactive session (ETSI TS 102 221 §11.1.19, TS 102 223).

use signoff_protocol::apdu::{Command, StatusWord};
use signoff_protocol::tlv::{Tag, Tlv};

use super::Card;
use super::dispatch::CommandError;
use crate::isd_r::Device;
use crate::toolkit::{Ended, PROACTIVE_LENGTH};

impl Card {
    /// Tag `83` in `A9` tells which parts of an LPA the device has; without it, it has none.
    pub(super) fn terminal_capability(&mut self, command: &Command<'_>) -> Result<Vec<u8>, CommandError> {
        if (command.p1, command.p2) != (0, 0) {
            return Err(StatusWord::WRONG_P1_P2.into());
        }
        let parts = Tlv::parse_exact(command.data)
            .and_then(|tlv| tlv.expect(Tag(0xA9)))
            .and_then(|tlv| tlv.find(Tag(0x83)))
            .map_err(|_| StatusWord::WRONG_DATA)?;
        self.session.device = Device(
            parts
                .and_then(|parts| parts.value().first().copied())
                .unwrap_or(0),
        );
        Ok(Vec::new())
    }

    pub(super) fn terminal_profile(&mut self, command: &Command<'_>) -> Vec<u8> {
        self.session.toolkit.terminal_profile(command.data);
        Vec::new()
    }

    pub(super) fn fetch(&mut self, command: &Command<'_>) -> Result<Vec<u8>, CommandError> {
        if !self.session.toolkit.is_waiting() {
            return Err(StatusWord::CONDITIONS_OF_USE.into());
        }
        self.demand_le(command, PROACTIVE_LENGTH.into())?;
        let command = self
            .session
            .toolkit
            .fetch()
            .ok_or(StatusWord::CONDITIONS_OF_USE)?;
        Ok(command.to_vec())
    }

    /// After a REFRESH that the terminal carried out, the card does what waited for it and is as after a reset,
    /// but for what the terminal told of itself.
    pub(super) fn terminal_response(&mut self, command: &Command<'_>) -> Result<Vec<u8>, CommandError> {
        match self.session.toolkit.terminal_response(command.data) {
            None => Err(StatusWord::CONDITIONS_OF_USE.into()),
            Some(Ended::Refreshed) => {
                self.euicc.finish_switch()?;
                self.session.channels.reset();
                Ok(Vec::new())
            }
            Some(Ended::RefreshFailed | Ended::Other) => Ok(Vec::new()),
        }
    }
}
