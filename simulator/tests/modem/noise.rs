//! Disturbances of the line.

use crate::dialogue::{
    GET_EID, access_line, answer, body, check, csim_line, eid_response, open_line, quiet, say,
};

#[test]
fn urcs_between_echo_and_body() {
    let mut modem = quiet("noise: {urcs_before_answer: [\"+CREG: 1\", RDY]}");
    let urcs = "\r\n+CREG: 1\r\n\r\nRDY\r\n";
    check(
        &mut modem,
        &[
            ("AT\r", "\r\nOK\r\n"),
            (&open_line(), &format!("{urcs}{}", answer("+CCHO: 1"))),
            (
                &access_line("1", GET_EID),
                &format!("{urcs}{}", answer(&format!("+CGLA: {}", body(&eid_response())))),
            ),
            ("ATE1\r", "\r\nOK\r\n"),
            ("AT+CCHC=1\r", &format!("AT+CCHC=1\r{urcs}\r\nOK\r\n")),
        ],
    );
}

#[test]
fn answers_that_lag_behind() {
    let mut modem = crate::dialogue::modem("{wire: {echo: false}, noise: {lag_one_response: true}}");
    check(
        &mut modem,
        &[
            ("AT\r", ""),
            ("AT+CIMI\r", "\r\nOK\r\n"),
            ("AT+CFUN?\r", &answer("206010000000001")),
            ("AT\r", &answer("+CFUN: 1")),
        ],
    );
}

#[test]
fn errors_at_random_are_seeded() {
    let mut always = quiet("noise: {random_error_ppm: 1000000}");
    check(
        &mut always,
        &[
            (&open_line(), &answer("+CCHO: 1")),
            (&access_line("1", GET_EID), "\r\nERROR\r\n"),
            (&csim_line("0070000001"), "\r\nERROR\r\n"),
        ],
    );
    let run = || {
        let mut modem = quiet("noise: {random_error_ppm: 500000}");
        say(&mut modem, &open_line());
        (0..64)
            .map(|_| say(&mut modem, &access_line("1", GET_EID)) == "\r\nERROR\r\n")
            .collect::<Vec<_>>()
    };
    let first = run();
    let failed = first.iter().filter(|failed| **failed).count();
    assert!((16..=48).contains(&failed), "{failed} of 64");
    assert_eq!(first, run());
}
