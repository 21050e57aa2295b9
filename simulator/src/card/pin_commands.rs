//! VERIFY PIN, CHANGE PIN, DISABLE PIN, ENABLE PIN and UNBLOCK PIN (ETSI TS 102 221 §11.1.9 to §11.1.13).

use signoff_protocol::apdu::{ChannelNumber, Command, StatusWord};

use super::Card;
use super::dispatch::CommandError;
use crate::files::PinCommand;

impl Card {
    pub(super) fn pin_command(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
        kind: PinCommand,
    ) -> Result<Vec<u8>, CommandError> {
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        let from = open.at.directory;
        let reference = command.p2;
        if command.p1 != 0 {
            return Err(StatusWord::WRONG_P1_P2.into());
        }
        let files = self.euicc.files(&self.personality);
        let unblock = kind == PinCommand::Unblock;
        if command.data.is_empty() && (kind == PinCommand::Verify || unblock) {
            // Nothing is tried: how many tries are left is asked for.
            return Err(files.tries(from, reference, unblock).into());
        }
        let (values, rest) = command.data.as_chunks::<8>();
        let (value, new) = match (kind, values, rest) {
            (PinCommand::Change | PinCommand::Unblock, [value, new], []) => (*value, Some(*new)),
            (PinCommand::Verify | PinCommand::Disable | PinCommand::Enable, [value], []) => (*value, None),
            _ => return Err(StatusWord::WRONG_LENGTH.into()),
        };
        let secret = files.secret_of(from, reference, kind)?;
        files.spend_try(secret)?;
        self.euicc.keep_files()?;
        let files = self.euicc.files(&self.personality);
        files.compare(secret, value)?;
        files.carry_out(from, reference, kind, new)?;
        self.euicc.keep_files()?;
        Ok(Vec::new())
    }
}
