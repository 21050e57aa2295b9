//! `+CCHO`, `+CGLA`, `+CCHC`, `+CSIM`, `+CRSM` and their knobs.

use crate::dialogue::{
    EID, GET_EID, access_line, answer, body, check, csim_line, eid_response, modem_with, open_line, quiet,
    say, traveller,
};

#[test]
fn a_session_from_open_to_close() {
    check(
        &mut quiet("errors: {cmee: 1}"),
        &[
            (&open_line(), &answer("+CCHO: 1")),
            (
                &access_line("1", GET_EID),
                &answer(&format!("+CGLA: {}", body(&eid_response()))),
            ),
            (&open_line(), &answer("+CCHO: 2")),
            ("AT+CCHC=1\r", "\r\nOK\r\n"),
            (&access_line("1", GET_EID), "\r\n+CME ERROR: 21\r\n"),
            ("AT+CCHC=1\r", "\r\n+CME ERROR: 21\r\n"),
            (
                &access_line("2", GET_EID),
                &answer(&format!("+CGLA: {}", body(&eid_response()))),
            ),
            (
                "AT+CCHO=\"A0000005591010FFFFFFFF8900000199\"\r",
                "\r\n+CME ERROR: 22\r\n",
            ),
            (&open_line(), &answer("+CCHO: 1")),
        ],
    );
}

#[test]
fn parameters_are_checked() {
    let mut modem = quiet("errors: {cmee: 1}");
    say(&mut modem, &open_line());
    for line in [
        "AT+CCHO=\r",
        "AT+CCHO=\"A0\",1\r",
        "AT+CCHO=\"XY\"\r",
        "AT+CGLA=1\r",
        "AT+CGLA=1,8,\"00A4040000\"\r",
        "AT+CGLA=1,9,\"00A404000\"\r",
        "AT+CGLA=1,6,\"00A404\"\r",
        "AT+CGLA=1,10,\"00A40400ZZ\"\r",
        "AT+CSIM=4,\"00A4040000\"\r",
        "AT+CSIM=1\r",
        "AT+CRSM=1,2\r",
        "AT+CRSM=176,\"X\"\r",
        "AT+CFUN=7\r",
    ] {
        check(&mut modem, &[(line, "\r\n+CME ERROR: 50\r\n")]);
    }
    check(
        &mut modem,
        &[("AT+CCHO\r", "\r\nERROR\r\n"), ("AT+CSIM?\r", "\r\nERROR\r\n")],
    );
}

#[test]
fn session_ids_of_the_field() {
    let mut modem = quiet("ccho: {handle: hex16}");
    let opened = say(&mut modem, &open_line());
    let id = opened
        .strip_prefix("\r\n+CCHO: 00000000")
        .and_then(|rest| rest.strip_suffix("\r\n\r\nOK\r\n"))
        .unwrap_or_else(|| panic!("{opened:?}"));
    assert!(
        id.len() == 8 && id.bytes().all(|digit| digit.is_ascii_hexdigit()),
        "{id}"
    );
    let id = format!("00000000{id}");
    assert!(say(&mut modem, &access_line(&id, GET_EID)).contains(EID));
    assert_eq!(say(&mut modem, &format!("AT+CCHC={id}\r")), "\r\nOK\r\n");

    check(
        &mut quiet("ccho: {handle: bare}"),
        &[(&open_line(), &answer("1"))],
    );
}

#[test]
fn test_forms_of_the_field() {
    for (form, want) in [
        ("ok", "\r\nOK\r\n".to_owned()),
        ("error", "\r\nERROR\r\n".to_owned()),
        ("silent", String::new()),
    ] {
        let mut modem = quiet(&format!(
            "{{ccho: {{test_form: {form}}}, cgla: {{test_form: {form}}}, cchc: {{test_form: {form}}}, \
             csim: {{test_form: {form}}}}}"
        ));
        for command in ["+CCHO", "+CGLA", "+CCHC", "+CSIM"] {
            check(&mut modem, &[(&format!("AT{command}=?\r"), &want)]);
        }
        check(&mut modem, &[(&open_line(), &answer("+CCHO: 1"))]);
    }
    check(
        &mut quiet("{ccho: {test_form: text}, cgla: {test_form: text}}"),
        &[
            ("AT+CCHO=?\r", &answer("+CCHO: <dfname>")),
            ("AT+CGLA=?\r", &answer("+CGLA: <sessionid>,<length>,<command>")),
        ],
    );
}

