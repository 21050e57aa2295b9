//! What a client and its sessions make of refreshes, stray answers and refusals.

use std::time::Duration;

use signoff_harness::transport::at::{AtTransport, ByteLink};
use signoff_harness::transport::{ChannelOpened, Mode, Transport as _, TransportError};
use signoff_protocol::apdu::{ChannelNumber, CommandApdu};
use signoff_protocol::at::Command;
use signoff_protocol::id::Aid;

use crate::scripted::{client, connect, lines};

const CCHO: &str = "AT+CCHO=\"A0000005591010FFFFFFFF8900000100\"";
const CGLA: &str = "AT+CGLA=1,8,\"81E29100\"";

fn channel(number: u8) -> ChannelNumber {
    ChannelNumber::new(number).expect("0 to 19")
}

const fn command() -> CommandApdu {
    CommandApdu::new(0x81, 0xE2, 0x91, 0)
}

async fn opened<L: ByteLink>(modem: &mut AtTransport<L>) -> ChannelNumber {
    match modem.open_channel(&Aid::ISD_R).await {
        Ok(ChannelOpened::Opened { channel, .. }) => channel,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_session_that_the_modem_drops_after_a_refresh_is_a_channel_that_is_not_open() {
    for sign in ["+QUSIM: 1", "+CPIN: NOT READY"] {
        let script = [
            (CCHO, lines(&["+CCHO: 1", "OK"])),
            (CGLA, lines(&["+CGLA: 4,\"9000\"", sign, "OK"])),
            (CGLA, lines(&["ERROR"])),
        ];
        let mut modem = connect(Mode::Cgla, &script).await.expect("it starts");
        opened(&mut modem).await;
        modem.transmit(&command()).await.expect("an answer");
        assert_eq!(modem.open_channels(), [], "{sign}: most likely gone");
        let next = modem.transmit(&command()).await;
        let gone = Err(TransportError::ChannelNotOpen { channel: channel(1) });
        assert_eq!(next, gone, "{sign}");
    }
}

#[tokio::test]
async fn without_a_refresh_a_refusal_is_one_of_the_modem() {
    let script = [(CCHO, lines(&["+CCHO: 1", "OK"])), (CGLA, lines(&["ERROR"]))];
    let mut modem = connect(Mode::Cgla, &script).await.expect("it starts");
    opened(&mut modem).await;
    let error = modem.transmit(&command()).await.expect_err("refused");
    assert!(matches!(error, TransportError::CommandRefused { .. }), "{error}");
    assert!(error.may_have_been_executed());
    assert_eq!(modem.open_channels(), [channel(1)]);
}

#[tokio::test]
async fn an_id_that_is_given_again_was_lost_before() {
    let script = [
        (CCHO, lines(&["+CCHO: 1", "OK"])),
        (CCHO, lines(&["+CCHO: 1", "OK"])),
    ];
    let mut modem = connect(Mode::Cgla, &script).await.expect("it starts");
    assert_eq!(opened(&mut modem).await, channel(1));
    assert_eq!(opened(&mut modem).await, channel(1));
    assert_eq!(modem.open_channels(), [channel(1)]);
}

#[tokio::test]
async fn a_session_that_nobody_closes_stays_open() {
    let script = [
        ("AT+CCHC=1", lines(&["ERROR"])),
        (CCHO, lines(&["+CCHO: 1", "OK"])),
        ("AT+CCHC=1", lines(&["ERROR"])),
        ("AT+CSIM=8,\"00708001\"", lines(&["ERROR"])),
    ];
    let mut modem = connect(Mode::Cgla, &script).await.expect("it starts");
    opened(&mut modem).await;
    let error = modem.close_channel(channel(1)).await.expect_err("refused twice");
    assert_eq!(error.to_string(), "the modem refused AT+CCHC=1: ERROR");
    assert_eq!(modem.open_channels(), [channel(1)]);
}

#[tokio::test]
async fn a_second_ok_is_not_the_answer_to_the_next_line() {
    let ok = || (0, "\r\nOK\r\n".to_owned());
    let script = [
        ("ATI", vec![(0, "\r\nEG25\r\n\r\nOK\r\n".to_owned()), ok()]),
        ("AT+CGMR", lines(&["1.0", "OK"])),
    ];
    let mut client = client(&script);
    let within = Duration::from_secs(1);
    let first = client.line("ATI", within).await.expect("an answer");
    let second = client.line("AT+CGMR", within).await.expect("an answer");
    assert_eq!(
        (first.lines, second.lines),
        (vec!["EG25".to_owned()], vec!["1.0".to_owned()])
    );
}

#[tokio::test]
async fn after_a_missing_answer_every_question_for_life_has_to_be_answered() {
    let sign = |after| vec![(after, "\r\n+CMEE: 1\r\n\r\nOK\r\n".to_owned())];
    let script = [
        ("ATI", vec![]),
        // Both are answered after the second was asked.
        ("AT+CMEE?", sign(400)),
        ("AT+CMEE?", sign(200)),
        ("AT+CGMR", vec![(100, "\r\n1.0\r\n\r\nOK\r\n".to_owned())]),
    ];
    let mut modem = connect(Mode::Cgla, &script).await.expect("it starts");
    modem.at("ATI").await.expect_err("no answer");
    assert_eq!(modem.at("AT+CGMR").await.expect("an answer").lines, ["1.0"]);
}

#[tokio::test]
async fn an_ok_without_information_is_not_waited_on_for_long() {
    let csim = Command::csim(&[0x00, 0x70, 0x00, 0x00, 0x01]);
    let mut client = client(&[("AT+CSIM=10,\"0070000001\"", lines(&["OK"]))]);
    let within = Duration::from_secs(30);
    client.command(&csim, true, within).await.expect_err("no answer");
    assert!(client.now() < Duration::from_secs(2), "{:?}", client.now());
}

#[tokio::test]
async fn a_pin_is_in_no_error() {
    let line = "AT+CPIN=\"4711\"";
    let mut client = client(&[(line, vec![])]);
    let error = client.line(line, Duration::from_secs(1)).await;
    let text = error.expect_err("no answer").to_string();
    assert!(text.starts_with("no answer to AT+CPIN="), "{text}");
    assert!(!text.contains("4711"), "{text}");
}

#[tokio::test]
async fn a_boot_banner_and_silence_end_the_wait_soon() {
    let mut client = client(&[("ATI", vec![(500, "\r\nRDY\r\n".to_owned())])]);
    let error = client.line("ATI", Duration::from_secs(30)).await;
    let restarted = matches!(error, Err(TransportError::Restarted { .. }));
    assert!(restarted, "{error:?}");
    assert!(client.now() < Duration::from_secs(2), "{:?}", client.now());
}

#[tokio::test]
async fn without_apdus_nothing_is_sent() {
    let mut modem = connect(Mode::Crsm, &[]).await.expect("it starts");
    let basic = CommandApdu::new(0x00, 0xA4, 0x00, 0x00);
    for command in [basic, command()] {
        let error = modem.transmit(&command).await.expect_err("no way");
        assert!(matches!(error, TransportError::Unsupported { .. }), "{error}");
    }
}

const MANAGE_OPEN: &str = "AT+CSIM=10,\"0070000001\"";
const SELECT: &str = "AT+CSIM=44,\"01A4040010A0000005591010FFFFFFFF890000010000\"";

#[tokio::test]
async fn a_channel_on_which_nothing_could_be_selected_is_closed() {
    let script = [
        (MANAGE_OPEN, lines(&["+CSIM: 6,\"019000\"", "OK"])),
        // Half an answer.
        (SELECT, lines(&["+CSIM: 40,\"6F009000\"", "OK"])),
        ("AT+CSIM=8,\"00708001\"", lines(&["+CSIM: 4,\"9000\"", "OK"])),
        ("ATI", lines(&["EG25", "OK"])),
    ];
    let mut modem = connect(Mode::Csim, &script).await.expect("it starts");
    let error = modem.open_channel(&Aid::ISD_R).await.expect_err("half an answer");
    assert!(matches!(error, TransportError::Garbled { .. }), "{error}");
    assert_eq!(modem.open_channels(), []);
    // The script is strict: this line is next only after the channel was closed.
    modem.at("ATI").await.expect("an answer");
}

#[tokio::test]
async fn a_select_with_the_wrong_length_is_sent_with_the_right_one() {
    let again = "AT+CSIM=44,\"01A4040010A0000005591010FFFFFFFF890000010002\"";
    let script = [
        (MANAGE_OPEN, lines(&["+CSIM: 6,\"019000\"", "OK"])),
        (SELECT, lines(&["+CSIM: 4,\"6C02\"", "OK"])),
        (again, lines(&["+CSIM: 8,\"6F009000\"", "OK"])),
    ];
    let mut modem = connect(Mode::Csim, &script).await.expect("it starts");
    assert_eq!(opened(&mut modem).await, channel(1));
}
