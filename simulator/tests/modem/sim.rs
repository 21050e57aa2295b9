//! What the modem shows of the SIM, and when it looks anew.

use crate::dialogue::{
    DISABLE, DISABLED, ENABLE, ENABLED, GET_EID, ORANGE, PROXIMUS, access_line, answer, body, card_file,
    change, check, csim_line, eid_response, modem_with, open_line, quiet, say, shipped,
};

const PROXIMUS_ICCID: &str = "+CCID: 8932010000000000012";
const ORANGE_ICCID: &str = "+CCID: 8932100000000000013";

fn cgla(response: &str) -> String {
    answer(&format!("+CGLA: {}", body(response)))
}

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
fn a_modem_that_announces_no_lpad() {
    let mut modem = quiet("sim: {announces_lpad: false}");
    say(&mut modem, &open_line());
    check(
        &mut modem,
        &[(&access_line("1", GET_EID), &answer("+CGLA: 4,\"6985\""))],
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
