//! MANAGE CHANNEL, READ BINARY, READ RECORD, GET DATA, VERIFY and GET RESPONSE (ETSI TS 102 221 §11.1).

use signoff_protocol::apdu::{ChannelNumber, Command, StatusWord};
use signoff_protocol::tlv::{Tag, Writer};

use super::Card;
use super::applications::Selectable;
use super::dispatch::CommandError;
use super::response_queue::short_le;
use crate::card_file::CardKind;
use crate::files::{Body, File};
use crate::personality::AnswerStyle;

const OPEN: u8 = 0x00;
const CLOSE: u8 = 0x80;
/// Three tries are left.
const PIN_TRIES: StatusWord = StatusWord::new(0x63C3);
/// The PIN is disabled.
const REFERENCED_DATA_INVALIDATED: StatusWord = StatusWord::new(0x6984);

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

    pub(super) fn read_binary(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        // With b8 of P1 the short file identifier stands in its other bits, and the offset in P2.
        let (sfi, offset) = if command.p1 & 0x80 == 0 {
            (0, u16::from_be_bytes([command.p1, command.p2]))
        } else {
            (command.p1 & 0x1F, u16::from(command.p2))
        };
        match self.current_file(channel, sfi)? {
            Body::Transparent(mut bytes) => {
                let offset = usize::from(offset);
                if offset >= bytes.len() {
                    return Err(StatusWord::WRONG_OFFSET.into());
                }
                Ok(bytes.split_off(offset))
            }
            Body::Records(_) => Err(StatusWord::INCOMPATIBLE_FILE.into()),
        }
    }

    pub(super) fn read_record(
        &mut self,
        channel: ChannelNumber,
        command: &Command<'_>,
    ) -> Result<Vec<u8>, CommandError> {
        /// Absolute mode, the record number stands in P1.
        const ABSOLUTE: u8 = 0x04;
        if command.p2 & 0x07 != ABSOLUTE {
            return Err(StatusWord::WRONG_P1_P2.into());
        }
        match self.current_file(channel, command.p2 >> 3)? {
            Body::Records(records) => usize::from(command.p1)
                .checked_sub(1)
                .and_then(|place| records.into_iter().nth(place))
                .ok_or_else(|| StatusWord::RECORD_NOT_FOUND.into()),
            Body::Transparent(_) => Err(StatusWord::INCOMPATIBLE_FILE.into()),
        }
    }

    /// The file with this short identifier in the current directory, which it selects; the current file for 0.
    fn current_file(&mut self, channel: ChannelNumber, sfi: u8) -> Result<Body, StatusWord> {
        let subscription = super::select::subscription(&self.euicc, &self.personality);
        let open = self
            .session
            .channels
            .get_mut(channel)
            .ok_or(StatusWord::CHANNEL_NOT_SUPPORTED)?;
        let file: File = match sfi {
            0 => open.file.ok_or(StatusWord::NO_EF_SELECTED)?,
            sfi => open.directory.by_sfi(sfi).ok_or(StatusWord::NOT_FOUND)?,
        };
        let body = subscription.read(file).ok_or(StatusWord::NOT_FOUND)?;
        open.file = Some(file);
        Ok(body)
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

    /// Modem managers ask for the tries that are left. No PIN is enabled on our profiles.
    pub(super) fn verify(&self, command: &Command<'_>) -> StatusWord {
        if self.kind != CardKind::Uicc && self.euicc.enabled().is_none() {
            StatusWord::REFERENCE_NOT_FOUND
        } else if command.data.is_empty() {
            PIN_TRIES
        } else {
            REFERENCED_DATA_INVALIDATED
        }
    }
}
