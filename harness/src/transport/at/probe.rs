//! What happens before the first command: the line is set up, and what the modem can do is found out.

use std::time::Duration;

use signoff_protocol::apdu::{ChannelNumber, CommandApdu, ResponseApdu, StatusClass, ins};
use signoff_protocol::at::{Command, SessionId};
use signoff_protocol::id::Aid;

use super::byte_link::ByteLink;
use super::transport::{AtTransport, Path, Raw};
use crate::transport::manage_channel::{self, RawApdu as _};
use crate::transport::{ChannelOpened, Mode, Transport as _, TransportError};

/// Session ids that a predecessor may have left open.
const LEFT_OPEN: std::ops::RangeInclusive<u8> = 1..=3;

impl<L: ByteLink> AtTransport<L> {
    /// Waits for the modem, then echo off and CME errors by number. Also needed after each restart of the modem.
    pub(super) async fn start(&mut self, within: Duration) -> Result<(), TransportError> {
        self.client.start(within).await?;
        let within = self.client.timeouts().command;
        // A modem that refuses is understood all the same: echoes are dropped, and every form of error ends a wait.
        self.client.line("ATE0", within).await?;
        self.client.line("AT+CMEE=1", within).await?;
        Ok(())
    }

    /// Settles the mode, and whether the card can be put back to a known state. The `=?` forms are not asked: modems
    /// answer `ERROR` or nothing to them and carry out the commands all the same.
    pub(super) async fn probe(&mut self, mode: Mode) -> Result<(), TransportError> {
        if matches!(mode, Mode::Cgla | Mode::Auto) {
            for number in LEFT_OPEN {
                let close = Command::cchc(&SessionId::from(number));
                let within = self.client.timeouts().command;
                self.client.command(&close, false, within).await?;
            }
        }
        if mode == Mode::Auto {
            self.no_access = None;
            self.path = self.settle_mode().await?;
        }
        let within = self.client.timeouts().command;
        let own = self.client.line("AT+SIGNOFF=?", within).await?;
        self.restorable = own.result.is_ok();
        Ok(())
    }

    async fn settle_mode(&mut self) -> Result<Path, TransportError> {
        let by_session = match self.open_channel(&Aid::ISD_R).await? {
            ChannelOpened::Opened { channel, .. } => {
                self.close_channel(channel).await.ok();
                // A modem without +CCHC leaves it open; nothing more can be done about it here.
                self.sessions.clear();
                return Ok(Path::Cgla);
            }
            ChannelOpened::Refused(refusal) => refusal,
        };
        // No eUICC, or no such command.
        match self.channel_by_csim().await {
            Ok(true) => return Ok(Path::Csim),
            Ok(false) | Err(TransportError::CommandRefused { .. } | TransportError::Garbled { .. }) => {}
            Err(error) => return Err(error),
        }
        let unknown = ["ERROR", "+CME ERROR: 4", "+CME ERROR: 100"];
        if unknown.iter().any(|result| by_session.text.ends_with(*result)) {
            // AT commands work all the same, and tell more; what needs the card is told then.
            self.no_access = Some(by_session.text);
        }
        Ok(Path::Cgla)
    }

    /// Whether a channel can be opened by MANAGE CHANNEL and used: some modems open it and then refuse commands on it
    /// (EG25, Alcatel IK41).
    async fn channel_by_csim(&mut self) -> Result<bool, TransportError> {
        let mut raw = Raw(self);
        let opened = raw.raw(&manage_channel::open_command()).await?;
        let (StatusClass::Ok, [number]) = (opened.status.class(), opened.data.as_slice()) else {
            return Ok(false);
        };
        let Some(channel) = ChannelNumber::new(*number).filter(|number| *number != ChannelNumber::BASIC)
        else {
            return Ok(false);
        };
        let used = raw.raw(&status_command(channel)).await;
        manage_channel::close(&mut raw, channel).await?;
        Ok(used.is_ok())
    }

    /// Whether the card answers STATUS on the basic channel, which it does without any profile enabled.
    pub(super) async fn card_answers(&mut self) -> Result<bool, TransportError> {
        let command = Command::csim(&status_command(ChannelNumber::BASIC).to_bytes());
        let answer: Result<ResponseApdu, _> = self.apdu(&command).await;
        match answer {
            Ok(_) => Ok(true),
            Err(TransportError::CommandRefused { .. } | TransportError::Garbled { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// STATUS without data (ETSI TS 102 221 §11.1.2).
fn status_command(channel: ChannelNumber) -> CommandApdu {
    CommandApdu::new(channel.proprietary(), ins::STATUS, 0x00, 0x0C)
}
