//! A modem with the traveller's card, and tables of what is said to it.

use signoff_simulator::Card;
use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::{Modem, ModemPersonality, Outbox};

pub(crate) const ISD_R: &str = "A0000005591010FFFFFFFF8900000100";
/// GetEID on the basic channel's class.
pub(crate) const GET_EID: &str = "80E2910006BF3E035C015A00";
pub(crate) const EID: &str = "89999901001234567000000000000138";

pub(crate) fn card_file(yaml: &str) -> CardFile {
    CardFile::parse(yaml).expect("a card file")
}

pub(crate) fn traveller() -> CardFile {
    card_file(&signoff_fixtures::card("traveller").expect("shipped"))
}

/// The traveller's card in a modem with these knobs.
pub(crate) fn modem(knobs: &str) -> Modem {
    modem_with(&traveller(), knobs)
}

pub(crate) fn modem_with(file: &CardFile, knobs: &str) -> Modem {
    Modem::from_file(file, ModemPersonality::parse(knobs).expect("a personality"), 1).expect("a card")
}

/// A modem as it ships.
pub(crate) fn shipped(name: &str) -> Modem {
    modem(&signoff_fixtures::modem(name).expect("shipped"))
}

/// No echo, so that tables hold answers alone.
pub(crate) fn quiet(knobs: &str) -> Modem {
    let mut modem = modem(knobs);
    say(&mut modem, "ATE0\r");
    modem
}

/// Says something and hears everything that ever comes of it, in the order of time.
pub(crate) fn say(modem: &mut Modem, bytes: &str) -> String {
    modem.input(bytes.as_bytes());
    hear(modem)
}

pub(crate) fn hear(modem: &mut Modem) -> String {
    let mut outbox = Outbox::default();
    outbox.push(std::time::Duration::ZERO, modem.take_output());
    let all: Vec<u8> = std::iter::from_fn(|| outbox.pop(std::time::Duration::MAX))
        .flatten()
        .collect();
    String::from_utf8(all).expect("text")
}

/// Each line said must be answered by exactly these bytes.
#[track_caller]
pub(crate) fn check(modem: &mut Modem, dialogue: &[(&str, &str)]) {
    for (said, want) in dialogue {
        assert_eq!(say(modem, said), *want, "answer to {said:?}");
    }
}

/// An answer without echo.
pub(crate) fn answer(body: &str) -> String {
    format!("\r\n{body}\r\n\r\nOK\r\n")
}

/// `AT+CCHO` to the ISD-R.
pub(crate) fn open_line() -> String {
    format!("AT+CCHO=\"{ISD_R}\"\r")
}

/// `AT+CGLA` on a session.
pub(crate) fn access_line(session: &str, apdu: &str) -> String {
    format!("AT+CGLA={session},{},\"{apdu}\"\r", apdu.len())
}

pub(crate) fn csim_line(apdu: &str) -> String {
    format!("AT+CSIM={},\"{apdu}\"\r", apdu.len())
}

/// `<length>,"<response>"`
pub(crate) fn body(response: &str) -> String {
    format!("{},\"{response}\"", response.len())
}

/// The answer to GetEID.
pub(crate) fn eid_response() -> String {
    format!("BF3E125A10{EID}9000")
}

/// ICCIDs of the traveller's profiles as the card stores them.
pub(crate) const PROXIMUS: &str = "982310000000000010F2";
pub(crate) const ORANGE: &str = "982301000000000010F3";

/// EnableProfile (`BF31`) or DisableProfile (`BF32`), in one segment.
pub(crate) fn change(tag: &str, iccid: &str, refresh: bool) -> String {
    let refresh = if refresh { "FF" } else { "00" };
    format!("80E2910014{tag}11A00C5A0A{iccid}8101{refresh}")
}

pub(crate) const ENABLE: &str = "BF31";
pub(crate) const DISABLE: &str = "BF32";
/// They went well.
pub(crate) const ENABLED: &str = "BF31038001009000";
pub(crate) const DISABLED: &str = "BF32038001009000";

/// The card in the modem.
pub(crate) fn card(modem: &mut Modem) -> &mut Card {
    modem.card_mut().expect("a card")
}

/// What the modem shows of a profile.
pub(crate) const PROXIMUS_ICCID: &str = "+CCID: 8932010000000000012";
pub(crate) const ORANGE_ICCID: &str = "+CCID: 8932100000000000013";

/// The answer to `+CGLA` with this response.
pub(crate) fn cgla(response: &str) -> String {
    answer(&format!("+CGLA: {}", body(response)))
}
