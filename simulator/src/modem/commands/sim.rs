//! What the modem shows of the SIM: `+CPIN`, `+CIMI`, the ICCID, the slot.

use signoff_protocol::at::{CmeError, Operation, Parameter};

use super::dispatch::Outcome;
use super::pin;
use crate::modem::card_view::Lock;
use crate::modem::engine::Modem;
use crate::modem::reply::{Failure, Reply};
use crate::terminal::CardPort;

pub(super) fn execute<C: CardPort>(
    modem: &mut Modem<C>,
    name: &str,
    operation: &Operation,
    reply: &mut Reply,
) -> Outcome {
    match (name, operation) {
        (_, Operation::Test) => Ok(()),
        ("+CPIN", Operation::Read) => {
            present(modem)?;
            let text = match modem.view.lock {
                Some(Lock::Pin) => "SIM PIN",
                Some(Lock::Puk) => "SIM PUK",
                None if modem.view.has_profile() => "READY",
                None => match &modem.personality.no_profile.cpin {
                    Some(text) => text,
                    None => return Err(no_profile(modem)),
                },
            };
            reply.named(&modem.personality, "+CPIN", text);
            Ok(())
        }
        ("+CPIN", Operation::Set(parameters)) => pin::enter(modem, parameters, reply),
        ("+CIMI", Operation::Execute) => {
            present(modem)?;
            if let Some(lock) = modem.view.lock {
                return Err(pin::required(lock));
            }
            let imsi = modem.view.imsi.as_deref().ok_or_else(|| no_profile(modem))?;
            reply.line(imsi);
            Ok(())
        }
        _ => Err(Failure::Error),
    }
}

/// Whether a command is one by which this modem shows the ICCID.
pub(super) fn is_iccid_command<C: CardPort>(modem: &Modem<C>, name: &str, operation: &Operation) -> bool {
    modem
        .personality
        .sim
        .iccid_commands
        .iter()
        .any(|known| match known.strip_suffix('?') {
            Some(known) => known == name && matches!(operation, Operation::Read | Operation::Test),
            None => known == name,
        })
}

pub(super) fn iccid<C: CardPort>(
    modem: &mut Modem<C>,
    name: &str,
    operation: &Operation,
    reply: &mut Reply,
) -> Outcome {
    match operation {
        Operation::Test => return Ok(()),
        Operation::Set(_) => return Err(Failure::Error),
        Operation::Execute | Operation::Read => {}
    }
    present(modem)?;
    let personality = &modem.personality;
    let shown = modem
        .view
        .iccid
        .as_ref()
        .or(personality.no_profile.iccid.as_ref());
    let shown = shown.ok_or_else(|| no_profile(modem))?;
    let digits = if personality.sim.iccid_padding {
        shown.as_str()
    } else {
        shown.trim_end_matches('F')
    };
    reply.named(personality, name, digits);
    Ok(())
}

/// `+QUIMSLOT` and its relatives: the card is in slot 1, the other one is empty.
pub(super) fn slot<C: CardPort>(
    modem: &mut Modem<C>,
    name: &str,
    operation: &Operation,
    reply: &mut Reply,
) -> Outcome {
    match operation {
        Operation::Test => reply.named(&modem.personality, name, "(1,2)"),
        Operation::Read => {
            let slot = modem.slot.to_string();
            reply.named(&modem.personality, name, &slot);
        }
        Operation::Set(parameters) => match parameters.first().and_then(Parameter::as_number) {
            Some(slot @ (1_u8 | 2)) if slot != modem.slot => {
                modem.slot = slot;
                if slot == crate::modem::boot::CARD_SLOT {
                    modem.initialise_card();
                } else {
                    modem.power_card_off();
                }
            }
            Some(1 | 2) => {}
            _ => return Err(CmeError::INCORRECT_PARAMETERS.into()),
        },
        Operation::Execute => return Err(Failure::Error),
    }
    Ok(())
}

/// A card that is there and has power. What is shown was read before, so a card that fell silent still shows.
fn present<C: CardPort>(modem: &mut Modem<C>) -> Outcome {
    let mute = std::mem::take(&mut modem.mute);
    let there = modem.reach_card().map(|_| ());
    modem.mute = mute;
    there
}

fn no_profile<C: CardPort>(modem: &Modem<C>) -> Failure {
    CmeError::new(modem.personality.no_profile.cpin_error).into()
}
