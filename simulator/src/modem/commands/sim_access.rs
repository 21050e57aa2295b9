//! `+CSIM`: an APDU as the host wrote it (3GPP TS 27.007 §8.17). The basic channel is the modem's as well.

use signoff_protocol::apdu::{ChannelNumber, Class, ins};
use signoff_protocol::at::{CmeError, Operation};
use signoff_protocol::id::Aid;

use super::dispatch::{Outcome, set, test};
use super::uicc::{self, ApduForm, sim_failure};
use crate::modem::engine::Modem;
use crate::modem::personality::Blocked;
use crate::modem::reply::{Failure, Reply};
use crate::terminal::CardPort;

pub(super) fn execute<C: CardPort>(
    modem: &mut Modem<C>,
    operation: &Operation,
    reply: &mut Reply,
) -> Outcome {
    let csim = modem.personality.csim.clone();
    if !csim.supported {
        return Err(Failure::Unknown);
    }
    if *operation == Operation::Test {
        return test(modem, csim.test_form, "+CSIM", "<length>,<command>", reply);
    }
    let (length, command) = match set(operation)? {
        [length, command] => (length, command),
        [lock] if csim.lock && matches!(lock.as_number(), Some(0_u8 | 1)) => return Ok(()),
        _ => return Err(CmeError::INCORRECT_PARAMETERS.into()),
    };
    let form = ApduForm {
        quoting: csim.quoting,
        hex_case: csim.hex_case,
        max_chars: csim.max_cmd_chars,
    };
    let command = form.read(length, command)?;
    uicc::disturb(modem, reply)?;
    let on_basic = command
        .first()
        .copied()
        .and_then(Class::parse)
        .is_none_or(|class| class.channel == ChannelNumber::BASIC);
    // SELECT by AID, and the ISD-R's.
    let selects_isd_r = matches!(command.as_slice(), [_, ins::SELECT, 0x04, _, _, name @ ..] if name.starts_with(Aid::ISD_R.as_bytes()));
    if selects_isd_r && modem.keeps_from(Blocked::IsdR) {
        return Err(CmeError::OPERATION_NOT_ALLOWED.into());
    }
    let allowed = (on_basic || csim.channel_nonzero)
        && (csim.manage_channel || command.get(1) != Some(&ins::MANAGE_CHANNEL))
        && (modem.personality.no_profile.csim || modem.view.has_profile());
    if !allowed {
        return Err(Failure::Error);
    }
    let terminal = modem.reach_card()?;
    let response = uicc::transmit(terminal, &command, csim.auto_get_response).map_err(sim_failure);
    modem.follow_card(reply);
    let body = uicc::body(&response?, true, false);
    reply.named(&modem.personality, "+CSIM", &body);
    Ok(())
}
