//! `signoff simulate card` as other programs meet it.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use signoff_protocol::hex;

fn simulate_card(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signoff"));
    command
        .env("LC_ALL", "C")
        .args(["simulate", "card"])
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Another process that serves a card; killed when the test ends early.
struct Served(Child);

impl Served {
    /// Returns when it says where it serves.
    fn start(folder: &Path, arguments: &[&str]) -> (Self, String) {
        let mut process = simulate_card(folder, arguments)
            .spawn()
            .expect("the program runs");
        let mut line = String::new();
        let output = process.stdout.take().expect("a pipe");
        BufReader::new(output)
            .read_line(&mut line)
            .expect("the first line");
        (Self(process), line.trim().to_owned())
    }

    fn terminate(&mut self) -> Option<i32> {
        let kill = format!("kill -TERM {}", self.0.id());
        let killed = Command::new("sh").args(["-c", &kill]).status();
        assert!(killed.expect("a shell").success());
        self.0.wait().expect("it ends").code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ended_before = self.0.kill();
        self.0.wait().expect("it ends");
    }
}

fn ask(stream: &mut (impl Read + Write), command: &str) -> String {
    let command = hex::decode(command).expect("hexadecimal");
    let length = u16::try_from(command.len()).expect("short").to_be_bytes();
    stream.write_all(&length).expect("sent");
    stream.write_all(&command).expect("sent");
    let mut length = [0; 2];
    stream.read_exact(&mut length).expect("a length");
    let mut answer = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut answer).expect("an answer");
    hex::encode(&answer)
}

const OPEN_ISD_R: [&str; 2] = ["0070000001", "01A4040010A0000005591010FFFFFFFF8900000100"];
const ANNOUNCE_LPAD: &str = "80AA00000AA9088100820101830107";

#[test]
fn a_card_behind_a_socket_file_ends_cleanly_and_keeps_its_state() {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = ["--card", "traveller", "--unix", "card.sock", "--state", "state"];
    let delete = "81E291000FBF330C5A0A982301000000000010F3";
    for want in ["BF33038001009000", "BF33038001019000"] {
        let (mut served, place) = Served::start(folder.path(), &arguments);
        assert_eq!(place, "unix:card.sock");
        let mut client = UnixStream::connect(folder.path().join("card.sock")).expect("it listens");
        client
            .set_read_timeout(Some(Duration::from_secs(10)))
            .expect("a deadline");
        assert_eq!(ask(&mut client, ANNOUNCE_LPAD), "9000");
        for command in OPEN_ISD_R {
            assert!(ask(&mut client, command).ends_with("9000"), "{command}");
        }
        // Done the first time; the second process finds no such profile in the same card.
        assert_eq!(ask(&mut client, delete), want);
        assert_eq!(served.terminate(), Some(0), "SIGTERM is a clean end");
        assert!(!folder.path().join("card.sock").exists());
    }
}

fn run_program(folder: &Path, script: &str) -> Output {
    simulate_card(
        folder,
        &[
            "--card",
            "traveller",
            "--state",
            "state",
            "--lpac-stdio",
            "--",
            "sh",
            "-c",
            script,
        ],
    )
    .output()
    .expect("the program runs")
}

/// A program that sends `requests` and prints each answer.
fn script(requests: &[&str]) -> String {
    let ask = |request: &&str| {
        format!(
            "printf '%s\\n' '{{\"type\":\"apdu\",\"payload\":{request}}}'; read -r answer; echo \"got $answer\";"
        )
    };
    requests.iter().map(ask).collect()
}

const PROGRAM: [&str; 4] = [
    r#"{"func":"connect","param":null}"#,
    r#"{"func":"logic_channel_open","param":"a0000005591010ffffffff8900000100"}"#,
    r#"{"func":"transmit","param":"81e291000fbf330c5a0a982301000000000010f3"}"#,
    r#"{"func":"disconnect","param":null}"#,
];

#[test]
fn a_program_that_speaks_lpac_stdio_finds_the_card_as_the_last_one_left_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for result in ["00", "01"] {
        let output = run_program(folder.path(), &script(&PROGRAM));
        let text = String::from_utf8(output.stdout).expect("text");
        let got = |payload: &str| format!(r#"got {{"type":"apdu","payload":{payload}}}"#);
        let deleted = format!(r#"{{"ecode":0,"data":"BF33038001{result}9000"}}"#);
        let want = [
            r#"{"ecode":0}"#,
            r#"{"ecode":1}"#,
            deleted.as_str(),
            r#"{"ecode":0}"#,
        ]
        .map(got);
        let text: Vec<&str> = text.lines().collect();
        assert_eq!(text, want);
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn a_program_that_fails_or_is_not_there_is_told_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run_program(folder.path(), "echo bye; exit 7");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"bye\n");
    let problem = String::from_utf8(output.stderr).expect("text");
    assert!(problem.contains("sh failed: exit status: 7"), "{problem}");

    let output = simulate_card(folder.path(), &["--lpac-stdio", "--", "./no-such-program"])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(3));
    let problem = String::from_utf8(output.stderr).expect("text");
    assert!(problem.contains("cannot run ./no-such-program"), "{problem}");
}

#[test]
fn a_reader_without_a_driver_is_3_and_says_what_to_install() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = simulate_card(folder.path(), &["--vpcd", "127.0.0.1:1"])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(3));
    let problem = String::from_utf8(output.stderr).expect("text");
    assert!(problem.contains("vsmartcard-vpcd"), "{problem}");
}
