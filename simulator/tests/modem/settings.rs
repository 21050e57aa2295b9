//! The line itself: echo, forms of result codes, chains, what the modem says about itself.

use crate::dialogue::{answer, check, modem, open_line, quiet, say, shipped};

#[test]
fn echo_of_a_cr_gives_the_three_bytes_of_the_captures() {
    let mut modem = modem("");
    check(
        &mut modem,
        &[
            ("AT\r", "AT\r\r\nOK\r\n"),
            ("AT\r\n", "AT\r\r\nOK\r\n"),
            ("at+cpin?\r", "at+cpin?\r\r\n+CPIN: READY\r\n\r\nOK\r\n"),
            ("ATE0\r", "ATE0\r\r\nOK\r\n"),
            ("AT\r", "\r\nOK\r\n"),
            ("ATE1\r", "\r\nOK\r\n"),
            ("AT\r", "AT\r\r\nOK\r\n"),
        ],
    );
}

#[test]
fn echo_and_line_ends_are_knobs() {
    check(
        &mut modem("wire: {echo: false}"),
        &[
            ("AT\r", "\r\nOK\r\n"),
            ("ATE1\r", "\r\nOK\r\n"),
            ("ATZ\r", "ATZ\r\r\nOK\r\n"),
            ("AT\r", "\r\nOK\r\n"),
        ],
    );
    check(
        &mut modem("wire: {echo_terminator: \"\\r\\n\", terminator: \"\\n\"}"),
        &[("AT+CIMI\r", "AT+CIMI\r\n\n206010000000001\n\nOK\n")],
    );
    check(
        &mut quiet("wire: {space_after_colon: false}"),
        &[("AT+CPIN?\r", "\r\n+CPIN:READY\r\n\r\nOK\r\n")],
    );
}

#[test]
fn numeric_and_suppressed_result_codes() {
    check(
        &mut quiet(""),
        &[
            ("ATV0\r", "0\r"),
            ("AT+CIMI\r", "206010000000001\r\n0\r"),
            ("AT+XYZ\r", "4\r"),
            ("ATD123;\r", "3\r"),
            ("ATV1\r", "\r\nOK\r\n"),
            ("ATD123;\r", "\r\nNO CARRIER\r\n"),
            ("ATQ1\r", ""),
            ("AT+CIMI\r", "\r\n206010000000001\r\n"),
            ("ATQ0\r", "\r\nOK\r\n"),
        ],
    );
}

#[test]
fn commands_in_one_line_run_until_one_fails() {
    check(
        &mut quiet(""),
        &[
            (
                "AT+CIMI;+CPIN?\r",
                "\r\n206010000000001\r\n\r\n+CPIN: READY\r\n\r\nOK\r\n",
            ),
            ("AT+CMEE=1;+CCHC=9;+CIMI\r", "\r\n+CME ERROR: 21\r\n"),
            (
                "ATE0V1+CMEE?;+CFUN?\r",
                "\r\n+CMEE: 1\r\n\r\n+CFUN: 1\r\n\r\nOK\r\n",
            ),
            ("AT;;\r", "\r\nOK\r\n"),
        ],
    );
}

#[test]
fn the_last_line_is_repeated_without_cr() {
    let mut modem = modem("");
    check(
        &mut modem,
        &[
            ("AT+CFUN?\r", "AT+CFUN?\r\r\n+CFUN: 1\r\n\r\nOK\r\n"),
            ("A/", "A/\r\n+CFUN: 1\r\n\r\nOK\r\n"),
            ("a/", "a/\r\n+CFUN: 1\r\n\r\nOK\r\n"),
        ],
    );
}

#[test]
fn rubbish_has_no_answer_and_mistakes_have_an_error() {
    let mut modem = quiet("wire: {max_line_chars: 20}");
    check(
        &mut modem,
        &[
            ("\r", ""),
            ("hello\r", ""),
            ("\x00~\x7FAT\r", "\r\nOK\r\n"),
            ("AT+XYZ\r", "\r\nERROR\r\n"),
            ("AT+CSIM=4,\"00\r", "\r\nERROR\r\n"),
            ("AT+CIMX\x08I\r", "\r\n206010000000001\r\n\r\nOK\r\n"),
            ("AT+CIMI;+CIMI;+CIMI;+CIMI\r", "\r\nERROR\r\n"),
            ("AT\r", "\r\nOK\r\n"),
        ],
    );
}

#[test]
fn a_modem_that_cuts_lines_carries_out_what_is_left() {
    let mut modem = quiet("wire: {max_line_chars: 20, long_lines: cut}");
    check(
        &mut modem,
        &[
            // A GET RESPONSE that lost its end is no string any more; a chain loses its last command.
            ("AT+CSIM=10,\"00C0000000\"\r", "\r\nERROR\r\n"),
            ("ATE0E0E0E0E0E0E0E0E0E0\r", "\r\nOK\r\n"),
            ("AT\r", "\r\nOK\r\n"),
        ],
    );
}