#[test]
fn families_that_lack_commands() {
    check(
        &mut quiet("{ccho: {supported: false}, cgla: {supported: false}, cchc: {supported: false}}"),
        &[
            (&open_line(), "\r\nERROR\r\n"),
            ("AT+CCHO=?\r", "\r\nERROR\r\n"),
            ("AT+CGLA=?\r", "\r\nERROR\r\n"),
            ("AT+CCHC=1\r", "\r\nERROR\r\n"),
            ("AT+CSIM=?\r", "\r\nOK\r\n"),
        ],
    );
    check(
        &mut quiet("csim: {supported: false}"),
        &[(&csim_line("80F2000000"), "\r\nERROR\r\n")],
    );
    check(
        &mut quiet("{errors: {cmee: 1}, ccho: {always_error: 0}}"),
        &[
            ("AT+CCHO=?\r", "\r\nOK\r\n"),
            (&open_line(), "\r\n+CME ERROR: 0\r\n"),
        ],
    );
}

#[test]
fn errors_of_an_open() {
    let mut file = traveller();
    file.personality.supplementary_channels = 1;
    let mut modem = modem_with(
        &file,
        "{wire: {echo: false}, errors: {cmee: 1}, ccho: {no_channel_error: 13}}",
    );
    check(
        &mut modem,
        &[
            (&open_line(), &answer("+CCHO: 1")),
            (&open_line(), "\r\n+CME ERROR: 13\r\n"),
        ],
    );
    check(
        &mut quiet("{errors: {cmee: 1}, ccho: {not_found_error: 13}}"),
        &[("AT+CCHO=\"A00000000000\"\r", "\r\n+CME ERROR: 13\r\n")],
    );
}

#[test]
fn case_of_hex_digits() {
    let lower = open_line().to_lowercase();
    check(&mut quiet(""), &[(&lower, &answer("+CCHO: 1"))]);
    let mut upper = quiet(
        "{errors: {cmee: 1}, ccho: {hex_case: upper}, cgla: {hex_case: upper}, csim: {hex_case: upper}}",
    );
    check(
        &mut upper,
        &[
            (&lower, "\r\n+CME ERROR: 50\r\n"),
            (&open_line(), &answer("+CCHO: 1")),
        ],
    );
    let command = GET_EID.to_lowercase();
    check(
        &mut upper,
        &[
            (&access_line("1", &command), "\r\n+CME ERROR: 50\r\n"),
            (&csim_line(&command), "\r\n+CME ERROR: 50\r\n"),
        ],
    );
    let mut answers = quiet("cgla: {lower_case_answer: true}");
    say(&mut answers, &open_line());
    let want = answer(&format!("+CGLA: {}", body(&eid_response().to_lowercase())));
    check(&mut answers, &[(&access_line("1", GET_EID), &want)]);
}

#[test]
fn quotes_of_commands_and_answers() {
    let bare = format!("AT+CGLA=1,24,{GET_EID}\r");
    let quoted = access_line("1", GET_EID);
    let good = answer(&format!("+CGLA: {}", body(&eid_response())));
    let wrong = "\r\n+CME ERROR: 50\r\n";
    for (knob, of_bare, of_quoted) in [
        ("either", good.as_str(), good.as_str()),
        ("quoted", wrong, good.as_str()),
        ("bare", good.as_str(), wrong),
    ] {
        let mut modem = quiet(&format!(
            "{{errors: {{cmee: 1}}, cgla: {{quoting: {knob}}}, csim: {{quoting: {knob}}}}}"
        ));
        say(&mut modem, &open_line());
        check(&mut modem, &[(&bare, of_bare), (&quoted, of_quoted)]);
        let csim_bare = say(&mut modem, "AT+CSIM=10,0070000001\r");
        assert_eq!(csim_bare == wrong, of_bare == wrong, "{knob}: {csim_bare:?}");
    }
    let mut modem = quiet("cgla: {answer_quoted: false}");
    say(&mut modem, &open_line());
    check(
        &mut modem,
        &[(
            &quoted,
            &answer(&format!("+CGLA: {}", body(&eid_response()).replace('"', ""))),
        )],
    );
    let mut modem = quiet("cgla: {prefix: false}");
    say(&mut modem, &open_line());
    check(&mut modem, &[(&quoted, &answer(&body(&eid_response())))]);
}

