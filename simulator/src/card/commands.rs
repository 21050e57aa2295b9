//! MANAGE CHANNEL, GET DATA, GET CHALLENGE and GET RESPONSE (ETSI TS 102 221 §11.1).

use signoff_protocol::apdu::{ChannelNumber, Command, StatusWord};
use signoff_protocol::tlv::{Tag, Writer};

use super::Card;
use super::applications::Selectable;
use super::dispatch::CommandError;
use super::response_queue::short_le;
use crate::personality::AnswerStyle;

const OPEN: u8 = 0x00;
const CLOSE: u8 = 0x80;
/// Most bytes of a challenge.
const CHALLENGE: usize = 8;

impl Card {
    pub(super) fn manage_channel(
        &mut self,
        from: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        match (command.p1, command.p2) {
            (OPEN, 0) => {
                self.demand_le(command, 1)?;
                let number = self.session.channels.open_any()?;
                Ok(vec![number.get()])
            }
            (OPEN, number) => {
                let number = ChannelNumber::new(number).ok_or(StatusWord::WRONG_P1_P2)?;
                self.session.channels.open_given(number)?;
                Ok(Vec::new())
            }
            // Without a number the channel of the class byte is meant.
            (CLOSE, number) => {
                let number = ChannelNumber::new(number).ok_or(StatusWord::WRONG_P1_P2)?;
                let number = if number == ChannelNumber::BASIC {
                    from
                } else {
                    number
                };
                self.session.channels.close(number)?;
                Ok(Vec::new())
            }
            _ => Err(StatusWord::WRONG_P1_P2.into()),
        }
    }

    /// `6Cxx` before anything is done, where the card wants the exact Le.
    pub(super) fn demand_le(&self, command: &Command<'_>, exact: usize) -> Result<(), StatusWord> {
        if self.personality.answers == AnswerStyle::Direct {
            return Ok(());
        }
        let wanted = command
            .le
            .and_then(|le| usize::try_from(le).ok())
            .unwrap_or(usize::MAX);
        short_le(wanted, exact).map_or(Ok(()), Err)
    }

    pub(super) fn get_response(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        if (command.p1, command.p2) != (0, 0) {
            return Err(StatusWord::WRONG_P1_P2.into());
        }
        let last = self.normal_ending();
        let style = self.personality.answers;
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        Ok(open.response.get_response(style, command, last)?)
    }

    /// The EID in the ECASD (SGP.02 §2.2.2, SGP.22 §2.4.2).
    pub(super) fn get_data(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        match (open.selected, self.euicc.eid(), command.p1, command.p2) {
            (Some(Selectable::Ecasd), Some(eid), 0x00, 0x5A) => {
                let mut writer = Writer::new();
                writer.primitive(Tag(0x5A), eid.as_bytes());
                Ok(writer.into_bytes())
            }
            (Some(_), ..) => Err(StatusWord::REFERENCE_NOT_FOUND.into()),
            (None, ..) => Err(StatusWord::INS_NOT_SUPPORTED.into()),
        }
    }

    /// Random bytes, at most eight at once.
    pub(super) fn get_challenge(&mut self, command: &Command<'_>) -> Result<Vec<u8>, CommandError> {
        if (command.p1, command.p2) != (0, 0) {
            return Err(StatusWord::WRONG_P1_P2.into());
        }
        let length = command.le.and_then(|le| usize::try_from(le).ok()).unwrap_or(0);
        if !(1..=CHALLENGE).contains(&length) {
            return Err(StatusWord::WRONG_LENGTH.into());
        }
        let mut challenge = self.env.bytes::<CHALLENGE>().to_vec();
        challenge.truncate(length);
        Ok(challenge)
    }
}
