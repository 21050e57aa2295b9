//! AUTHENTICATE (ETSI TS 102 221 §11.1.16, 3GPP TS 31.102 §7.1.2).

use signoff_protocol::apdu::{ChannelNumber, Command, StatusWord, ins};

use super::Card;
use super::dispatch::CommandError;
use crate::files::Context;

impl Card {
    pub(super) fn authenticate(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        // TS 31.102 §7.1.2 uses the odd instruction, whose data are data objects, for the contexts of MBMS and of local key
        // establishment alone. Both belong to services of EF_UST that no profile here has. The instruction itself is
        // known (TS 102 221 table 10.5), so that 6D00 would be wrong: the function behind it is what is missing.
        if command.ins == ins::AUTHENTICATE_ODD {
            return Err(StatusWord::FUNCTION_NOT_SUPPORTED.into());
        }
        let context = match (command.p1, command.p2) {
            (0x00, 0x80) => Context::Gsm,
            (0x00, 0x81) => Context::ThirdGeneration,
            _ => return Err(StatusWord::WRONG_P1_P2.into()),
        };
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        let adf = open.adf().ok_or(StatusWord::CONDITIONS_OF_USE)?;
        let answer = self
            .euicc
            .files(&self.personality)
            .authenticate(adf, context, command.data)?;
        if context == Context::ThirdGeneration {
            self.euicc.keep_files()?;
        }
        Ok(answer)
    }
}
