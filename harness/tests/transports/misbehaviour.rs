//! What happens when the other end misbehaves.

use std::net::{Ipv4Addr, TcpListener};
use std::time::Duration;

use signoff_harness::transport::at::{AtClient, AtTransport, SerialLink};
use signoff_harness::transport::{
    Fault, Mode, OpenOptions, Target, Timeouts, Transport, TransportError, open,
};
use signoff_simulator::modem::{Modem, ModemPersonality};
use signoff_simulator::serve::pty::PtyServer;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::Instant;

use crate::support::{Fixture, GET_EID, Kind, card, opened, options, store_data, try_store_data};

fn hurried() -> OpenOptions {
    OpenOptions {
        timeouts: Timeouts {
            start: Duration::from_millis(700),
            ..options().timeouts
        },
        ..OpenOptions::default()
    }
}

async fn open_error(target: &str) -> String {
    let target: Target = target.parse().expect("a target");
    match open(&target, None, hurried()).await {
        Ok(transport) => panic!("{} opened", transport.describe()),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_port_that_does_not_exist_is_named() {
    assert_eq!(
        open_error("serial:/dev/no-such-port").await,
        "cannot open /dev/no-such-port: there is no such port; `signoff ports` lists those that exist"
    );
}

#[tokio::test]
async fn a_file_that_is_no_port_is_named() {
    let error = open_error("serial:/dev/null").await;
    assert!(error.starts_with("cannot open /dev/null: "), "{error}");
}

#[tokio::test]
async fn an_address_where_nobody_listens_is_named() {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = free.local_addr().expect("it has one").to_string();
    drop(free);
    let error = open_error(&format!("tcp:{address}")).await;
    assert!(
        error.starts_with(&format!("cannot open tcp:{address}: ")),
        "{error}"
    );
}

/// A TCP port where whoever connects gets `line` every 10 ms; nothing if it is empty.
async fn babbler(line: &'static [u8]) -> String {
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .expect("a free port");
    let address = listener.local_addr().expect("it has one").to_string();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a client");
        let mut every = tokio::time::interval(Duration::from_millis(10));
        loop {
            every.tick().await;
            if stream.write_all(line).await.is_err() {
                return;
            }
        }
    });
    address
}