#[test]
fn the_channel_in_cla() {
    // On channel 4 and above CLA has another form, which a patching modem knows.
    let mut file = traveller();
    file.personality.first_channel = 5;
    let mut patching = modem_with(&file, "wire: {echo: false}");
    check(&mut patching, &[(&open_line(), &answer("+CCHO: 5"))]);
    for class in ["80", "81", "C1"] {
        let command = GET_EID.replacen("80", class, 1);
        assert!(
            say(&mut patching, &access_line("5", &command)).contains(EID),
            "{class}"
        );
    }

    let mut passing = quiet("cgla: {patches_cla: false}");
    say(&mut passing, &open_line());
    assert!(say(&mut passing, &access_line("1", &GET_EID.replacen("80", "81", 1))).contains(EID));
    assert!(
        !say(&mut passing, &access_line("1", GET_EID)).contains(EID),
        "that went to the basic channel"
    );
}

#[test]
fn long_commands_can_be_too_long() {
    let mut modem = quiet("{errors: {cmee: 1}, cgla: {max_cmd_chars: 22}, csim: {max_cmd_chars: 22}}");
    say(&mut modem, &open_line());
    check(
        &mut modem,
        &[
            (&access_line("1", GET_EID), "\r\n+CME ERROR: 50\r\n"),
            (&csim_line(GET_EID), "\r\n+CME ERROR: 50\r\n"),
        ],
    );
    assert!(say(&mut modem, &access_line("1", &GET_EID[..22])).contains(EID));
}

#[test]
fn who_follows_61() {
    let mut file = traveller();
    file.personality.answers = signoff_simulator::personality::AnswerStyle::GetResponse;
    let open = |knob: &str| {
        let knobs = format!(
            "{{wire: {{echo: false}}, cgla: {{auto_get_response: {knob}}}, csim: {{auto_get_response: {knob}}}}}"
        );
        let mut modem = modem_with(&file, &knobs);
        assert_eq!(say(&mut modem, &open_line()), answer("+CCHO: 1"));
        modem
    };
    let mut none = open("none");
    check(
        &mut none,
        &[
            (&access_line("1", GET_EID), &answer("+CGLA: 4,\"6115\"")),
            (
                &access_line("1", "80C0000015"),
                &answer(&format!("+CGLA: {}", body(&eid_response()))),
            ),
        ],
    );
    for knob in ["first", "all"] {
        let want = answer(&format!("+CGLA: {}", body(&eid_response())));
        check(&mut open(knob), &[(&access_line("1", GET_EID), &want)]);
        let csim = answer(&format!("+CSIM: {}", body(&eid_response())));
        check(
            &mut open(knob),
            &[(&csim_line(&GET_EID.replacen("80", "81", 1)), &csim)],
        );
    }
    // Four profiles with their tags: 283 bytes with the status word.
    let list = "80E2910003BF2D00";
    let first = say(&mut open("first"), &access_line("1", list));
    assert!(
        first.starts_with("\r\n+CGLA: 516,\"BF2D820114") && first.ends_with("6119\"\r\n\r\nOK\r\n"),
        "{first}"
    );
    let all = say(&mut open("all"), &access_line("1", list));
    assert!(
        all.starts_with("\r\n+CGLA: 566,\"BF2D820114") && all.ends_with("9000\"\r\n\r\nOK\r\n"),
        "{all}"
    );
}

#[test]
fn a_slow_card_can_outlast_the_modem() {
    let mut file = traveller();
    file.personality.latency.command_ms = 500;
    let mut modem = modem_with(
        &file,
        "{wire: {echo: false}, errors: {cmee: 1}, cgla: {apdu_timeout_ms: 300}}",
    );
    say(&mut modem, &open_line());
    modem.input(access_line("1", GET_EID).as_bytes());
    let chunks = modem.take_output();
    assert_eq!(
        chunks.iter().map(|chunk| chunk.delay_ms).collect::<Vec<_>>(),
        [300]
    );
    assert_eq!(chunks[0].bytes, b"\r\n+CME ERROR: 14\r\n");

    let mut patient = modem_with(&file, "wire: {echo: false}");
    say(&mut patient, &open_line());
    patient.input(access_line("1", GET_EID).as_bytes());
    assert_eq!(patient.take_output()[0].delay_ms, 500);
}