#[test]
fn errors_are_told_as_the_host_wants_them() {
    let mut modem = quiet("");
    check(
        &mut modem,
        &[
            ("AT+CCHC=9\r", "\r\nERROR\r\n"),
            ("AT+CMEE=1\r", "\r\nOK\r\n"),
            ("AT+CCHC=9\r", "\r\n+CME ERROR: 21\r\n"),
            ("AT+CMEE=2\r", "\r\nOK\r\n"),
            ("AT+CCHC=9\r", "\r\n+CME ERROR: invalid index\r\n"),
            ("AT+CMEE=3\r", "\r\n+CME ERROR: incorrect parameters\r\n"),
            ("AT+CMEE=?\r", "\r\n+CMEE: (0-2)\r\n\r\nOK\r\n"),
            ("ATZ\r", "\r\nOK\r\n"),
        ],
    );
    check(
        &mut quiet("errors: {cmee: 2, texts: {50: Parameters error}, unknown_command: 4}"),
        &[
            ("AT+CCHO=\r", "\r\n+CME ERROR: Parameters error\r\n"),
            ("AT+XYZ\r", "\r\n+CME ERROR: operation not supported\r\n"),
        ],
    );
}

#[test]
fn what_the_modem_says_about_itself() {
    let mut eg25 = shipped("quectel-eg25");
    say(&mut eg25, "ATE0\r");
    check(
        &mut eg25,
        &[
            ("AT+CGMI\r", &answer("Quectel")),
            ("AT+CGMM\r", &answer("EG25")),
            ("AT+CGMR\r", &answer("EG25GGBR07A08M2G")),
            ("AT+CGSN\r", &answer("861234050000008")),
            ("ATI\r", &answer("Quectel\r\nEG25\r\nRevision: EG25GGBR07A08M2G")),
            ("AT+CGMM=?\r", "\r\nOK\r\n"),
        ],
    );
    check(
        &mut quiet("identity: {model: X1, prefix: true}"),
        &[("AT+CGMM\r", &answer("+CGMM: X1"))],
    );
}

#[test]
fn registers_and_settings_that_change_nothing() {
    check(
        &mut quiet(""),
        &[
            ("ATS3?\r", &answer("013")),
            ("ATS3=13S0=0\r", "\r\nOK\r\n"),
            ("ATS3=10\r", "\r\nERROR\r\n"),
            ("AT&D2&C1X4\r", "\r\nOK\r\n"),
            ("ATY\r", "\r\nERROR\r\n"),
        ],
    );
}

#[test]
fn a_network_that_takes_every_profile() {
    check(
        &mut quiet(""),
        &[
            ("AT+COPS?\r", &answer("+COPS: 0,2,\"20601\",7")),
            (
                "AT+CREG?;+CEREG?\r",
                "\r\n+CREG: 0,1\r\n\r\n+CEREG: 0,1\r\n\r\nOK\r\n",
            ),
            ("AT+CEREG=2\r", "\r\nOK\r\n"),
            ("AT+CEREG?\r", &answer("+CEREG: 2,1")),
            ("AT+CFUN=4\r", "\r\nOK\r\n"),
            ("AT+COPS?\r", &answer("+COPS: 0")),
            ("AT+CREG?\r", &answer("+CREG: 0,0")),
            ("AT+CIMI\r", &answer("206010000000001")),
        ],
    );
}

#[test]
fn a_search_takes_time_and_can_be_stopped() {
    let mut modem = quiet("errors: {cmee: 2}");
    modem.input(b"AT+COPS=?\r");
    let chunks = modem.take_output();
    let [chunk] = chunks.as_slice() else {
        panic!("{chunks:?}");
    };
    assert!(chunk.abortable && chunk.delay_ms >= 1000, "{chunk:?}");
    modem.abort();
    assert_eq!(
        crate::dialogue::hear(&mut modem),
        "\r\n+CME ERROR: command aborted by user\r\n"
    );
}

#[test]
fn test_forms_are_there_for_what_is_supported() {
    let mut modem = quiet("");
    for command in [
        "+CCHO", "+CGLA", "+CCHC", "+CSIM", "+CRSM", "+CCID", "+CPIN", "+CIMI", "+CGSN",
    ] {
        check(&mut modem, &[(&format!("AT{command}=?\r"), "\r\nOK\r\n")]);
    }
    check(
        &mut modem,
        &[
            ("AT+CFUN=?\r", &answer("+CFUN: (0,1,4,5),(0,1)")),
            ("AT+QCCID=?\r", "\r\nERROR\r\n"),
        ],
    );
    assert_eq!(say(&mut modem, &open_line()), answer("+CCHO: 1"));
}