#[tokio::test]
async fn a_port_that_says_nothing_is_told_within_the_deadline() {
    let began = Instant::now();
    let address = babbler(b"").await;
    assert_eq!(
        open_error(&format!("tcp:{address}")).await,
        "no OK to AT within 700 ms; nothing was received"
    );
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_port_that_says_rubbish_is_told_within_the_deadline_with_the_rubbish() {
    for rubbish in [&b"\xFF\xFErubbish"[..], b"$GPGGA,123519,4807.038,N\r\n"] {
        let began = Instant::now();
        let address = babbler(rubbish).await;
        let error = open_error(&format!("tcp:{address}")).await;
        assert!(
            error.starts_with("no OK to AT within 700 ms; the last bytes were \"..."),
            "{error}"
        );
        assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    }
}

/// A TCP port that answers each line with `OK`, and never stops talking once a line was `ATZ`.
async fn flood() -> String {
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .expect("a free port");
    let address = listener.local_addr().expect("it has one").to_string();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a client");
        let mut line = Vec::new();
        while !line.ends_with(b"ATZ\r") {
            line.push(stream.read_u8().await.expect("a byte"));
            if line.ends_with(b"\r") {
                stream.write_all(b"\r\nOK\r\n").await.expect("a client");
            }
        }
        let urcs = b"\r\n+CREG: 1\r\n".repeat(100);
        while stream.write_all(&urcs).await.is_ok() {}
    });
    address
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_port_that_never_stops_talking_is_told_within_the_deadline() {
    let target: Target = format!("tcp:{}?mode=crsm", flood().await)
        .parse()
        .expect("a target");
    let mut options = hurried();
    options.timeouts.apdu = Duration::from_millis(500);
    options.timeouts.command = Duration::from_millis(500);
    let mut transport = open(&target, None, options).await.expect("it opens");
    transport.at("ATZ").await.expect("an answer");
    let began = Instant::now();
    let work = tokio::time::timeout(Duration::from_secs(20), transport.at("ATI"));
    let error = work.await.expect("it ends").expect_err("no answer");
    assert!(
        error.to_string().starts_with("no answer to ATI within 500 ms"),
        "{error}"
    );
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

fn served() -> PtyServer {
    let modem = Modem::from_file(&card(1), ModemPersonality::default(), 1).expect("a card");
    PtyServer::start(modem, None, None).expect("a pseudo-terminal")
}

#[tokio::test]
async fn a_port_that_somebody_else_has_is_busy() {
    let server = served();
    let path = server.path().to_string_lossy().into_owned();
    let first = SerialLink::open(&path, 115_200).expect("it is free");
    match SerialLink::open(&path, 115_200) {
        Err(error @ TransportError::Busy { .. }) => {
            assert!(
                error.to_string().starts_with(&format!("{path} is busy: ")),
                "{error}"
            );
        }
        other => panic!("{other:?}"),
    }
    drop(first);
}

#[tokio::test]
async fn unplugging_is_an_error_within_two_seconds() {
    let server = served();
    let path = server.path().to_string_lossy().into_owned();
    let link = SerialLink::open(&path, 115_200).expect("it is free");
    let client = AtClient::new(link, options().timeouts, options().log);
    let mut transport = AtTransport::connect(client, Mode::Cgla, None)
        .await
        .expect("a modem");
    let channel = opened(&mut transport).await;
    store_data(&mut transport, channel, GET_EID, 255).await;
    drop(server);
    let began = Instant::now();
    let error = try_store_data(&mut transport, channel, GET_EID, 255)
        .await
        .expect_err("it is gone");
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert!(matches!(error, TransportError::Disconnected { .. }), "{error}");
    assert!(
        error.to_string().starts_with(&format!("serial:{path} is gone")),
        "{error}"
    );
}

#[tokio::test]
async fn unplugging_while_waiting_is_an_error_within_two_seconds() {
    let server = served();
    let path = server.path().to_string_lossy().into_owned();
    let engine = server.modem();
    let link = SerialLink::open(&path, 115_200).expect("it is free");
    let client = AtClient::new(link, options().timeouts, options().log);
    let mut transport = AtTransport::connect(client, Mode::Cgla, None)
        .await
        .expect("a modem");
    let channel = opened(&mut transport).await;
    engine
        .lock()
        .expect("nobody failed")
        .arm(signoff_simulator::modem::ModemFault::LoseAnswer);
    let began = Instant::now();
    let waiting = try_store_data(&mut transport, channel, GET_EID, 255);
    let pulling = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        drop(server);
    };
    let (answer, ()) = tokio::join!(waiting, pulling);
    assert!(
        matches!(answer, Err(TransportError::Disconnected { .. })),
        "{answer:?}"
    );
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
}

/// Arms a fault, sends GetEID with it, then without.
async fn with_fault(kind: Kind, fault: Fault) -> (Result<Vec<u8>, TransportError>, Fixture) {
    let mut fixture = Fixture::open_with(
        kind,
        card(1),
        OpenOptions {
            timeouts: Timeouts {
                apdu: Duration::from_millis(900),
                ..options().timeouts
            },
            ..OpenOptions::default()
        },
    )
    .await;
    let transport = fixture.transport();
    let channel = opened(transport).await;
    transport.arm(&fault).expect("it is simulated");
    let answer = try_store_data(transport, channel, GET_EID, 255).await;
    (answer, fixture)
}

const MODEMS: [Kind; 3] = [
    Kind::SimWithModem,
    Kind::Pty(Mode::Cgla, None),
    Kind::Pty(Mode::Csim, None),
];

#[tokio::test]
async fn a_lost_answer_is_a_timeout_that_says_what_was_waited_for() {
    for kind in MODEMS {
        for fault in [Fault::LoseAnswer, Fault::LoseCommand] {
            let (answer, mut fixture) = with_fault(kind, fault).await;
            let error = answer.expect_err("it was lost");
            let text = error.to_string();
            assert!(text.starts_with("no answer to AT+C"), "{text}");
            assert!(text.ends_with(" within 900 ms; nothing was received"), "{text}");
            assert!(error.may_have_been_executed());
            // The line is in step again.
            let transport = fixture.transport();
            let channel = transport.open_channels()[0];
            assert_eq!(store_data(transport, channel, GET_EID, 255).await.len(), 21);
        }
    }
}

