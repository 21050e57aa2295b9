//! Functionality, error reports, and a network that takes every profile: `+CFUN`, `+CMEE`, `+COPS`, `+CREG`.

use signoff_protocol::at::{CmeError, Operation, Parameter};

use super::dispatch::{Outcome, set};
use crate::modem::engine::{Functionality, Modem};
use crate::modem::reply::{Failure, Reply};
use crate::terminal::CardPort;

/// How long a search for networks takes; a character from the host stops it.
const SEARCH_MS: u32 = 5_000;
/// Access technology of +COPS: E-UTRAN.
const E_UTRAN: u8 = 7;

pub(super) fn execute<C: CardPort>(
    modem: &mut Modem<C>,
    name: &str,
    operation: &Operation,
    reply: &mut Reply,
) -> Outcome {
    match name {
        "+CFUN" => functionality(modem, operation, reply),
        "+CMEE" => error_reports(modem, operation, reply),
        "+COPS" => operator(modem, operation, reply),
        _ => registration(modem, name, operation, reply),
    }
}

/// `+CFUN=<fun>[,<rst>]` (3GPP TS 27.007 §8.2).
fn functionality<C: CardPort>(modem: &mut Modem<C>, operation: &Operation, reply: &mut Reply) -> Outcome {
    match operation {
        Operation::Test => reply.named(&modem.personality, "+CFUN", "(0,1,4,5),(0,1)"),
        Operation::Read => {
            let number = match modem.functionality {
                Functionality::Minimum => "0",
                Functionality::Full => "1",
                Functionality::Flight => "4",
                Functionality::Test => "5",
            };
            reply.named(&modem.personality, "+CFUN", number);
        }
        Operation::Set(parameters) => return set_functionality(modem, parameters, reply),
        Operation::Execute => return Err(Failure::Error),
    }
    Ok(())
}

fn set_functionality<C: CardPort>(
    modem: &mut Modem<C>,
    parameters: &[Parameter],
    reply: &mut Reply,
) -> Outcome {
    let (wanted, reset) = match parameters {
        [wanted] => (wanted, Some(0)),
        [wanted, reset] => (wanted, reset.as_number()),
        _ => return Err(CmeError::INCORRECT_PARAMETERS.into()),
    };
    let wanted = match (wanted.as_number::<u8>(), reset) {
        (Some(1), Some(1_u8)) => {
            reply.boot = true;
            return Ok(());
        }
        (Some(0), Some(0)) => Functionality::Minimum,
        (Some(1), Some(0)) => Functionality::Full,
        (Some(4), Some(0)) => Functionality::Flight,
        (Some(5), Some(0)) => Functionality::Test,
        _ => return Err(CmeError::INCORRECT_PARAMETERS.into()),
    };
    let before = std::mem::replace(&mut modem.functionality, wanted);
    match (before.powers_card(), wanted.powers_card()) {
        (true, false) => modem.power_card_off(),
        (false, true) => {
            modem.initialise_card();
            reply.urcs_after.extend(
                modem
                    .ready_urc()
                    .map(|text| crate::modem::personality::TimedUrc { after_ms: 0, text }),
            );
        }
        (true, true) | (false, false) => {}
    }
    Ok(())
}

/// `+CMEE` (§9.1).
fn error_reports<C: CardPort>(modem: &mut Modem<C>, operation: &Operation, reply: &mut Reply) -> Outcome {
    match operation {
        Operation::Test => reply.named(&modem.personality, "+CMEE", "(0-2)"),
        Operation::Read => {
            let number = modem.settings.cmee.to_string();
            reply.named(&modem.personality, "+CMEE", &number);
        }
        _ => match set(operation)? {
            [number] => match number.as_number() {
                Some(number @ 0..=2) => modem.settings.cmee = number,
                _ => return Err(CmeError::INCORRECT_PARAMETERS.into()),
            },
            _ => return Err(CmeError::INCORRECT_PARAMETERS.into()),
        },
    }
    Ok(())
}

/// The profile's own network, if the modem is registered.
fn network<C: CardPort>(modem: &Modem<C>) -> Option<String> {
    let on = modem.functionality == Functionality::Full && modem.slot == crate::modem::boot::CARD_SLOT;
    modem
        .view
        .imsi
        .as_deref()?
        .get(..5)
        .filter(|_| on)
        .map(str::to_owned)
}

/// `+COPS` (§7.3).
fn operator<C: CardPort>(modem: &mut Modem<C>, operation: &Operation, reply: &mut Reply) -> Outcome {
    let network = network(modem);
    match (operation, network) {
        (Operation::Read, Some(network)) => {
            reply.named(
                &modem.personality,
                "+COPS",
                &format!("0,2,\"{network}\",{E_UTRAN}"),
            );
        }
        (Operation::Read, None) => reply.named(&modem.personality, "+COPS", "0"),
        (Operation::Test, network) => {
            let found = network.map_or(String::new(), |network| {
                format!("(2,\"{network}\",\"{network}\",\"{network}\",{E_UTRAN})")
            });
            reply.named(&modem.personality, "+COPS", &format!("{found},,(0-4),(0-2)"));
            reply.delay_ms = reply.delay_ms.saturating_add(SEARCH_MS);
            reply.abortable = true;
        }
        (Operation::Set(_), _) => {}
        (Operation::Execute, _) => return Err(Failure::Error),
    }
    Ok(())
}

/// `+CREG`, `+CGREG`, `+CEREG` (§7.2, §10.1.20, §10.1.22): the mode of the URC and the state.
fn registration<C: CardPort>(
    modem: &mut Modem<C>,
    name: &str,
    operation: &Operation,
    reply: &mut Reply,
) -> Outcome {
    let state = u8::from(network(modem).is_some());
    let [creg, cgreg, cereg] = &mut modem.registration;
    let mode = match name {
        "+CREG" => creg,
        "+CGREG" => cgreg,
        _ => cereg,
    };
    match operation {
        Operation::Test => reply.named(&modem.personality, name, "(0-2)"),
        Operation::Read => {
            let body = format!("{mode},{state}");
            reply.named(&modem.personality, name, &body);
        }
        Operation::Set(parameters) => match parameters.first().and_then(Parameter::as_number) {
            Some(number @ 0..=2) => *mode = number,
            _ => return Err(CmeError::INCORRECT_PARAMETERS.into()),
        },
        Operation::Execute => return Err(Failure::Error),
    }
    Ok(())
}
