//! What the modem sees of a switch of profiles: at a REFRESH, at a boot, or not at all.

use crate::dialogue::{
    DISABLE, DISABLED, ENABLE, ENABLED, GET_EID, ORANGE, ORANGE_ICCID, PROXIMUS, PROXIMUS_ICCID, access_line,
    answer, cgla, change, check, csim_line, eid_response, open_line, quiet, say,
};

#[test]
fn a_switch_with_refresh_is_seen() {
    let mut modem = quiet(
        "refresh: {urcs: [{text: \"+CPIN: NOT READY\"}, {text: \"+QUSIM: 1\", after_ms: 9}, {text: \"+CPIN: READY\", after_ms: 20}]}",
    );
    say(&mut modem, &open_line());
    modem.input(access_line("1", &change(ENABLE, ORANGE, true)).as_bytes());
    let chunks = modem.take_output();
    let told: Vec<_> = chunks
        .iter()
        .map(|chunk| (chunk.delay_ms, String::from_utf8_lossy(&chunk.bytes).into_owned()))
        .collect();
    assert_eq!(
        told,
        [
            (0, cgla(ENABLED)),
            (0, "\r\n+CPIN: NOT READY\r\n".to_owned()),
            (9, "\r\n+QUSIM: 1\r\n".to_owned()),
            (20, "\r\n+CPIN: READY\r\n".to_owned()),
        ]
    );
    check(
        &mut modem,
        &[
            ("AT+CCID\r", &answer(ORANGE_ICCID)),
            ("AT+CIMI\r", &answer("206100000000001")),
            ("AT+COPS?\r", &answer("+COPS: 0,2,\"20610\",7")),
            // The reset took the sessions with it.
            (&access_line("1", GET_EID), "\r\nERROR\r\n"),
            (&open_line(), &answer("+CCHO: 1")),
        ],
    );
}

#[test]
fn a_switch_without_refresh_is_not_seen_until_the_sim_is_read_again() {
    let mut modem = quiet("");
    say(&mut modem, &open_line());
    check(
        &mut modem,
        &[
            (&access_line("1", &change(ENABLE, ORANGE, false)), &cgla(ENABLED)),
            ("AT+CCID\r", &answer(PROXIMUS_ICCID)),
            (
                "AT+CRSM=176,12258,0,0,10\r",
                &answer(&format!("+CRSM: 144,0,\"{ORANGE}\"")),
            ),
            ("AT+CFUN=0\r", "\r\nOK\r\n"),
            ("AT+CCID\r", "\r\nERROR\r\n"),
            ("AT+CPIN?\r", "\r\nERROR\r\n"),
            (&open_line(), "\r\nERROR\r\n"),
            ("AT+CFUN?\r", &answer("+CFUN: 0")),
            ("AT+CFUN=1\r", "\r\nOK\r\n"),
            ("AT+CCID\r", &answer(ORANGE_ICCID)),
        ],
    );
}

#[test]
fn some_modems_never_see_a_refresh() {
    let mut modem = quiet("refresh: {visible_without_power_cycle: false}");
    say(&mut modem, &open_line());
    check(
        &mut modem,
        &[
            (&access_line("1", &change(ENABLE, ORANGE, true)), &cgla(ENABLED)),
            ("AT+CCID\r", &answer(PROXIMUS_ICCID)),
            ("AT+CFUN=0;+CFUN=1\r", "\r\nOK\r\n"),
            ("AT+CCID\r", &answer(ORANGE_ICCID)),
        ],
    );
}

#[test]
fn some_modems_fall_silent_after_a_refresh() {
    let mut modem = quiet("refresh: {mute_after: true}");
    say(&mut modem, &open_line());
    check(
        &mut modem,
        &[
            (&access_line("1", &change(ENABLE, ORANGE, true)), &cgla(ENABLED)),
            (&open_line(), ""),
            (&csim_line("80F2000000"), ""),
            ("AT\r", "\r\nOK\r\n"),
            ("AT+CFUN=1,1\r", "\r\nOK\r\n"),
            ("ATE0\r", "ATE0\r\r\nOK\r\n"),
            (&open_line(), &answer("+CCHO: 1")),
        ],
    );
}

