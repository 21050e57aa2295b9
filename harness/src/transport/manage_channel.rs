//! Opening and closing of logical channels where the link carries raw APDUs (ETSI TS 102 221 §11.1.17,
//! §11.1.1; GlobalPlatform for SELECT by AID).

use futures::future::BoxFuture;
use signoff_protocol::apdu::{ChannelNumber, CommandApdu, ResponseApdu, StatusClass, StatusWord, ins};
use signoff_protocol::id::Aid;

use super::open_channels::OpenChannels;
use super::{ChannelOpened, OpenRefusal, TransportError};

/// Rounds of GET RESPONSE for one answer: an FCI takes one or two.
const MAX_ROUNDS: usize = 8;

/// A link that takes any APDU on any channel.
pub(crate) trait RawApdu: Send {
    /// One command, one response, `61xx` and `6Cxx` as they come.
    fn raw<'a>(&'a mut self, command: &'a CommandApdu)
    -> BoxFuture<'a, Result<ResponseApdu, TransportError>>;
}

/// A link that knows which channels it has opened.
pub(crate) trait CountsChannels: RawApdu {
    /// Them.
    fn channels(&mut self) -> &mut OpenChannels;
}

/// As [`open`], and takes account of it.
pub(crate) async fn open_counted(
    link: &mut impl CountsChannels,
    aid: &Aid,
) -> Result<ChannelOpened, TransportError> {
    let opened = open(link, aid).await?;
    if let ChannelOpened::Opened { channel, .. } = &opened {
        link.channels().insert(*channel);
    }
    Ok(opened)
}

/// As [`close`], for a channel that was opened before.
pub(crate) async fn close_counted(
    link: &mut impl CountsChannels,
    channel: ChannelNumber,
) -> Result<(), TransportError> {
    if !link.channels().remove(channel) {
        return Err(TransportError::ChannelNotOpen { channel });
    }
    close(link, channel).await
}

/// MANAGE CHANNEL open, then SELECT by AID. If SELECT fails, the channel is closed again.
pub(crate) async fn open(link: &mut dyn RawApdu, aid: &Aid) -> Result<ChannelOpened, TransportError> {
    let opened = link.raw(&open_command()).await?;
    let channel = match (opened.status.class(), opened.data.as_slice()) {
        (StatusClass::Ok | StatusClass::Proactive(_), [number]) => match ChannelNumber::new(*number) {
            Some(channel) if channel != ChannelNumber::BASIC => channel,
            _ => {
                return Err(TransportError::Garbled {
                    expected: "number of a supplementary channel, 01 to 13".to_owned(),
                    received: opened.to_string(),
                });
            }
        },
        (StatusClass::Ok | StatusClass::Proactive(_), _) => {
            return Err(TransportError::Garbled {
                expected: "answer to MANAGE CHANNEL open".to_owned(),
                received: opened.to_string(),
            });
        }
        _ => return Ok(refused("MANAGE CHANNEL", opened.status)),
    };
    match select(link, channel, aid).await {
        Ok(selected) if selected.status.is_ok() || selected.status.class() == StatusClass::Warning => {
            Ok(ChannelOpened::Opened {
                channel,
                fci: Some(selected.data),
            })
        }
        Ok(selected) => {
            close(link, channel).await?;
            Ok(refused("SELECT", selected.status))
        }
        Err(error) => {
            // The first error is the one to tell; the channel is closed if that can still be done.
            close(link, channel).await.ok();
            Err(error)
        }
    }
}

/// MANAGE CHANNEL close. A card that says the channel is not open has it closed, which is what was wanted.
pub(crate) async fn close(link: &mut dyn RawApdu, channel: ChannelNumber) -> Result<(), TransportError> {
    link.raw(&close_command(channel)).await.map(drop)
}

/// `0070000001`
pub(super) fn open_command() -> CommandApdu {
    CommandApdu::new(0x00, ins::MANAGE_CHANNEL, 0x00, 0x00).with_le(1)
}

/// `007080nn`
pub(super) const fn close_command(channel: ChannelNumber) -> CommandApdu {
    CommandApdu::new(0x00, ins::MANAGE_CHANNEL, 0x80, channel.get())
}

fn refused(command: &str, status: StatusWord) -> ChannelOpened {
    ChannelOpened::Refused(OpenRefusal {
        status: Some(status),
        text: format!("{command}: {status} {}", status.meaning()),
    })
}

async fn select(
    link: &mut dyn RawApdu,
    channel: ChannelNumber,
    aid: &Aid,
) -> Result<ResponseApdu, TransportError> {
    let command = select_command(channel, aid)?;
    let mut answer = link.raw(&command).await?;
    if let StatusClass::WrongLe(right) = answer.status.class() {
        let le = if right == 0 { 256 } else { u32::from(right) };
        answer = link.raw(&command.with_le(le)).await?;
    }
    for _ in 0..MAX_ROUNDS {
        let StatusClass::MoreData(waiting) = answer.status.class() else {
            return Ok(answer);
        };
        let le = if waiting == 0 { 256 } else { u32::from(waiting) };
        let get = CommandApdu::new(channel.interindustry(), ins::GET_RESPONSE, 0, 0).with_le(le);
        let more = link.raw(&get).await?;
        answer.data.extend_from_slice(&more.data);
        answer.status = more.status;
    }
    Ok(answer)
}

/// `clA40400 <AID> 00`: with Le, as the FCI is wanted.
fn select_command(channel: ChannelNumber, aid: &Aid) -> Result<CommandApdu, TransportError> {
    CommandApdu::new(channel.interindustry(), ins::SELECT, 0x04, 0x00)
        .with_data(aid.as_bytes())
        .map(|command| command.with_le(256))
        .map_err(|error| TransportError::Garbled {
            expected: "AID".to_owned(),
            received: error.to_string(),
        })
}
