//! The modem behind a pseudo-terminal and behind TCP, reached as a program reaches it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Mode, OFlags};
use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::{Modem, ModemFault, ModemPersonality};
use signoff_simulator::serve::pty::PtyServer;
use signoff_simulator::serve::tcp::TcpServer;

/// Every wait ends here.
const DEADLINE: Duration = Duration::from_secs(10);

fn modem() -> Modem {
    let card = CardFile::parse(&signoff_fixtures::card("traveller").expect("shipped")).expect("a card file");
    Modem::from_file(&card, ModemPersonality::default(), 1).expect("a card")
}

#[expect(
    clippy::disallowed_methods,
    reason = "these tests are about the time of the machine"
)]
fn now() -> Instant {
    Instant::now()
}

/// A client of a terminal.
struct Client(OwnedFd);

impl Client {
    fn open(path: &Path) -> Self {
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC | OFlags::NONBLOCK;
        Self(rustix::fs::open(path, flags, Mode::empty()).expect("the terminal opens"))
    }

    fn write(&self, text: &str) {
        assert_eq!(rustix::io::write(&self.0, text.as_bytes()), Ok(text.len()));
    }

    /// Reads until what came ends with `end`.
    #[track_caller]
    fn read_until(&self, end: &str) -> String {
        let started = now();
        let mut got = Vec::new();
        while !got.ends_with(end.as_bytes()) {
            let left = DEADLINE.saturating_sub(started.elapsed());
            assert!(
                !left.is_zero(),
                "waited for {end:?}, got {:?}",
                String::from_utf8_lossy(&got)
            );
            let timeout = left.try_into().expect("short");
            poll(&mut [PollFd::new(&self.0, PollFlags::IN)], Some(&timeout)).expect("poll");
            let mut buffer = [0; 4096];
            match rustix::io::read(&self.0, &mut buffer) {
                Ok(count) => got.extend_from_slice(&buffer[..count]),
                Err(rustix::io::Errno::AGAIN) => {}
                Err(error) => panic!("{error}"),
            }
        }
        String::from_utf8(got).expect("text")
    }

    #[track_caller]
    fn ask(&self, line: &str, want: &str) {
        self.write(line);
        assert_eq!(self.read_until(want), want, "answer to {line:?}");
    }
}

const OPEN: &str = "AT+CCHO=\"A0000005591010FFFFFFFF8900000100\"\r";

#[test]
fn a_dialogue_over_a_terminal() {
    let server = PtyServer::start(modem(), None, None).expect("a terminal");
    let client = Client::open(server.path());
    client.ask("AT\r", "AT\r\r\nOK\r\n");
    client.ask("ATE0\r\n", "ATE0\r\r\nOK\r\n");
    client.ask(OPEN, "\r\n+CCHO: 1\r\n\r\nOK\r\n");
    client.ask(
        "AT+CGLA=1,24,\"80E2910006BF3E035C015A00\"\r",
        "\r\n+CGLA: 46,\"BF3E125A10899999010012345670000000000001389000\"\r\n\r\nOK\r\n",
    );
    client.ask(
        "A/",
        "\r\n+CGLA: 46,\"BF3E125A10899999010012345670000000000001389000\"\r\n\r\nOK\r\n",
    );
}

#[test]
fn bytes_above_ascii_and_control_characters_pass_as_they_are() {
    let server = PtyServer::start(modem(), None, None).expect("a terminal");
    let client = Client::open(server.path());
    // A terminal that is not raw would take ^C, ^D and ^S for itself.
    client.ask("\x03\x04\x13AT\r", "\x03\x04\x13AT\r\r\nOK\r\n");
}

/// At 115,200 baud, what goes back and forth takes the time of its bits, and hardly more. Asked for in one piece
/// after the warm-up: a single exchange would mostly show the scheduler of a busy machine.
#[test]
fn a_paced_line_takes_the_time_of_its_bits() {
    const BAUD: u32 = 115_200;
    const ROUNDS: u32 = 40;
    let server = PtyServer::start(modem(), Some(BAUD), None).expect("a terminal");
    let client = Client::open(server.path());
    client.ask("ATE0\r", "ATE0\r\r\nOK\r\n");
    client.ask(OPEN, "\r\n+CCHO: 1\r\n\r\nOK\r\n");
    let asked = "AT+CGLA=1,24,\"80E2910006BF3E035C015A00\"\r";
    let answered = "\r\n+CGLA: 46,\"BF3E125A10899999010012345670000000000001389000\"\r\n\r\nOK\r\n";
    let started = now();
    for _ in 0..ROUNDS {
        client.ask(asked, answered);
    }
    let taken = started.elapsed();
    let bytes = u32::try_from(asked.len() + answered.len()).expect("short");
    let wire = Duration::from_secs(1) * 10 * bytes * ROUNDS / BAUD;
    assert!(taken >= wire, "{taken:?} for {wire:?} on the wire");
    // Generous, as other tests run at the same time; the bench holds the figure itself.
    assert!(taken < wire * 2, "{taken:?} for {wire:?} on the wire");
}

