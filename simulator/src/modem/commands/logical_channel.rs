//! `+CCHO`, `+CGLA`, `+CCHC`: channels by session (3GPP TS 27.007 §8.43 to §8.46).

use signoff_protocol::apdu::{ChannelNumber, Class, ins};
use signoff_protocol::at::{CmeError, Operation, Parameter};
use signoff_protocol::hex;
use signoff_protocol::id::Aid;

use super::dispatch::{Outcome, set, test};
use super::uicc::{self, ApduForm, sim_failure};
use crate::modem::engine::Modem;
use crate::modem::personality::{Blocked, SessionHandle, UnknownChannel};
use crate::modem::reply::{Failure, Reply};
use crate::terminal::CardPort;

pub(super) fn execute<C: CardPort>(
    modem: &mut Modem<C>,
    name: &str,
    operation: &Operation,
    reply: &mut Reply,
) -> Outcome {
    let personality = &modem.personality;
    let (supported, form, syntax) = match name {
        "+CCHO" => (personality.ccho.supported, personality.ccho.test_form, "<dfname>"),
        "+CCHC" => (
            personality.cchc.supported,
            personality.cchc.test_form,
            "<sessionid>",
        ),
        _ => (
            personality.cgla.supported,
            personality.cgla.test_form,
            "<sessionid>,<length>,<command>",
        ),
    };
    if !supported || (name == "+CGLA" && modem.keeps_from(Blocked::Cgla)) {
        return Err(Failure::Unknown);
    }
    if *operation == Operation::Test {
        return test(modem, form, name, syntax, reply);
    }
    let parameters = set(operation)?;
    uicc::disturb(modem, reply).or_else(|failure| if name == "+CGLA" { Err(failure) } else { Ok(()) })?;
    let outcome = match name {
        "+CCHO" => open(modem, parameters, reply),
        "+CCHC" => close(modem, parameters, reply),
        _ => access(modem, parameters, reply),
    };
    modem.follow_card(reply);
    outcome?;
    limit_time(modem, name, reply)
}

/// MANAGE CHANNEL and SELECT; the FCI stays with the modem.
fn open<C: CardPort>(modem: &mut Modem<C>, parameters: &[Parameter], reply: &mut Reply) -> Outcome {
    let ccho = modem.personality.ccho.clone();
    let wrong = || Failure::from(CmeError::INCORRECT_PARAMETERS);
    let [name] = parameters else {
        return Err(wrong());
    };
    let text = name
        .text()
        .filter(|text| ccho.hex_case.allows(text))
        .ok_or_else(wrong)?;
    let aid = hex::decode(text).map_err(|_| wrong())?;
    let length = u8::try_from(aid.len())
        .ok()
        .filter(|length| (1..=16).contains(length))
        .ok_or_else(wrong)?;
    if let Some(error) = ccho.always_error {
        return Err(CmeError::new(error).into());
    }
    if !modem.view.has_profile() && !modem.personality.no_profile.ccho {
        return Err(CmeError::SIM_FAILURE.into());
    }
    if modem.keeps_from(Blocked::IsdR) && aid == Aid::ISD_R.as_bytes() {
        return Err(CmeError::OPERATION_NOT_ALLOWED.into());
    }
    let terminal = modem.reach_card()?;
    let opened = terminal
        .exchange(&[0x00, ins::MANAGE_CHANNEL, 0x00, 0x00, 0x01])
        .map_err(sim_failure)?;
    let channel = match opened.data.as_slice() {
        [number] if opened.status.is_ok() => ChannelNumber::new(*number),
        _ => None,
    };
    let channel = channel.ok_or_else(|| Failure::from(CmeError::new(ccho.no_channel_error)))?;
    let mut select = vec![channel.interindustry(), ins::SELECT, 0x04, 0x00, length];
    select.extend(aid);
    select.push(0x00);
    let selected = terminal.exchange(&select).map_err(sim_failure)?;
    // Warnings (62xx, 63xx) select nevertheless.
    if !(selected.status.is_ok() || matches!(selected.status.to_bytes(), [0x62 | 0x63, _])) {
        manage_close(terminal, channel)?;
        return Err(CmeError::new(ccho.not_found_error).into());
    }
    let session = modem.sessions.open(channel, ccho.handle, &mut modem.chance);
    if ccho.handle == SessionHandle::Bare {
        reply.line(session);
    } else {
        reply.named(&modem.personality, "+CCHO", &session);
    }
    Ok(())
}

fn close<C: CardPort>(modem: &mut Modem<C>, parameters: &[Parameter], reply: &mut Reply) -> Outcome {
    let [session] = parameters else {
        return Err(CmeError::INCORRECT_PARAMETERS.into());
    };
    modem.reach_card()?;
    let cchc = &modem.personality.cchc;
    if cchc.prints_name {
        reply.line("+CCHC");
    }
    match modem.sessions.close(session.text().unwrap_or_default()) {
        Some(channel) => manage_close(modem.reach_card()?, channel),
        None if cchc.unknown_channel == UnknownChannel::Ok => Ok(()),
        None => {
            reply.texts.clear();
            Err(CmeError::INVALID_INDEX.into())
        }
    }
}

fn manage_close(terminal: &mut crate::terminal::Terminal<impl CardPort>, channel: ChannelNumber) -> Outcome {
    terminal
        .exchange(&[0x00, ins::MANAGE_CHANNEL, 0x80, channel.get()])
        .map_err(sim_failure)?;
    Ok(())
}

fn access<C: CardPort>(modem: &mut Modem<C>, parameters: &[Parameter], reply: &mut Reply) -> Outcome {
    let cgla = modem.personality.cgla.clone();
    let [session, length, command] = parameters else {
        return Err(CmeError::INCORRECT_PARAMETERS.into());
    };
    let form = ApduForm {
        quoting: cgla.quoting,
        hex_case: cgla.hex_case,
        max_chars: cgla.max_cmd_chars,
    };
    let mut command = form.read(length, command)?;
    let channel = modem
        .sessions
        .channel(session.text().unwrap_or_default())
        .ok_or_else(|| Failure::from(CmeError::INVALID_INDEX))?;
    if let Some(class) = command.first_mut().filter(|_| cgla.patches_cla) {
        *class = on_channel(*class, channel);
    }
    let terminal = modem.reach_card()?;
    let response = uicc::transmit(terminal, &command, cgla.auto_get_response).map_err(sim_failure)?;
    let body = uicc::body(&response, cgla.answer_quoted, cgla.lower_case_answer);
    if cgla.prefix {
        reply.named(&modem.personality, "+CGLA", &body);
    } else {
        reply.line(body);
    }
    Ok(())
}

/// The class byte with the bits of `channel`, whatever channel the host had put there.
fn on_channel(class: u8, channel: ChannelNumber) -> u8 {
    match Class::parse(class) {
        Some(Class {
            proprietary: true, ..
        }) => channel.proprietary(),
        Some(_) => channel.interindustry(),
        None => class,
    }
}

/// A command that took the card too long: the modem gave up before, the card did not.
fn limit_time<C: CardPort>(modem: &Modem<C>, name: &str, reply: &mut Reply) -> Outcome {
    match modem.personality.cgla.apdu_timeout_ms {
        Some(limit) if name == "+CGLA" && reply.delay_ms > limit => {
            reply.texts.clear();
            reply.delay_ms = limit;
            Err(CmeError::SIM_BUSY.into())
        }
        _ => Ok(()),
    }
}