#[test]
fn closing_in_the_field() {
    check(
        &mut quiet("{cchc: {prints_name: true, unknown_channel: ok}}"),
        &[
            (&open_line(), &answer("+CCHO: 1")),
            ("AT+CCHC=1\r", &answer("+CCHC")),
            ("AT+CCHC=4\r", &answer("+CCHC")),
        ],
    );
    check(
        &mut quiet("cchc: {prints_name: true}"),
        &[("AT+CCHC=4\r", "\r\nERROR\r\n")],
    );
}

#[test]
fn apdus_as_the_host_writes_them() {
    check(
        &mut quiet("errors: {cmee: 1}"),
        &[
            (&csim_line("0070000001"), &answer("+CSIM: 6,\"019000\"")),
            (
                &csim_line("01A4040010A0000005591010FFFFFFFF8900000199"),
                &answer("+CSIM: 4,\"6A82\""),
            ),
            (&csim_line("0070800100"), &answer("+CSIM: 4,\"9000\"")),
            (&csim_line("00FE0000"), &answer("+CSIM: 4,\"6D00\"")),
        ],
    );
    check(
        &mut quiet("csim: {channel_nonzero: false}"),
        &[
            (&csim_line("0070000001"), &answer("+CSIM: 6,\"019000\"")),
            (&csim_line("81F2000000"), "\r\nERROR\r\n"),
            (&csim_line("00A4000C023F00"), &answer("+CSIM: 4,\"9000\"")),
        ],
    );
    check(
        &mut quiet("csim: {manage_channel: false}"),
        &[(&csim_line("0070000001"), "\r\nERROR\r\n")],
    );
    check(
        &mut quiet("csim: {lock: true}"),
        &[
            ("AT+CSIM=1\r", "\r\nOK\r\n"),
            ("AT+CSIM=0\r", "\r\nOK\r\n"),
            ("AT+CSIM=2\r", "\r\nERROR\r\n"),
        ],
    );
}

#[test]
fn the_basic_channel_is_shared_with_the_modem() {
    let mut modem = quiet("");
    // The host selects EF_ICCID; then the modem reads EF_IMSI for +CRSM, and the selection is another.
    check(
        &mut modem,
        &[
            (&csim_line("00A4000C023F00"), &answer("+CSIM: 4,\"9000\"")),
            (&csim_line("00A4000C022FE2"), &answer("+CSIM: 4,\"9000\"")),
            (
                &csim_line("00B000000A"),
                &answer("+CSIM: 24,\"982310000000000010F29000\""),
            ),
            (
                "AT+CRSM=176,28423,0,0,9\r",
                &answer("+CRSM: 144,0,\"082960100000000010\""),
            ),
            (
                &csim_line("00B0000009"),
                &answer("+CSIM: 22,\"0829601000000000109000\""),
            ),
        ],
    );
}

#[test]
fn files_by_restricted_access() {
    let mut modem = quiet("errors: {cmee: 1}");
    check(
        &mut modem,
        &[
            (
                "AT+CRSM=176,12258,0,0,10\r",
                &answer("+CRSM: 144,0,\"982310000000000010F2\""),
            ),
            (
                "AT+CRSM=176,28423,0,0,9,,\"7FFF\"\r",
                &answer("+CRSM: 144,0,\"082960100000000010\""),
            ),
            (
                "AT+CRSM=176,12258,0,0,10,\"\",\"3F00\"\r",
                &answer("+CRSM: 144,0,\"982310000000000010F2\""),
            ),
            ("AT+CRSM=176,12345,0,0,10\r", &answer("+CRSM: 106,130")),
        ],
    );
    let fcp = say(&mut modem, "AT+CRSM=192,12258\r");
    assert!(fcp.starts_with("\r\n+CRSM: 144,0,\"62"), "{fcp:?}");
    let status = say(&mut modem, "AT+CRSM=242\r");
    assert!(status.starts_with("\r\n+CRSM: 144,0,\"62"), "{status:?}");
    let record = say(&mut modem, "AT+CRSM=178,12032,1,4,0\r");
    assert!(record.starts_with("\r\n+CRSM: 144,0,\"61"), "{record:?}");
    check(
        &mut quiet("{errors: {cmee: 1}, crsm: {always_error: 3}}"),
        &[("AT+CRSM=176,12258,0,0,10\r", "\r\n+CME ERROR: 3\r\n")],
    );
}