/// The last bytes of an answer are handed over one by one, which must not make any of them early.
#[test]
fn no_byte_of_a_paced_line_can_be_read_before_its_time() {
    const BAUD: u32 = 115_200;
    let server = PtyServer::start(modem(), Some(BAUD), None).expect("a terminal");
    let client = Client::open(server.path());
    client.ask("ATE0\r", "ATE0\r\r\nOK\r\n");
    let (asked, answered) = ("AT+CIMI\r", "\r\n206010000000001\r\n\r\nOK\r\n");
    for _ in 0..20 {
        let started = now();
        client.write(asked);
        let mut got = Vec::new();
        while got.len() < answered.len() && started.elapsed() < DEADLINE {
            let mut buffer = [0; 64];
            let count = rustix::io::read(&client.0, &mut buffer).unwrap_or_default();
            got.extend_from_slice(&buffer[..count]);
            let bits = 10 * u32::try_from(asked.len() + got.len()).expect("short");
            let wire = Duration::from_secs(1) * bits / BAUD;
            let taken = started.elapsed();
            assert!(count == 0 || taken >= wire, "{taken:?} for {wire:?} on the wire");
        }
        assert_eq!(String::from_utf8_lossy(&got), answered);
    }
}

#[test]
fn echo_runs_beside_the_command() {
    const BAUD: u32 = 9_600;
    let server = PtyServer::start(modem(), Some(BAUD), None).expect("a terminal");
    let client = Client::open(server.path());
    let line = "AT+CGMM;+CGMM;+CGMM;+CGMM=?\r";
    let started = now();
    client.write(line);
    let answer = client.read_until("OK\r\n");
    let taken = started.elapsed();
    let wire = |bytes: usize| Duration::from_secs(1) * 10 * u32::try_from(bytes).expect("short") / BAUD;
    let least = wire(answer.len() + 1);
    let one_after_the_other = wire(answer.len() + line.len());
    assert!(
        taken >= least && taken < one_after_the_other,
        "{least:?} <= {taken:?} < {one_after_the_other:?}"
    );
}

#[test]
fn clients_come_and_go_and_sessions_stay() {
    let server = PtyServer::start(modem(), None, None).expect("a terminal");
    let first = Client::open(server.path());
    first.ask(OPEN, &format!("{OPEN}\r\n+CCHO: 1\r\n\r\nOK\r\n"));
    // Dies in the middle of a line.
    first.ask("AT+CG", "AT+CG");
    drop(first);
    let second = Client::open(server.path());
    second.ask("AT\r", "AT\r\r\nOK\r\n");
    second.ask(OPEN, &format!("{OPEN}\r\n+CCHO: 2\r\n\r\nOK\r\n"));
}

#[test]
fn faults_are_armed_between_commands() {
    let server = PtyServer::start(modem(), None, None).expect("a terminal");
    let client = Client::open(server.path());
    client.ask("ATE0\r", "ATE0\r\r\nOK\r\n");
    let fault = ModemFault::UrcInAnswer("RDY".to_owned());
    server.modem().lock().expect("not poisoned").arm(fault);
    client.ask("AT+CIMI\r", "\r\nRDY\r\n\r\n206010000000001\r\n\r\nOK\r\n");
}

#[test]
fn late_answers_come_late_and_urcs_keep_their_place() {
    let server = PtyServer::start(modem(), None, None).expect("a terminal");
    let client = Client::open(server.path());
    client.ask("ATE0\r", "ATE0\r\r\nOK\r\n");
    server
        .modem()
        .lock()
        .expect("not poisoned")
        .arm(ModemFault::DelayAnswer { ms: 60 });
    let started = now();
    client.ask("AT+CIMI\r", "\r\n206010000000001\r\n\r\nOK\r\n");
    assert!(started.elapsed() >= Duration::from_millis(60));
}

#[test]
fn a_search_is_stopped_by_any_character() {
    let server = PtyServer::start(modem(), None, None).expect("a terminal");
    let client = Client::open(server.path());
    client.ask("ATE0+CMEE=1\r", "ATE0+CMEE=1\r\r\nOK\r\n");
    client.write("AT+COPS=?\r\n");
    client.ask("x", "\r\n+CME ERROR: 52\r\n");
    client.ask("AT\r", "\r\nOK\r\n");
}

#[test]
fn the_link_comes_and_goes_with_the_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let link = folder.path().join("modem");
    let server = PtyServer::start(modem(), None, Some(&link)).expect("a terminal");
    assert_eq!(server.path(), link);
    Client::open(&link).ask("AT\r", "AT\r\r\nOK\r\n");
    let second = PtyServer::start(modem(), None, Some(&link))
        .err()
        .map(|error| error.kind());
    assert_eq!(
        second,
        Some(std::io::ErrorKind::AlreadyExists),
        "a link in use stays"
    );
    drop(server);
    assert!(link.symlink_metadata().is_err());

    std::os::unix::fs::symlink("/dev/pts/no-such-terminal", &link).expect("a stale link");
    let server = PtyServer::start(modem(), None, Some(&link)).expect("the stale link is replaced");
    drop(server);

    std::fs::write(&link, "precious").expect("a file");
    assert!(PtyServer::start(modem(), None, Some(&link)).is_err());
    assert_eq!(std::fs::read_to_string(&link).expect("still there"), "precious");
}

