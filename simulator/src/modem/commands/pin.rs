//! The PINs of the card: `+CPIN=`, `+CPINR`, `+CLCK` and `+CPWD` (3GPP TS 27.007 §8.3, §8.65, §7.4, §7.5).

use signoff_protocol::apdu::{StatusWord, ins};
use signoff_protocol::at::{CmeError, Operation, Parameter};
use signoff_protocol::tlv::{Tag, Tlv};

use super::dispatch::{Outcome, set};
use super::uicc::sim_failure;
use crate::modem::card_view::{CardView, Lock, PIN_1, select_application};
use crate::modem::engine::Modem;
use crate::modem::reply::{Failure, Reply};
use crate::terminal::CardPort;

/// Key reference of the second PIN, which belongs to the USIM (ETSI TS 102 221 §9.5.1).
const PIN_2: u8 = 0x81;
/// incorrect password
const INCORRECT_PASSWORD: CmeError = CmeError::new(16);
/// SIM PIN required, SIM PUK required
const PIN_REQUIRED: CmeError = CmeError::new(11);
const PUK_REQUIRED: CmeError = CmeError::new(12);
/// Bytes of a PIN on the card.
const PIN_BYTES: usize = 8;

/// Why the IMSI can't be shown.
pub(super) const fn required(lock: Lock) -> Failure {
    Failure::Cme(match lock {
        Lock::Pin => PIN_REQUIRED,
        Lock::Puk => PUK_REQUIRED,
    })
}

/// `+CPIN=<pin>`, or `+CPIN=<puk>,<new pin>`, while the card asks for it.
pub(super) fn enter<C: CardPort>(
    modem: &mut Modem<C>,
    parameters: &[Parameter],
    reply: &mut Reply,
) -> Outcome {
    let (instruction, secrets) = match (modem.view.lock, parameters) {
        (None, _) => return Err(CmeError::OPERATION_NOT_ALLOWED.into()),
        (Some(Lock::Pin), [pin]) => (ins::VERIFY, vec![secret(Some(pin))?]),
        (Some(Lock::Puk), [puk, new]) => (ins::UNBLOCK_PIN, vec![secret(Some(puk))?, secret(Some(new))?]),
        (Some(Lock::Puk), [_]) => return Err(PUK_REQUIRED.into()),
        _ => return Err(CmeError::INCORRECT_PARAMETERS.into()),
    };
    send(modem, instruction, PIN_1, &secrets, reply)
}

pub(super) fn execute<C: CardPort>(
    modem: &mut Modem<C>,
    name: &str,
    operation: &Operation,
    reply: &mut Reply,
) -> Outcome {
    if *operation == Operation::Test {
        let syntax = if name == "+CLCK" {
            "(\"SC\")"
        } else {
            "(\"SC\",8),(\"P2\",8)"
        };
        reply.named(&modem.personality, name, syntax);
        return Ok(());
    }
    let parameters = set(operation)?;
    let facility = parameters.first().and_then(Parameter::text);
    match (name, facility, parameters.get(1)) {
        ("+CLCK", Some("SC"), Some(mode)) => match mode.as_number::<u8>() {
            Some(0) => send(
                modem,
                ins::DISABLE_PIN,
                PIN_1,
                &[secret(parameters.get(2))?],
                reply,
            ),
            Some(1) => send(
                modem,
                ins::ENABLE_PIN,
                PIN_1,
                &[secret(parameters.get(2))?],
                reply,
            ),
            Some(2) => {
                let enabled = u8::from(is_enabled(modem, reply)?);
                reply.named(&modem.personality, name, &enabled.to_string());
                Ok(())
            }
            _ => Err(CmeError::INCORRECT_PARAMETERS.into()),
        },
        ("+CPWD", Some(facility @ ("SC" | "P2")), Some(old)) => {
            let reference = if facility == "SC" { PIN_1 } else { PIN_2 };
            let secrets = [secret(Some(old))?, secret(parameters.get(2))?];
            send(modem, ins::CHANGE_PIN, reference, &secrets, reply)
        }
        _ => Err(CmeError::INCORRECT_PARAMETERS.into()),
    }
}

