//! The PIN of the profile that is enabled.

use crate::dialogue::{
    ENABLE, ENABLED, GET_EID, ORANGE, PROXIMUS, PROXIMUS_ICCID, access_line, answer, card_file, cgla, change,
    check, eid_response, modem_with, open_line, quiet,
};

#[test]
fn the_pin_is_switched_on_and_changed() {
    let mut modem = quiet("errors: {cmee: 1}");
    check(
        &mut modem,
        &[
            ("AT+CLCK=\"SC\",2\r", &answer("+CLCK: 0")),
            ("AT+CLCK=\"SC\",1,\"9999\"\r", "\r\n+CME ERROR: 16\r\n"),
            ("AT+CLCK=\"SC\",1,\"1234\"\r", "\r\nOK\r\n"),
            ("AT+CLCK=\"SC\",2\r", &answer("+CLCK: 1")),
            ("AT+CPIN?\r", &answer("+CPIN: READY")),
            ("AT+CPWD=\"SC\",\"1234\",\"4321\"\r", "\r\nOK\r\n"),
            ("AT+CPIN=\"4321\"\r", "\r\n+CME ERROR: 3\r\n"),
            ("AT+CPWD=\"SC\",\"43\",\"4321\"\r", "\r\n+CME ERROR: 50\r\n"),
        ],
    );
}

/// A modem with a card whose profile asks for PIN 4711.
fn with_pin() -> signoff_simulator::modem::Modem {
    let yaml = signoff_fixtures::card("traveller").expect("shipped");
    let imsi = "    imsi: \"206010000000001\"\n";
    assert!(yaml.contains(imsi), "the profile that is enabled");
    let file = card_file(&yaml.replace(imsi, &format!("{imsi}    pin: \"4711\"\n")));
    modem_with(&file, "{wire: {echo: false}, errors: {cmee: 1}}")
}

const PIN_REQUIRED: &str = "\r\n+CME ERROR: 11\r\n";
const PUK_REQUIRED: &str = "\r\n+CME ERROR: 12\r\n";
const WRONG: &str = "\r\n+CME ERROR: 16\r\n";

#[test]
fn the_pin_of_a_profile_is_asked_for() {
    let mut modem = with_pin();
    check(
        &mut modem,
        &[
            ("AT+CPIN?\r", &answer("+CPIN: SIM PIN")),
            ("AT+CLCK=\"SC\",2\r", &answer("+CLCK: 1")),
            ("AT+CIMI\r", PIN_REQUIRED),
            ("AT+CCID\r", &answer(PROXIMUS_ICCID)),
            ("AT+CPIN=\"1234\"\r", WRONG),
            ("AT+CPIN=\"12\"\r", "\r\n+CME ERROR: 50\r\n"),
            ("AT+CPIN=\"4711\"\r", "\r\nOK\r\n"),
            ("AT+CPIN?\r", &answer("+CPIN: READY")),
            ("AT+CIMI\r", &answer("206010000000001")),
            ("AT+CPIN=\"4711\"\r", "\r\n+CME ERROR: 3\r\n"),
        ],
    );
}

#[test]
fn a_profile_whose_pin_is_asked_for_is_managed_like_others() {
    let mut modem = with_pin();
    check(
        &mut modem,
        &[
            (&open_line(), &answer("+CCHO: 1")),
            (&access_line("1", GET_EID), &cgla(&eid_response())),
            (&access_line("1", &change(ENABLE, ORANGE, true)), &cgla(ENABLED)),
            ("AT+CPIN?\r", &answer("+CPIN: READY")),
            (&open_line(), &answer("+CCHO: 1")),
            (&access_line("1", &change(ENABLE, PROXIMUS, true)), &cgla(ENABLED)),
            ("AT+CPIN?\r", &answer("+CPIN: SIM PIN")),
        ],
    );
}

#[test]
fn a_pin_that_was_wrong_three_times_is_unblocked() {
    let mut modem = with_pin();
    check(
        &mut modem,
        &[
            ("AT+CPIN=\"1111\"\r", WRONG),
            ("AT+CPIN=\"1111\"\r", WRONG),
            ("AT+CPIN=\"1111\"\r", PUK_REQUIRED),
            ("AT+CPIN?\r", &answer("+CPIN: SIM PUK")),
            ("AT+CIMI\r", PUK_REQUIRED),
            ("AT+CPIN=\"4711\"\r", PUK_REQUIRED),
            ("AT+CPIN=\"11111111\",\"2222\"\r", WRONG),
            ("AT+CPIN=\"12345678\",\"2222\"\r", "\r\nOK\r\n"),
            ("AT+CPIN?\r", &answer("+CPIN: READY")),
        ],
    );
}
