//! Modems that keep the card, or a part of it, for themselves.

use crate::dialogue::{
    GET_EID, access_line, answer, cgla, check, csim_line, eid_response, open_line, quiet, say,
};

#[test]
fn a_modem_that_announces_no_lpad() {
    let mut modem = quiet("sim: {announces_lpad: false}");
    say(&mut modem, &open_line());
    check(
        &mut modem,
        &[(&access_line("1", GET_EID), &answer("+CGLA: 4,\"6985\""))],
    );
}

#[test]
fn an_lpa_in_the_modem_keeps_the_isd_r() {
    let disable = "AT+QESIM=\"lpa_enable\",0\r";
    let mut modem =
        quiet("{errors: {cmee: 1}, internal_lpa: {disable: 'AT+QESIM=\"lpa_enable\",0', needs_reset: true}}");
    check(
        &mut modem,
        &[
            (&open_line(), "\r\n+CME ERROR: 3\r\n"),
            ("AT+QESIM=\"lpa_enable\",1\r", "\r\nERROR\r\n"),
            (disable, "\r\nOK\r\n"),
            (&open_line(), "\r\n+CME ERROR: 3\r\n"),
            ("AT+CFUN=1,1\r", "\r\nOK\r\n"),
            ("ATE0\r", "ATE0\r\r\nOK\r\n"),
            (&open_line(), &answer("+CCHO: 1")),
        ],
    );
    let mut modem = quiet("internal_lpa: {disable: 'AT+QESIM=\"lpa_enable\",0'}");
    check(
        &mut modem,
        &[
            (&open_line(), "\r\nERROR\r\n"),
            (disable, "\r\nOK\r\n"),
            (&open_line(), &answer("+CCHO: 1")),
        ],
    );
}

#[test]
fn an_lpa_in_the_modem_tells_who_has_the_isd_r_and_may_keep_other_things() {
    let personality = "{errors: {cmee: 1}, internal_lpa: {disable: 'AT!CUSTOM=\"SIMLPA\",0', blocks: cgla, \
                       state: {command: 'AT!CUSTOM?', owned: SIMLPA 0x01, free: SIMLPA 0x00}}}";
    let mut modem = quiet(personality);
    check(
        &mut modem,
        &[
            ("AT!CUSTOM?\r", &answer("SIMLPA 0x01")),
            (&open_line(), &answer("+CCHO: 1")),
            (&access_line("1", GET_EID), "\r\nERROR\r\n"),
            ("AT!CUSTOM=\"SIMLPA\",0\r", "\r\nOK\r\n"),
            ("AT!CUSTOM?\r", &answer("SIMLPA 0x00")),
            (&access_line("1", GET_EID), &cgla(&eid_response())),
        ],
    );
    let mut modem = quiet("{errors: {cmee: 1}, internal_lpa: {disable: AT+X}}");
    check(
        &mut modem,
        &[
            (&csim_line("0070000001"), &answer("+CSIM: 6,\"019000\"")),
            (
                &csim_line("01A4040010A0000005591010FFFFFFFF8900000100"),
                "\r\n+CME ERROR: 3\r\n",
            ),
        ],
    );
}

#[test]
fn a_modem_in_its_factory_test_mode_gives_its_card_no_power() {
    let mut modem = quiet("{errors: {cmee: 1}, test_mode: true}");
    check(
        &mut modem,
        &[
            ("AT+CFUN?\r", &answer("+CFUN: 5")),
            ("AT+CPIN?\r", "\r\n+CME ERROR: 13\r\n"),
            (&open_line(), "\r\n+CME ERROR: 13\r\n"),
            ("AT+CFUN=1\r", "\r\nOK\r\n"),
            ("AT+CFUN?\r", &answer("+CFUN: 1")),
            (&open_line(), &answer("+CCHO: 1")),
            ("AT+CFUN=5\r", "\r\nOK\r\n"),
            ("AT+CPIN?\r", "\r\n+CME ERROR: 13\r\n"),
            ("AT+CFUN=1,1\r", "\r\nOK\r\n"),
            ("ATE0\r", "ATE0\r\r\nOK\r\n"),
            ("AT+CFUN?\r", &answer("+CFUN: 5")),
        ],
    );
}
