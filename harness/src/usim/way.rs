//! The ways to a USIM: a channel of one's own, or commands that the modem makes APDUs of.

use signoff_protocol::apdu::{ChannelNumber, CommandApdu, ResponseApdu, StatusClass, StatusWord, ins};
use signoff_protocol::id::Aid;

use super::UsimFailure;
use crate::transport::{ChannelOpened, Transport, TransportError};

/// The 3GPP RID and the application code of USIMs; the rest differs from card to card, and SELECT takes a part of an AID
/// (ETSI TS 101 220, TS 102 221 §11.1.1.2).
const USIM: [u8; 7] = [0xA0, 0x00, 0x00, 0x00, 0x87, 0x10, 0x02];
/// Rounds of GET RESPONSE for one answer.
const MAX_ROUNDS: usize = 8;

/// How the files are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A logical channel on which the USIM is selected.
    Channel(ChannelNumber),
    /// `AT+CRSM`
    Crsm,
}

/// Opens a channel to the USIM; the error is the refusal in words.
pub(super) async fn open(
    transport: &mut dyn Transport,
) -> Result<Result<ChannelNumber, String>, UsimFailure> {
    let Ok(aid) = Aid::from_bytes(&USIM) else {
        return Ok(Err("no AID".to_owned()));
    };
    Ok(match transport.open_channel(&aid).await {
        Ok(ChannelOpened::Opened { channel, .. }) => Ok(channel),
        Ok(ChannelOpened::Refused(refusal)) => Err(refusal.to_string()),
        Err(error @ TransportError::Unsupported { .. }) => Err(error.to_string()),
        Err(source) => {
            return Err(UsimFailure::Transport {
                doing: "opening a channel to the USIM".to_owned(),
                source,
            });
        }
    })
}

/// Sends a command whose class byte is set here, asks for data that waits, and repeats it with the right length once.
pub(super) async fn exchange(
    transport: &mut dyn Transport,
    channel: ChannelNumber,
    command: CommandApdu,
    doing: &str,
) -> Result<ResponseApdu, UsimFailure> {
    let broken = |source| UsimFailure::Transport {
        doing: doing.to_owned(),
        source,
    };
    let mut response = transport.transmit(&command).await.map_err(broken)?;
    if let StatusClass::WrongLe(right) = response.status.class() {
        let again = command.with_le(if right == 0 { 256 } else { u32::from(right) });
        response = transport.transmit(&again).await.map_err(broken)?;
    }
    for _ in 0..MAX_ROUNDS {
        let StatusClass::MoreData(waiting) = response.status.class() else {
            break;
        };
        let length = if waiting == 0 { 256 } else { u32::from(waiting) };
        let more = CommandApdu::new(channel.interindustry(), ins::GET_RESPONSE, 0x00, 0x00).with_le(length);
        let next = transport.transmit(&more).await.map_err(broken)?;
        response.data.extend(next.data);
        response.status = next.status;
    }
    Ok(response)
}

/// Whether a command was carried out: `9000`, `91xx` (a proactive command waits as well), or a warning.
pub(super) const fn is_done(status: StatusWord) -> bool {
    matches!(
        status.class(),
        StatusClass::Ok | StatusClass::Proactive(_) | StatusClass::Warning
    )
}
