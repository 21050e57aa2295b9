//! How modems of the field speak. Each case names where it was seen; lpac#n is a thread of estkme-group/lpac.

use signoff_harness::transport::{ChannelOpened, Mode, Transport as _, TransportError};
use signoff_protocol::apdu::{ChannelNumber, CommandApdu};
use signoff_protocol::id::Aid;

use crate::scripted::{connect, lines};

const CCHO: &str = "AT+CCHO=\"A0000005591010FFFFFFFF8900000100\"";

fn channel(number: u8) -> ChannelNumber {
    ChannelNumber::new(number).expect("0 to 19")
}

/// Opens the ISD-R, sends `8xE2910000` on it and closes it, with the script's lines for each.
#[track_caller]
fn check(ccho: &[&str], (cgla, answer): (&str, &[&str]), cchc: (&str, &[&str]), want: (u8, &str)) {
    let script = [
        (CCHO, lines(ccho)),
        (cgla, lines(answer)),
        (cchc.0, lines(cchc.1)),
    ];
    let work = async {
        let mut modem = connect(Mode::Cgla, &script).await?;
        let number = match modem.open_channel(&Aid::ISD_R).await? {
            ChannelOpened::Opened { channel, .. } => channel,
            ChannelOpened::Refused(refusal) => panic!("refused: {refusal}"),
        };
        let command = CommandApdu::new(number.proprietary(), 0xE2, 0x91, 0);
        let response = modem.transmit(&command).await?;
        modem.close_channel(number).await?;
        assert_eq!(modem.open_channels(), []);
        Ok::<_, TransportError>((number.get(), response.to_string()))
    };
    let (number, response) = futures::executor::block_on(work).expect("it understands");
    assert_eq!((number, response.as_str()), want);
}

#[test]
fn the_reference() {
    check(
        &["+CCHO: 1", "OK"],
        ("AT+CGLA=1,8,\"81E29100\"", &["+CGLA: 8,\"BF3E9000\"", "OK"]),
        ("AT+CCHC=1", &["OK"]),
        (1, "BF3E9000"),
    );
}

#[test]
fn a_handle_is_kept_verbatim_and_cla_left_to_the_modem() {
    // MC7455, lpac#138. The leading zeros matter.
    check(
        &["+CCHO: 000000000385a7cf", "OK"],
        (
            "AT+CGLA=000000000385a7cf,8,\"80E29100\"",
            &["+CGLA: 4,\"9000\"", "OK"],
        ),
        ("AT+CCHC=000000000385a7cf", &["OK"]),
        (19, "9000"),
    );
}

#[test]
fn answers_without_prefix() {
    // FM350-GL, lpac#209 and lpac#179.
    check(
        &["1", "OK"],
        ("AT+CGLA=1,8,\"81E29100\"", &["8,\"BF3E9000\"", "OK"]),
        ("AT+CCHC=1", &["OK"]),
        (1, "BF3E9000"),
    );
}

#[test]
fn no_space_behind_the_colon() {
    // A7908E, lpac#238.
    check(
        &["+CCHO:2", "OK"],
        ("AT+CGLA=2,8,\"82E29100\"", &["+CGLA:4,\"611A\"", "OK"]),
        ("AT+CCHC=2", &["+CCHC", "OK"]),
        (2, "611A"),
    );
}

#[test]
fn answers_without_quotes_and_in_lower_case() {
    check(
        &["+CCHO: 3", "OK"],
        ("AT+CGLA=3,8,\"83E29100\"", &["+CGLA: 8,bf3e9000", "OK"]),
        ("AT+CCHC=3", &["OK"]),
        (3, "BF3E9000"),
    );
}

#[test]
fn channels_from_4_upward_have_their_own_class() {
    check(
        &["+CCHO: 5", "OK"],
        ("AT+CGLA=5,8,\"C1E29100\"", &["+CGLA: 4,\"9000\"", "OK"]),
        ("AT+CCHC=5", &["OK"]),
        (5, "9000"),
    );
}

#[test]
fn echo_and_urcs_in_between() {
    // EG25 echoes by default, lpac#173; SIMCom puts URCs into answers, TinyGSM#803.
    check(
        &[CCHO, "+CREG: 1", "+CCHO: 1", "+QIND: \"csq\",20,99", "OK"],
        (
            "AT+CGLA=1,8,\"81E29100\"",
            &[
                "AT+CGLA=1,8,\"81E29100\"",
                "+CPIN: READY",
                "+CGLA: 4,\"9000\"",
                "RING",
                "OK",
            ],
        ),
        ("AT+CCHC=1", &["+CEREG: 5", "OK"]),
        (1, "9000"),
    );
}

#[test]
fn a_line_of_many_kib() {
    // RM520 joins 61xx answers itself: a list of profiles in one line, lpac#129.
    let response = format!("{}9000", "BF".repeat(40_000));
    let answer = format!("+CGLA: {},\"{response}\"", response.len());
    check(
        &["+CCHO: 1", "OK"],
        ("AT+CGLA=1,8,\"81E29100\"", &[&answer, "OK"]),
        ("AT+CCHC=1", &["OK"]),
        (1, &response),
    );
}