/// `+CPINR`: how many tries PIN 1 and its PUK have, and had (§8.65). The card is asked, and no try is spent.
pub(super) fn tries<C: CardPort>(modem: &mut Modem<C>, operation: &Operation, reply: &mut Reply) -> Outcome {
    match operation {
        Operation::Test => return Ok(()),
        Operation::Execute => {}
        Operation::Read | Operation::Set(_) => return Err(CmeError::INCORRECT_PARAMETERS.into()),
    }
    let usim = modem
        .view
        .usim
        .ok_or_else(|| Failure::from(CmeError::SIM_NOT_INSERTED))?;
    let terminal = modem.reach_card()?;
    select_application(terminal, &usim).map_err(sim_failure)?;
    let mut lines = Vec::new();
    for (name, instruction, most) in [("SIM PIN", ins::VERIFY, 3), ("SIM PUK", ins::UNBLOCK_PIN, 10)] {
        let answer = terminal
            .exchange(&[0x00, instruction, 0x00, PIN_1])
            .map_err(sim_failure)?;
        if let [0x63, counter] = answer.status.to_bytes() {
            lines.push(format!("{name},{},{most}", counter & 0x0F));
        }
    }
    modem.follow_card(reply);
    for line in lines {
        reply.named(&modem.personality, "+CPINR", &line);
    }
    Ok(())
}

/// Four to eight digits, filled with `FF`.
fn secret(parameter: Option<&Parameter>) -> Result<[u8; PIN_BYTES], Failure> {
    let text = parameter.and_then(Parameter::text).unwrap_or_default();
    let digits = (4..=PIN_BYTES).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return Err(CmeError::INCORRECT_PARAMETERS.into());
    }
    let mut secret = [0xFF; PIN_BYTES];
    for (place, digit) in secret.iter_mut().zip(text.bytes()) {
        *place = digit;
    }
    Ok(secret)
}

/// Sends a command with PINs below the USIM, and looks at the card anew if it was the right one.
fn send<C: CardPort>(
    modem: &mut Modem<C>,
    instruction: u8,
    reference: u8,
    secrets: &[[u8; PIN_BYTES]],
    reply: &mut Reply,
) -> Outcome {
    let usim = modem.view.usim;
    let terminal = modem.reach_card()?;
    if let Some(aid) = &usim {
        select_application(terminal, aid).map_err(sim_failure)?;
    }
    let data = secrets.concat();
    let mut command = vec![0x00, instruction, 0x00, reference];
    command.extend(u8::try_from(data.len()));
    command.extend(data);
    let answer = terminal.exchange(&command);
    let view = match &answer {
        Ok(_) => CardView::read(terminal).ok(),
        Err(_) => None,
    };
    modem.follow_card(reply);
    let status = answer.map_err(sim_failure)?.status;
    modem.view = view.unwrap_or_default();
    match status.to_bytes() {
        _ if status.is_ok() => Ok(()),
        [0x63, 0xC0] | [0x69, 0x83] => Err(PUK_REQUIRED.into()),
        [0x63, _] => Err(INCORRECT_PASSWORD.into()),
        _ if status == StatusWord::REFERENCE_NOT_FOUND => Err(CmeError::OPERATION_NOT_SUPPORTED.into()),
        _ => Err(CmeError::OPERATION_NOT_ALLOWED.into()),
    }
}

/// Whether PIN 1 is asked for: its bit in the PIN status template of the USIM (ETSI TS 102 221 §9.5.2).
fn is_enabled<C: CardPort>(modem: &mut Modem<C>, reply: &mut Reply) -> Result<bool, Failure> {
    let usim = modem
        .view
        .usim
        .ok_or_else(|| Failure::from(CmeError::SIM_NOT_INSERTED))?;
    let mut command = vec![0x00, ins::SELECT, 0x04, 0x04];
    command.extend(u8::try_from(usim.as_bytes().len()));
    command.extend_from_slice(usim.as_bytes());
    command.push(0x00);
    let answer = modem.reach_card()?.exchange(&command);
    modem.follow_card(reply);
    Ok(pin_bit(&answer.map_err(sim_failure)?.data).unwrap_or(false))
}

fn pin_bit(parameters: &[u8]) -> Option<bool> {
    let template = Tlv::parse_exact(parameters)
        .and_then(|fcp| fcp.child(Tag(0xC6)))
        .ok()?;
    let bits = template.child(Tag(0x90)).ok()?.value().first().copied()?;
    let place = template
        .children()
        .map_while(Result::ok)
        .filter(|element| element.tag() == Tag(0x83))
        .position(|reference| reference.value() == [PIN_1])?;
    Some(bits & 0x80_u8.checked_shr(u32::try_from(place).ok()?)? != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use signoff_protocol::hex;

    #[test]
    fn the_bit_of_a_pin() {
        for (template, want) in [
            ("620BC609900180830101830181", Some(true)),
            ("620BC609900140830101830181", Some(false)),
            ("620BC609900140830181830101", Some(true)),
            ("6206C604900180", None),
            ("6200", None),
        ] {
            assert_eq!(pin_bit(&hex::decode(template).unwrap()), want, "{template}");
        }
    }
}
