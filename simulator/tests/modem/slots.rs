//! Slots, and what stands in them: no card, an empty one, one without profiles.

use crate::dialogue::{PROXIMUS_ICCID, answer, card_file, check, modem_with, open_line, quiet};

#[test]
fn slots() {
    check(
        &mut quiet("{errors: {cmee: 1}, sim: {slot_command: +QUIMSLOT}}"),
        &[
            ("AT+QUIMSLOT=2\r", "\r\nOK\r\n"),
            ("AT+QUIMSLOT?\r", &answer("+QUIMSLOT: 2")),
            ("AT+CPIN?\r", "\r\n+CME ERROR: 10\r\n"),
            (&open_line(), "\r\n+CME ERROR: 10\r\n"),
            ("AT+QUIMSLOT=3\r", "\r\n+CME ERROR: 50\r\n"),
            ("AT+QUIMSLOT=1\r", "\r\nOK\r\n"),
            ("AT+CCID\r", &answer(PROXIMUS_ICCID)),
        ],
    );
    check(&mut quiet(""), &[("AT+QUIMSLOT?\r", "\r\nERROR\r\n")]);
}

#[test]
fn a_modem_without_a_card() {
    let mut modem: signoff_simulator::modem::Modem =
        signoff_simulator::modem::Modem::new(None, signoff_simulator::modem::ModemPersonality::default(), 1);
    check(
        &mut modem,
        &[
            ("ATE0+CMEE=1\r", "ATE0+CMEE=1\r\r\nOK\r\n"),
            ("AT+CPIN?\r", "\r\n+CME ERROR: 10\r\n"),
            (&open_line(), "\r\n+CME ERROR: 10\r\n"),
            ("AT+SIGNOFF=?\r", "\r\nERROR\r\n"),
        ],
    );
}

#[test]
fn an_empty_card_file_is_a_card_without_profiles() {
    let file = card_file(
        "{about: empty, eid: \"89999901001234567000000000000138\", root_smds_address: smds.example}",
    );
    let mut modem = modem_with(&file, "{wire: {echo: false}, errors: {cmee: 1}}");
    check(
        &mut modem,
        &[
            ("AT+CPIN?\r", "\r\n+CME ERROR: 13\r\n"),
            (&open_line(), &answer("+CCHO: 1")),
        ],
    );
}

#[test]
fn a_modem_may_start_on_its_empty_slot() {
    let mut modem = quiet("{errors: {cmee: 1}, sim: {slot_command: +QUIMSLOT, active_slot: 2}}");
    check(
        &mut modem,
        &[
            ("AT+QUIMSLOT?\r", &answer("+QUIMSLOT: 2")),
            ("AT+CPIN?\r", "\r\n+CME ERROR: 10\r\n"),
            ("AT+QUIMSLOT=1\r", "\r\nOK\r\n"),
            ("AT+CPIN?\r", &answer("+CPIN: READY")),
            ("AT+CFUN=1,1\r", "\r\nOK\r\n"),
            ("ATE0\r", "ATE0\r\r\nOK\r\n"),
            ("AT+CPIN?\r", &answer("+CPIN: READY")),
        ],
    );
}