#[test]
fn no_profile_enabled() {
    let disabled = |knobs: &str| {
        let mut modem = quiet(&format!("{{errors: {{cmee: 1}}, {knobs}}}"));
        say(&mut modem, &open_line());
        assert_eq!(
            say(&mut modem, &access_line("1", &change(DISABLE, PROXIMUS, true))),
            cgla(DISABLED)
        );
        modem
    };
    check(
        &mut disabled(""),
        &[
            ("AT+CPIN?\r", "\r\n+CME ERROR: 13\r\n"),
            ("AT+CIMI\r", "\r\n+CME ERROR: 13\r\n"),
            ("AT+CCID\r", "\r\n+CME ERROR: 13\r\n"),
            ("AT+CREG?\r", &answer("+CREG: 0,0")),
            ("AT+CRSM=176,28423,0,0,9\r", &answer("+CRSM: 106,130")),
            (&open_line(), &answer("+CCHO: 1")),
        ],
    );
    check(
        &mut disabled(
            "no_profile: {cpin: EMPTY_EUICC, cpin_error: 10, iccid: \"89000123456789012358\", ccho: false, csim: false}",
        ),
        &[
            ("AT+CPIN?\r", &answer("+CPIN: EMPTY_EUICC")),
            ("AT+CIMI\r", "\r\n+CME ERROR: 10\r\n"),
            ("AT+CCID\r", &answer("+CCID: 89000123456789012358")),
            (&open_line(), "\r\n+CME ERROR: 13\r\n"),
            (&csim_line("0070000001"), "\r\nERROR\r\n"),
        ],
    );
}

#[test]
fn a_boot_starts_anew() {
    let knobs = "{errors: {cmee: 1}, wire: {boot_urcs: [RDY, \"+CFUN: 1\"]}, sim: {ready_urc: true}}";
    check(
        &mut quiet(knobs),
        &[
            ("AT+CMEE=2\r", "\r\nOK\r\n"),
            (&open_line(), &answer("+CCHO: 1")),
            (
                "AT+CFUN=1,1\r",
                "\r\nOK\r\n\r\nRDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n",
            ),
            ("AT+CCHC=1\r", "AT+CCHC=1\r\r\n+CME ERROR: 21\r\n"),
            ("ATE0+CFUN=0\r", "ATE0+CFUN=0\r\r\nOK\r\n"),
            ("AT+CFUN=1\r", "\r\nOK\r\n\r\n+CPIN: READY\r\n"),
        ],
    );
}

#[test]
fn a_modem_that_leaves_proactive_commands_to_the_host() {
    let mut modem = quiet("sim: {handles_proactive: false}");
    say(&mut modem, &open_line());
    check(
        &mut modem,
        &[
            (
                &access_line("1", &change(ENABLE, ORANGE, true)),
                &cgla("BF3103800100910B"),
            ),
            (
                &csim_line("801200000B"),
                &answer("+CSIM: 26,\"D009810301010482028182 9000\"")
                    .replace(' ', "")
                    .replace("+CSIM:", "+CSIM: "),
            ),
        ],
    );
    let mut modem = quiet("sim: {handles_proactive: false, announces_profile_state_change: true}");
    say(&mut modem, &open_line());
    say(&mut modem, &access_line("1", &change(ENABLE, ORANGE, true)));
    assert!(
        say(&mut modem, &csim_line("801200000B")).contains("D00981030101098202"),
        "mode 09"
    );
}

#[test]
fn profile_state_change_instead_of_a_reset() {
    let mut modem = quiet("sim: {announces_profile_state_change: true}");
    say(&mut modem, &open_line());
    check(
        &mut modem,
        &[
            (&access_line("1", &change(ENABLE, ORANGE, true)), &cgla(ENABLED)),
            ("AT+CCID\r", &answer(ORANGE_ICCID)),
            (&open_line(), &answer("+CCHO: 1")),
            (&access_line("1", GET_EID), &cgla(&eid_response())),
        ],
    );
}