#[test]
fn a_dialogue_over_tcp_for_one_client_at_a_time() {
    let server = TcpServer::start(modem(), "127.0.0.1:0".parse().expect("an address")).expect("a port");
    let connect = || {
        let stream = TcpStream::connect(server.address()).expect("connects");
        stream.set_read_timeout(Some(DEADLINE)).expect("a deadline");
        stream
    };
    let ask = |stream: &mut TcpStream, line: &str, want: &str| {
        stream.write_all(line.as_bytes()).expect("writes");
        let mut got = vec![0; want.len()];
        stream.read_exact(&mut got).expect("answers");
        assert_eq!(String::from_utf8(got).expect("text"), want);
    };
    let mut first = connect();
    ask(&mut first, "AT\r", "AT\r\r\nOK\r\n");

    let mut second = connect();
    second.write_all(b"AT\r").expect("writes");
    let mut refusal = String::new();
    second
        .read_to_string(&mut refusal)
        .expect("is refused and closed");
    assert_eq!(refusal, "\r\nthis modem serves another client\r\n\r\nBUSY\r\n");

    ask(&mut first, "ATE0\r", "ATE0\r\r\nOK\r\n");
    ask(&mut first, OPEN, "\r\n+CCHO: 1\r\n\r\nOK\r\n");
    first.write_all(b"AT+CG").expect("writes");
    drop(first);
    // The server may learn of the end after the next client is there: then that one is refused, and tries again.
    let started = now();
    let mut third = loop {
        let mut stream = connect();
        stream.write_all(b"AT\r").expect("writes");
        let mut got = vec![0; 6];
        stream.read_exact(&mut got).expect("answers");
        if got == b"\r\nOK\r\n" {
            break stream;
        }
        assert!(started.elapsed() < DEADLINE, "still refused");
    };
    ask(&mut third, OPEN, "\r\n+CCHO: 2\r\n\r\nOK\r\n");
}

#[test]
fn a_stopped_server_is_gone_at_once() {
    let started = now();
    let server = PtyServer::start(modem(), Some(300), None).expect("a terminal");
    let path = server.path().to_owned();
    let client = Client::open(&path);
    client.write("AT+CGMI;+CGMM;+CGMR\r");
    drop(server);
    let server = TcpServer::start(modem(), "127.0.0.1:0".parse().expect("an address")).expect("a port");
    let address = server.address();
    drop(server);
    assert!(TcpStream::connect(address).is_err());
    assert!(started.elapsed() < Duration::from_secs(2));
}

/// Writes command lines and reads no answers until nothing is taken for a while; how many bytes were taken, `limit` at
/// most.
fn taken_without_reading(limit: usize, mut write: impl FnMut(&[u8]) -> Option<usize>) -> usize {
    const STUCK: Duration = Duration::from_secs(2);
    let lines = "ATI\r".repeat(1_000);
    let mut taken = 0;
    let mut last = now();
    while taken < limit && last.elapsed() < STUCK {
        if let Some(count) = write(lines.as_bytes()) {
            taken += count;
            last = now();
        } else {
            let pause = Duration::from_millis(5).try_into().expect("short");
            poll(&mut [], Some(&pause)).expect("poll");
        }
    }
    taken
}

#[test]
fn a_client_that_reads_no_answers_has_to_wait() {
    const LIMIT: usize = 12 << 20;
    let address = "127.0.0.1:0".parse().expect("an address");
    let server = TcpServer::start(modem(), address).expect("a port");
    let mut client = TcpStream::connect(server.address()).expect("connected");
    client.set_nonblocking(true).expect("a socket");
    let taken = taken_without_reading(LIMIT, |bytes| client.write(bytes).ok());
    assert!(taken < LIMIT, "{taken} bytes were taken");
    // It goes on where it stopped.
    client.set_nonblocking(false).expect("a socket");
    client.set_read_timeout(Some(DEADLINE)).expect("a timeout");
    client.read_exact(&mut vec![0; 1 << 20]).expect("answers");
}

#[test]
fn a_client_that_is_faster_than_its_line_has_to_wait() {
    const LIMIT: usize = 4 << 20;
    let server = PtyServer::start(modem(), Some(9_600), None).expect("a terminal");
    let client = Client::open(server.path());
    let taken = taken_without_reading(LIMIT, |bytes| rustix::io::write(&client.0, bytes).ok());
    assert!(taken < LIMIT, "{taken} bytes were taken");
}
