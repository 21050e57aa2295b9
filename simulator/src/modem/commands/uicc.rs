//! What `+CGLA` and `+CSIM` have in common: a length, an APDU in hex, and a response.

use signoff_protocol::apdu::{ChannelNumber, Class, ins};
use signoff_protocol::at::{CmeError, Parameter};
use signoff_protocol::hex;

use crate::card::Mute;
use crate::modem::engine::Modem;
use crate::modem::personality::{FollowMore, HexCase, ParameterQuoting};
use crate::modem::reply::{Failure, Reply};
use crate::terminal::{CardPort, Terminal};

/// Rounds of GET RESPONSE that a modem does for one command.
const MAX_ROUNDS: usize = 300;

/// What a command APDU in a command line must look like.
pub(super) struct ApduForm {
    pub(super) quoting: ParameterQuoting,
    pub(super) hex_case: HexCase,
    pub(super) max_chars: Option<usize>,
}

impl ApduForm {
    /// The bytes of `<length>,"<command>"`.
    pub(super) fn read(&self, length: &Parameter, command: &Parameter) -> Result<Vec<u8>, Failure> {
        let wrong = || Failure::from(CmeError::INCORRECT_PARAMETERS);
        let text = command.text().ok_or_else(wrong)?;
        let fits = length.as_number() == Some(text.len())
            && self.max_chars.is_none_or(|max| text.len() <= max)
            && self.quoting.allows(command.is_quoted())
            && self.hex_case.allows(text);
        if !fits {
            return Err(wrong());
        }
        let bytes = hex::decode(text).map_err(|_| wrong())?;
        if bytes.len() < 4 { Err(wrong()) } else { Ok(bytes) }
    }
}

/// Sends a command to the card and follows `61xx` as far as the modem does.
pub(super) fn transmit(
    terminal: &mut Terminal<impl CardPort>,
    command: &[u8],
    follow: FollowMore,
) -> Result<Vec<u8>, Mute> {
    let mut response = terminal.transmit(command)?;
    let rounds = match follow {
        FollowMore::None => 0,
        FollowMore::First => 1,
        FollowMore::All => MAX_ROUNDS,
    };
    let channel = command
        .first()
        .copied()
        .and_then(Class::parse)
        .map(|class| class.channel);
    let class = channel.map_or(0, ChannelNumber::interindustry);
    for _ in 0..rounds {
        let [.., 0x61, more] = response.as_slice() else {
            break;
        };
        let next = terminal.transmit(&[class, ins::GET_RESPONSE, 0, 0, *more])?;
        response.truncate(response.len() - 2);
        response.extend(next);
    }
    Ok(response)
}

/// `<length>,"<response>"`
pub(super) fn body(response: &[u8], quoted: bool, lower_case: bool) -> String {
    let mut text = hex::encode(response);
    if lower_case {
        text.make_ascii_lowercase();
    }
    let quote = if quoted { "\"" } else { "" };
    format!("{},{quote}{text}{quote}", text.len())
}

/// Noise that stands before a command reaches the card.
pub(super) fn disturb<C: CardPort>(modem: &mut Modem<C>, reply: &mut Reply) -> Result<(), Failure> {
    let noise = &modem.personality.noise;
    reply.urcs_before.extend(noise.urcs_before_answer.iter().cloned());
    let ppm = noise.random_error_ppm;
    if ppm > 0 && u32::from_be_bytes(modem.chance.bytes()) % 1_000_000 < ppm {
        return Err(Failure::Error);
    }
    Ok(())
}

/// A mute card is a SIM failure.
pub(super) fn sim_failure(_: Mute) -> Failure {
    CmeError::SIM_FAILURE.into()
}
