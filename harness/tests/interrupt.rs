//! Ctrl-C: the first one ends a run in order, the second one at once. Each test waits for what the program says or
//! sends before it presses, and never for a time.

#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test by a panic"
)]

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Far below what the flows would take: two minutes of waiting, half a minute for an answer.
const DEADLINE: Duration = Duration::from_secs(20);
const WAITS: &str = "flow: 1\nname: waits\nabout: Waits for what never comes.\ncard: traveller\nsteps:\n  \
                     - delete: { profile: orange, expect: done }\n  \
                     - wait_until: { at_most_ms: 120000, every_ms: 100, pending: 99 }\n  \
                     - verify: { pending: 1 }\n";

/// `signoff run` in a folder of its own, with every line that it says.
struct Running {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Running {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        std::fs::write(folder.join("waits.yaml"), WAITS).expect("written");
        let mut child = Command::new(env!("CARGO_BIN_EXE_signoff"))
            .env("LC_ALL", "C")
            .args(["run", "waits.yaml"])
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let out = lines(child.stdout.take().expect("piped"));
        let err = lines(child.stderr.take().expect("piped"));
        Self { child, out, err }
    }

    fn press(&self) {
        let kill = format!("kill -INT {}", self.child.id());
        let pressed = Command::new("sh").args(["-c", &kill]).status().expect("a shell");
        assert!(pressed.success());
    }

    /// Exit code, and what was said and not yet asked for. A program that does not end is killed and fails the test.
    fn end(mut self) -> (Option<i32>, String, String) {
        let began = Instant::now();
        let mut rest = [&self.out, &self.err].map(|lines| {
            let mut text = String::new();
            // The sender is gone once the program has closed its end.
            while let Ok(line) = lines.recv_timeout(DEADLINE.saturating_sub(began.elapsed())) {
                text.push_str(&line);
                text.push('\n');
            }
            text
        });
        if began.elapsed() >= DEADLINE {
            self.child.kill().expect("still there");
            panic!("still running: {rest:?}");
        }
        let status = self.child.wait().expect("it has ended");
        let [out, err] = &mut rest;
        (status.code(), std::mem::take(out), std::mem::take(err))
    }
}

fn lines(pipe: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            // Fails when the test is over.
            sender.send(line).ok();
        }
    });
    receiver
}

/// Waits for a line with `part` in it.
#[track_caller]
fn wait_for(lines: &Receiver<String>, part: &str) {
    let mut seen = Vec::new();
    loop {
        match lines.recv_timeout(DEADLINE) {
            Ok(line) if line.contains(part) => return,
            Ok(line) => seen.push(line),
            Err(error) => panic!("{part:?} was not said, {error}: {seen:?}"),
        }
    }
}

#[track_caller]
fn check_first(target: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = [
        "-v",
        "--target",
        target,
        "--transcript",
        "t",
        "--json",
        "r.json",
        "--junit",
        "r.xml",
    ];
    let running = Running::start(folder.path(), &arguments);
    wait_for(&running.out, "delete");
    running.press();
    let (code, out, err) = running.end();
    assert_eq!(code, Some(130), "{target}: {out}{err}");
    assert!(
        err.contains("stopping: the command that is running ends first"),
        "{err}"
    );
    assert!(
        out.contains("interrupted after 1 of 3 steps; channels are closed"),
        "{out}"
    );
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect(name);
    let report: serde_json::Value = serde_json::from_str(&read("r.json")).expect("complete JSON");
    assert_eq!(report["summary"]["interrupted"], 1, "{report}");
    assert!(read("r.xml").trim_end().ends_with("</testsuites>"));
    assert!(
        read("t/waits.txt").contains("interrupted"),
        "{}",
        read("t/waits.txt")
    );
    if target.starts_with("pty:") {
        let link = read("t/waits.link.txt");
        // Before the first step, channels that somebody left open are closed.
        let (_, steps) = link.split_once("step 1:").expect("a step");
        let count = |command: &str| steps.matches(command).count();
        assert!(count("AT+CCHO=") > 0, "{link}");
        assert_eq!(count("AT+CCHO="), count("AT+CCHC="), "{link}");
    }
}

#[test]
fn the_first_one_ends_the_run_in_order() {
    check_first("sim:");
    check_first("pty:ref-27007?mode=cgla");
}

/// A modem that falls silent once a card is to be reached.
fn falls_silent() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let target = format!("tcp:{}?mode=cgla", listener.local_addr().expect("bound"));
    let (sender, heard) = channel();
    thread::spawn(move || {
        let (stream, _) = listener.accept().expect("a client");
        let mut answers = stream.try_clone().expect("one more handle");
        for line in BufReader::new(stream).split(b'\r').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).trim().to_owned();
            let reaches_card =
                line.contains("+CCHO=\"") || line.contains("+CGLA=") || line.contains("+CSIM=");
            // Both fail when the program has ended.
            if reaches_card {
                sender.send(line).ok();
            } else {
                answers.write_all(b"\r\nOK\r\n").ok();
            }
        }
    });
    (target, heard)
}

#[test]
fn the_second_one_ends_the_process_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (target, heard) = falls_silent();
    let running = Running::start(folder.path(), &["--target", &target]);
    wait_for(&heard, "AT+C");
    running.press();
    wait_for(&running.err, "stopping: the command that is running ends first");
    running.press();
    let (code, out, err) = running.end();
    assert_eq!(code, Some(130), "{out}{err}");
    assert!(
        err.contains("stopped at once: the state of the card is not known"),
        "{err}"
    );
}
