//! What can be asked of a card that has no ISD-R for an LPA.

use signoff_protocol::apdu::{ChannelNumber, CommandApdu, ResponseApdu, StatusClass, StatusWord, ins};
use signoff_protocol::id::{Aid, Eid};
use signoff_protocol::tlv::{Tag, Tlv};

use super::super::{Lpa, LpaError};
use crate::transport::{ChannelOpened, OpenRefusal, TransportError};

impl Lpa {
    /// The EID in the ECASD (SGP.02 §2.2.2), the one thing that an M2M eUICC tells everybody.
    pub(super) async fn eid_of_ecasd(&mut self) -> Result<Option<Eid>, LpaError> {
        let opened = self.open_other(&Aid::ECASD).await?;
        let ChannelOpened::Opened { channel, .. } = opened else {
            return Ok(None);
        };
        let get_data = CommandApdu::new(channel.proprietary(), ins::GET_DATA, 0x00, 0x5A).with_le(256);
        let mut answer = self.transmit_other(&get_data).await?;
        if let StatusClass::MoreData(waiting) | StatusClass::WrongLe(waiting) = answer.status.class() {
            let command = match answer.status.class() {
                StatusClass::WrongLe(_) => get_data,
                _ => CommandApdu::new(channel.interindustry(), ins::GET_RESPONSE, 0, 0),
            };
            answer = self.transmit_other(&command.with_le(u32::from(waiting))).await?;
        }
        self.close_other(channel).await?;
        let eid = Tlv::parse_exact(&answer.data).and_then(|tlv| Eid::from_tlv(tlv.expect(Tag(0x5A))?));
        Ok(eid.ok().filter(|_| answer.status.is_ok()))
    }

    pub(super) async fn open_other(&mut self, aid: &Aid) -> Result<ChannelOpened, LpaError> {
        match self.transport.open_channel(aid).await {
            Ok(opened) => Ok(opened),
            Err(TransportError::CommandRefused { result, .. }) => Ok(ChannelOpened::Refused(OpenRefusal {
                status: None,
                text: result,
            })),
            Err(source) => Err(self.broken(format!("opening {aid}"), source).await),
        }
    }

    pub(super) async fn close_other(&mut self, channel: ChannelNumber) -> Result<(), LpaError> {
        match self.transport.close_channel(channel).await {
            Ok(()) => Ok(()),
            Err(source) => Err(self.broken(format!("closing channel {channel}"), source).await),
        }
    }

    async fn transmit_other(&mut self, command: &CommandApdu) -> Result<ResponseApdu, LpaError> {
        match self.transport.transmit(command).await {
            Ok(response) => Ok(response),
            // The card is asked once; a modem that does not pass it on has answered.
            Err(TransportError::CommandRefused { .. }) => Ok(ResponseApdu {
                data: Vec::new(),
                status: StatusWord::NO_DIAGNOSIS,
            }),
            Err(source) => Err(self.broken(format!("command {command}"), source).await),
        }
    }
}