#[tokio::test]
async fn an_error_ends_the_wait_and_refuses_the_channel() {
    // lpac waits for ever after +CME ERROR; EM9191 answers in words, lpac#187.
    for (result, text) in [
        ("ERROR", "AT+CCHO: ERROR"),
        ("+CME ERROR: 13", "AT+CCHO: +CME ERROR: 13"),
        (
            "+CME ERROR: Parameters error",
            "AT+CCHO: +CME ERROR: Parameters error",
        ),
        ("+CMS ERROR: 500", "AT+CCHO: +CMS ERROR: 500"),
    ] {
        let mut modem = connect(Mode::Cgla, &[(CCHO, lines(&[result]))])
            .await
            .expect("it starts");
        match modem.open_channel(&Aid::ISD_R).await {
            Ok(ChannelOpened::Refused(refusal)) => assert_eq!(refusal.to_string(), text),
            other => panic!("{result}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_modem_that_cannot_close_has_the_card_close() {
    // EM9191 has no +CCHC, lpac#187.
    let script = [
        (CCHO, lines(&["+CCHO: 1", "OK"])),
        ("AT+CCHC=1", lines(&["+CME ERROR: 4"])),
        ("AT+CSIM=8,\"00708001\"", lines(&["+CSIM: 4,\"9000\"", "OK"])),
    ];
    let mut modem = connect(Mode::Csim, &[]).await.expect("it starts");
    assert_eq!(modem.open_channels(), []);
    modem = connect(
        Mode::Cgla,
        &[&[("AT+CCHC=1", lines(&["ERROR"]))], &script[..]].concat(),
    )
    .await
    .expect("it starts");
    modem.open_channel(&Aid::ISD_R).await.expect("it opens");
    modem.close_channel(channel(1)).await.expect("the card closes it");
    assert_eq!(modem.open_channels(), []);
}

#[tokio::test]
async fn auto_takes_sessions_where_they_work_whatever_the_test_form_says() {
    // EM05-G answers ERROR to AT+CCHO=?, FM350 nothing, lpac#300 and lpac#442: neither is asked.
    let script = [(CCHO, lines(&["+CCHO: 1", "OK"])), ("AT+CCHC=1", lines(&["OK"]))];
    let opening = [&[("AT+CCHC=1", lines(&["ERROR"]))], &script[..]].concat();
    let modem = connect(Mode::Auto, &opening).await.expect("it starts");
    assert_eq!(modem.describe(), "script (cgla)");
}

#[tokio::test]
async fn auto_falls_back_to_csim() {
    // DW5821e has no +CCHO, lpac#164.
    let script = [
        (CCHO, lines(&["+CME ERROR: 4"])),
        ("AT+CSIM=10,\"0070000001\"", lines(&["+CSIM: 6,\"019000\"", "OK"])),
        ("AT+CSIM=8,\"81F2000C\"", lines(&["+CSIM: 4,\"9000\"", "OK"])),
        ("AT+CSIM=8,\"00708001\"", lines(&["+CSIM: 4,\"9000\"", "OK"])),
    ];
    let modem = connect(Mode::Auto, &script).await.expect("it starts");
    assert_eq!(modem.describe(), "script (csim)");
    assert!(modem.capabilities().raw_channels);
}

#[tokio::test]
async fn a_modem_without_any_way_to_the_card_is_told_when_one_is_needed() {
    let script = [
        (CCHO, lines(&["ERROR"])),
        ("AT+CSIM=10,\"0070000001\"", lines(&["ERROR"])),
    ];
    let mut modem = connect(Mode::Auto, &script).await.expect("it answers");
    let error = modem.open_channel(&Aid::ISD_R).await.expect_err("nothing works");
    assert_eq!(
        error.to_string(),
        "script (cgla) cannot carry APDUs: AT+CCHO: ERROR, and no channel works over AT+CSIM"
    );
}

#[tokio::test]
async fn a_channel_number_that_cannot_be_is_refused() {
    for number in ["00", "14", "FF"] {
        let answer = format!("+CSIM: 6,\"{number}9000\"");
        let script = [("AT+CSIM=10,\"0070000001\"", lines(&[&answer, "OK"]))];
        let mut modem = connect(Mode::Csim, &script).await.expect("it starts");
        let error = modem
            .open_channel(&Aid::ISD_R)
            .await
            .expect_err("no such channel");
        assert_eq!(
            error.to_string(),
            format!("\"{number}9000\" is no number of a supplementary channel, 01 to 13")
        );
    }
}

#[tokio::test]
async fn a_declared_length_that_is_wrong_is_garbled() {
    // Seen as a check of another client, wwan-go: half an answer must not pass for a whole one.
    let script = [
        (CCHO, lines(&["+CCHO: 1", "OK"])),
        (
            "AT+CGLA=1,8,\"81E29100\"",
            lines(&["+CGLA: 10,\"BF3E9000\"", "OK"]),
        ),
    ];
    let mut modem = connect(Mode::Cgla, &script).await.expect("it starts");
    modem.open_channel(&Aid::ISD_R).await.expect("it opens");
    let command = CommandApdu::new(0x81, 0xE2, 0x91, 0);
    let error = modem.transmit(&command).await.expect_err("half an answer");
    assert!(matches!(error, TransportError::Garbled { .. }), "{error}");
    assert!(error.may_have_been_executed());
}

#[tokio::test]
async fn a_late_answer_is_not_taken_for_the_next_one() {
    let answer = |data: &str| format!("\r\n+CGLA: {},\"{data}\"\r\n\r\nOK\r\n", data.len());
    let script = [
        (CCHO, lines(&["+CCHO: 1", "OK"])),
        // One second after the deadline of 30.
        ("AT+CGLA=1,8,\"81E29100\"", vec![(31_000, answer("AAAA9000"))]),
        // The modem was busy with the first command, and answers this behind it.
        ("AT+CMEE?", vec![(2_000, "\r\n+CMEE: 1\r\n\r\nOK\r\n".to_owned())]),
        ("AT+CMEE?", vec![]),
        ("AT+CMEE?", vec![]),
        ("AT+CMEE?", vec![]),
        (
            "AT+CGLA=1,8,\"81E29101\"",
            lines(&["+CGLA: 8,\"BBBB9000\"", "OK"]),
        ),
    ];
    let mut modem = connect(Mode::Cgla, &script).await.expect("it starts");
    modem.open_channel(&Aid::ISD_R).await.expect("it opens");
    let command = |p2| CommandApdu::new(0x81, 0xE2, 0x91, p2);
    let error = modem.transmit(&command(0)).await.expect_err("too late");
    assert_eq!(
        error.to_string(),
        "no answer to AT+CGLA=1,8,\"81E29100\" within 30000 ms; nothing was received"
    );
    let next = modem.transmit(&command(1)).await.expect("its own answer");
    assert_eq!(next.to_string(), "BBBB9000");
}

#[tokio::test]
async fn an_answer_that_lags_one_command_behind_is_passed_over() {
    // EG21, forums.quectel.com/t/34559: the OK of the command before comes first.
    let script = [
        (CCHO, lines(&["+CCHO: 1", "OK"])),
        (
            "AT+CGLA=1,8,\"81E29100\"",
            lines(&["OK", "+CGLA: 8,\"BBBB9000\"", "OK"]),
        ),
    ];
    let mut modem = connect(Mode::Cgla, &script).await.expect("it starts");
    modem.open_channel(&Aid::ISD_R).await.expect("it opens");
    let command = CommandApdu::new(0x81, 0xE2, 0x91, 0);
    let answer = modem.transmit(&command).await.expect("its own answer");
    assert_eq!(answer.to_string(), "BBBB9000");
}

#[tokio::test]
async fn an_ok_without_an_answer_is_told_soon() {
    let script = [
        (CCHO, lines(&["+CCHO: 1", "OK"])),
        ("AT+CGLA=1,8,\"81E29100\"", lines(&["OK"])),
    ];
    let mut modem = connect(Mode::Cgla, &script).await.expect("it starts");
    modem.open_channel(&Aid::ISD_R).await.expect("it opens");
    let command = CommandApdu::new(0x81, 0xE2, 0x91, 0);
    let error = modem.transmit(&command).await.expect_err("no answer");
    assert_eq!(
        error.to_string(),
        "\"OK\" is no answer to AT+CGLA=1,8,\"81E29100\""
    );
}

#[tokio::test]
async fn a_restart_in_the_middle_ends_the_wait_and_the_sessions() {
    let script = [
        (CCHO, lines(&["+CCHO: 1", "OK"])),
        ("AT+CGLA=1,8,\"81E29100\"", vec![(500, "\r\nRDY\r\n".to_owned())]),
    ];
    let mut modem = connect(Mode::Cgla, &script).await.expect("it starts");
    modem.open_channel(&Aid::ISD_R).await.expect("it opens");
    let command = CommandApdu::new(0x81, 0xE2, 0x91, 0);
    let error = modem.transmit(&command).await.expect_err("it restarted");
    assert_eq!(
        error.to_string(),
        "script restarted while waiting for answer to AT+CGLA=1,8,\"81E29100\""
    );
    assert!(error.may_have_been_executed());
    let next = modem.transmit(&command).await;
    assert_eq!(next, Err(TransportError::ChannelNotOpen { channel: channel(1) }));
    assert_eq!(modem.open_channels(), []);
}

#[tokio::test]
async fn a_modem_that_echoes_and_wakes_slowly_is_started() {
    let script = [
        ("AT", vec![]),
        ("AT", lines(&["ERROR"])),
        ("AT", vec![(0, "AT\r\r\nOK\r\n".to_owned())]),
        ("ATE0", vec![(0, "ATE0\r\r\nOK\r\n".to_owned())]),
    ];
    connect(Mode::Cgla, &script).await.expect("it starts");
}
