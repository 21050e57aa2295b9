//! What the modem shows of the SIM.

use crate::dialogue::{
    ENABLE, ENABLED, GET_EID, ORANGE, PROXIMUS_ICCID, access_line, answer, cgla, change, check, eid_response,
    open_line, quiet, say, shipped,
};

#[test]
fn the_iccid_by_the_commands_of_the_family() {
    check(
        &mut quiet(""),
        &[
            ("AT+CCID\r", &answer(PROXIMUS_ICCID)),
            ("AT+CCID?\r", &answer(PROXIMUS_ICCID)),
            ("AT+QCCID\r", "\r\nERROR\r\n"),
        ],
    );
    check(
        &mut quiet("sim: {iccid_commands: [\"!ICCID?\", +ICCID], iccid_padding: true}"),
        &[
            ("AT!ICCID?\r", &answer("!ICCID: 8932010000000000012F")),
            ("AT!ICCID\r", "\r\nERROR\r\n"),
            ("AT+ICCID\r", &answer("+ICCID: 8932010000000000012F")),
            ("AT+CCID\r", "\r\nERROR\r\n"),
        ],
    );
    let mut eg25 = shipped("quectel-eg25");
    say(&mut eg25, "ATE0\r");
    check(
        &mut eg25,
        &[
            ("AT+QCCID\r", &answer("+QCCID: 8932010000000000012")),
            ("AT+QUIMSLOT?\r", &answer("+QUIMSLOT: 1")),
        ],
    );
}

#[test]
fn channels_of_the_modem_itself() {
    let mut modem = quiet("sim: {own_channels: 4}");
    check(
        &mut modem,
        &[
            (&open_line(), &answer("+CCHO: 5")),
            (&access_line("5", GET_EID), &cgla(&eid_response())),
        ],
    );
    // Kept again after a REFRESH closed them all.
    check(
        &mut modem,
        &[
            (&access_line("5", &change(ENABLE, ORANGE, true)), &cgla(ENABLED)),
            (&open_line(), &answer("+CCHO: 5")),
        ],
    );
}

#[test]
fn the_card_comes_back_to_its_first_state() {
    let mut modem = quiet("");
    say(&mut modem, &open_line());
    check(
        &mut modem,
        &[
            (&access_line("1", &change(ENABLE, ORANGE, true)), &cgla(ENABLED)),
            ("AT+SIGNOFF=?\r", "\r\nOK\r\n"),
            ("AT+SIGNOFF=\"restore\"\r", "\r\nOK\r\n"),
            ("AT+CCID\r", &answer(PROXIMUS_ICCID)),
            ("AT+CCHC=1\r", "\r\nERROR\r\n"),
            ("AT+SIGNOFF=\"other\"\r", "\r\nERROR\r\n"),
        ],
    );
}
