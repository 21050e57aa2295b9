//! Faults that a flow arms.

use signoff_simulator::card::CardFault;
use signoff_simulator::modem::ModemFault;

use crate::dialogue::{
    DISABLE, DISABLED, GET_EID, PROXIMUS, access_line, answer, body, card, change, check, csim_line,
    eid_response, hear, open_line, quiet, say,
};

fn eid_answer() -> String {
    answer(&format!("+CGLA: {}", body(&eid_response())))
}

/// A modem with an open session and this fault.
fn armed(fault: ModemFault, knobs: &str) -> signoff_simulator::modem::Modem {
    let mut modem = quiet(knobs);
    say(&mut modem, &open_line());
    modem.arm(fault);
    modem
}

#[test]
fn a_lost_answer_was_carried_out() {
    let mut modem = armed(ModemFault::LoseAnswer, "");
    check(
        &mut modem,
        &[
            (&access_line("1", &change(DISABLE, PROXIMUS, false)), ""),
            ("AT+CRSM=176,12258,0,0,10\r", &answer("+CRSM: 106,130")),
            (&access_line("1", GET_EID), &eid_answer()),
        ],
    );
}

#[test]
fn a_lost_command_was_not() {
    let mut modem = armed(ModemFault::LoseCommand, "");
    check(
        &mut modem,
        &[
            (&access_line("1", &change(DISABLE, PROXIMUS, false)), ""),
            (
                "AT+CRSM=176,12258,0,0,10\r",
                &answer(&format!("+CRSM: 144,0,\"{PROXIMUS}\"")),
            ),
            (
                &access_line("1", &change(DISABLE, PROXIMUS, false)),
                &answer(&format!("+CGLA: {}", body(DISABLED))),
            ),
        ],
    );
}

#[test]
fn a_late_answer_comes() {
    let mut modem = armed(ModemFault::DelayAnswer { ms: 700 }, "");
    modem.input(access_line("1", GET_EID).as_bytes());
    let chunks = modem.take_output();
    assert_eq!(
        chunks.iter().map(|chunk| chunk.delay_ms).collect::<Vec<_>>(),
        [700]
    );
    assert_eq!(chunks[0].bytes, eid_answer().as_bytes());
}

#[test]
fn a_urc_in_an_answer() {
    let mut modem = armed(ModemFault::UrcInAnswer("+CREG: 1".to_owned()), "");
    let want = format!("\r\n+CREG: 1\r\n{}", eid_answer());
    check(
        &mut modem,
        &[
            (&access_line("1", GET_EID), &want),
            (&access_line("1", GET_EID), &eid_answer()),
        ],
    );
}

#[test]
fn a_modem_that_boots_in_between() {
    let mut modem = armed(
        ModemFault::ResetDuringCommand,
        "{wire: {boot_urcs: [RDY]}, sim: {ready_urc: true}}",
    );
    check(
        &mut modem,
        &[
            (
                &access_line("1", &change(DISABLE, PROXIMUS, false)),
                "\r\nRDY\r\n",
            ),
            ("ATE0\r", "ATE0\r\r\nOK\r\n"),
            (&access_line("1", GET_EID), "\r\nERROR\r\n"),
            ("AT+CPIN?\r", "\r\nERROR\r\n"),
            (&open_line(), &answer("+CCHO: 1")),
        ],
    );
}

#[test]
fn commands_by_which_a_client_gets_ready_use_no_fault_up() {
    let mut modem = quiet("");
    modem.arm(ModemFault::LoseCommand);
    check(
        &mut modem,
        &[
            ("AT\r", "\r\nOK\r\n"),
            ("ATE0\r", "\r\nOK\r\n"),
            ("AT+CMEE=1\r", "\r\nOK\r\n"),
            ("AT+CGLA=?\r", "\r\nOK\r\n"),
            ("AT+CIMI=?\r", "\r\nOK\r\n"),
            ("AT+CFUN?\r", &answer("+CFUN: 1")),
            (&open_line(), &answer("+CCHO: 1")),
            // Not the last segment of a STORE DATA.
            (
                &access_line("1", "80E2110003BF3E03"),
                &answer("+CGLA: 4,\"9000\""),
            ),
            (&csim_line("0070000001"), &answer("+CSIM: 6,\"029000\"")),
            ("AT+CIMI\r", ""),
            ("AT+CIMI\r", &answer("206010000000001")),
        ],
    );
}

#[test]
fn a_card_that_lost_its_power_is_a_sim_failure_until_powered_on() {
    let mut modem = quiet("errors: {cmee: 1}");
    say(&mut modem, &open_line());
    card(&mut modem).arm(CardFault::PowerCutAtWrite(0));
    check(
        &mut modem,
        &[
            (
                &access_line("1", &change(DISABLE, PROXIMUS, false)),
                "\r\n+CME ERROR: 13\r\n",
            ),
            (&access_line("1", GET_EID), "\r\n+CME ERROR: 13\r\n"),
            (&open_line(), "\r\n+CME ERROR: 13\r\n"),
            ("AT+CFUN=0;+CFUN=1\r", "\r\nOK\r\n"),
            ("AT+CCID\r", &answer("+CCID: 8932010000000000012")),
            (&open_line(), &answer("+CCHO: 1")),
        ],
    );
}

#[test]
fn what_was_typed_goes_with_the_client() {
    let mut modem = quiet("");
    say(&mut modem, &open_line());
    modem.input(b"AT+CG");
    modem.hang_up();
    assert_eq!(hear(&mut modem), "");
    check(&mut modem, &[(&access_line("1", GET_EID), &eid_answer())]);
}