#[tokio::test]
async fn a_delayed_answer_is_waited_for_or_dropped() {
    for kind in MODEMS {
        let (answer, _) = with_fault(kind, Fault::DelayAnswer { ms: 300 }).await;
        assert_eq!(answer.expect("in time").len(), 21, "{kind:?}");

        let (answer, mut fixture) = with_fault(kind, Fault::DelayAnswer { ms: 1_500 }).await;
        answer.expect_err("too late");
        let transport = fixture.transport();
        let channel = transport.open_channels()[0];
        // GetEuiccChallenge (SGP.22 §5.7.7): an answer to GetEID would be too late here.
        let challenge = store_data(transport, channel, &[0xBF, 0x2E, 0x00], 255).await;
        assert!(challenge.starts_with(&[0xBF, 0x2E]), "{kind:?}: {challenge:02X?}");
    }
}

#[tokio::test]
async fn a_urc_in_the_answer_is_not_part_of_it() {
    for kind in MODEMS {
        let (answer, _) = with_fault(kind, Fault::Urc("+CREG: 2".to_owned())).await;
        assert_eq!(answer.expect("an answer").len(), 21, "{kind:?}");
    }
}

#[tokio::test]
async fn a_modem_that_restarts_is_taken_into_use_again() {
    for kind in MODEMS {
        let (answer, mut fixture) = with_fault(kind, Fault::ModemReset).await;
        let error = answer.expect_err("it restarted");
        assert!(error.may_have_been_executed(), "{kind:?}: {error}");
        let transport = fixture.transport();
        transport.reset().await.expect("the card comes back");
        assert_eq!(transport.open_channels(), []);
        let channel = opened(transport).await;
        assert_eq!(store_data(transport, channel, GET_EID, 255).await.len(), 21);
    }
}

#[tokio::test]
async fn a_status_word_by_fault_reaches_the_caller() {
    use signoff_protocol::apdu::{CommandApdu, StatusWord, ins};

    for kind in [Kind::Sim, Kind::SimWithModem, Kind::Pty(Mode::Cgla, None)] {
        let mut fixture = Fixture::open(kind, card(1)).await;
        let transport = fixture.transport();
        let channel = opened(transport).await;
        let fault = Fault::Status {
            ins: ins::STORE_DATA,
            status: StatusWord::MEMORY_PROBLEM,
        };
        transport.arm(&fault).expect("it is simulated");
        let command = CommandApdu::new(channel.proprietary(), ins::STORE_DATA, 0x91, 0)
            .with_data(GET_EID)
            .expect("it is short");
        let answer = transport.transmit(&command).await.expect("an answer");
        assert_eq!(answer.status, StatusWord::MEMORY_PROBLEM, "{kind:?}");
        assert_eq!(store_data(transport, channel, GET_EID, 255).await.len(), 21);
    }
}

#[tokio::test]
async fn faults_of_a_modem_need_a_modem() {
    let mut fixture = Fixture::open(Kind::Sim, card(1)).await;
    let transport = fixture.transport();
    assert!(Fault::LoseAnswer.needs_modem());
    let error = transport.arm(&Fault::LoseAnswer).expect_err("there is no modem");
    assert_eq!(
        error.to_string(),
        "sim: cannot have a lost answer without a modem"
    );
    let error = transport.at("ATI").await.expect_err("there is no modem");
    assert_eq!(error.to_string(), "sim: cannot take AT commands without a modem");
}

#[tokio::test]
async fn channels_left_open_by_a_predecessor_are_not_ours() {
    for kind in [Kind::Sim, Kind::SimWithModem] {
        let mut fixture = Fixture::open(kind, card(1)).await;
        let transport = fixture.transport();
        transport
            .arm(&Fault::LeaveChannelsOpen { count: 2 })
            .expect("it is simulated");
        assert_eq!(transport.open_channels(), []);
        let channel = opened(transport).await;
        assert_eq!(transport.open_channels(), [channel]);
    }
}
