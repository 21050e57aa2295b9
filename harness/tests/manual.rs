//! Manual steps as a user meets them: without anybody to ask, with a file of answers, and at a terminal.

#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "helpers of tests fail the test by a panic"
)]

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// Far longer than the program takes for anything that is tested here.
const DEADLINE: Duration = Duration::from_secs(30);

const FLOW: &str = "flow: 1\nname: calls\nabout: Somebody calls.\ncard: traveller\nsteps:\n  \
                    - manual:\n      label: call the operator\n      say: Call the operator.\n      \
                    say_in: { zh: 请致电运营商。 }\n      at_most_s: 600\n      expect: { outcome: done, reference: \"BE-*\" }\n  \
                    - delete: { profile: orange, expect: done }\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("calls.yaml"), FLOW).expect("written");
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_signoff"))
        .env("LC_ALL", "C")
        .args(["run", "calls.yaml"])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    (status.code(), text)
}

#[test]
fn without_anybody_to_ask_the_flow_is_not_applicable_and_says_why() {
    let folder = folder();
    let (code, text) = run(folder.path(), &[]);
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains("neither a terminal nor an answer"), "{text}");
    assert!(text.contains("call the operator"), "{text}");
}

#[test]
fn answers_of_a_file_are_recorded_everywhere() {
    let folder = folder();
    // Who asks at a desk is not the business of a flow.
    let answers = "operator: { account: a, document: b }\n\
                   call the operator: { outcome: done, reference: BE-4711 }\n";
    std::fs::write(folder.path().join("answers.yaml"), answers).expect("written");
    let arguments = [
        "--answers",
        "answers.yaml",
        "--json",
        "run.json",
        "--junit",
        "run.xml",
        "--transcript",
        "out",
        "-v",
    ];
    let (code, text) = run(folder.path(), &arguments);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("done, reference BE-4711"), "{text}");
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect(name);
    let json: serde_json::Value = serde_json::from_str(&read("run.json")).expect("JSON");
    let record = &json["cases"][0]["manual"][0];
    assert_eq!(record["label"], "call the operator");
    assert_eq!(record["outcome"], "done");
    assert_eq!(record["reference"], "BE-4711");
    assert!(read("run.xml").contains("manual.call the operator"));
    let transcripts = std::fs::read_dir(folder.path().join("out")).expect("a folder");
    let told = transcripts.filter_map(Result::ok).any(|entry| {
        std::fs::read_to_string(entry.path()).is_ok_and(|text| text.contains("done, reference BE-4711"))
    });
    assert!(told, "the transcript has the outcome");
}

#[test]
fn another_outcome_fails_the_step() {
    let folder = folder();
    let answers = "call the operator: { outcome: not_reached }\n";
    std::fs::write(folder.path().join("answers.yaml"), answers).expect("written");
    let (code, text) = run(folder.path(), &["--answers", "answers.yaml"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(
        text.contains("not_reached") && text.contains("expected done"),
        "{text}"
    );
}

#[test]
fn data_about_persons_in_a_file_is_refused_and_not_repeated() {
    let folder = folder();
    for personal in [
        "somebody@mail.example",
        "+32 470 00 00 01",
        "Jan Janssens",
        "EH123456",
    ] {
        let answers = format!("call the operator: {{ outcome: done, reference: \"{personal}\" }}\n");
        std::fs::write(folder.path().join("answers.yaml"), answers).expect("written");
        let (code, text) = run(folder.path(), &["--answers", "answers.yaml"]);
        assert_eq!(code, Some(2), "{text}");
        assert!(
            text.contains("call the operator") && !text.contains(personal),
            "{text}"
        );
    }
}

/// The program with a terminal of its own.
struct AtTerminal {
    child: Child,
    master: File,
    seen: String,
}

impl AtTerminal {
    fn start(folder: &Path, language: &str) -> Self {
        let master =
            openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a terminal");
        grantpt(&master).expect("granted");
        unlockpt(&master).expect("unlocked");
        let name = ptsname(&master, Vec::new()).expect("a name");
        let path = name.to_str().expect("a path");
        let slave = OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .expect("its other end");
        let child = Command::new(env!("CARGO_BIN_EXE_signoff"))
            .env("LC_ALL", "C")
            .args(["run", "calls.yaml", "--lang", language, "--json", "run.json"])
            .current_dir(folder)
            .stdin(slave.try_clone().expect("a copy"))
            .stderr(slave)
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs");
        Self {
            child,
            master: File::from(master),
            seen: String::new(),
        }
    }

    /// Reads until a text has come.
    fn wait_for(&mut self, text: &str) {
        let began = Instant::now();
        let mut buffer = [0; 4096];
        while !self.seen.contains(text) {
            assert!(began.elapsed() < DEADLINE, "{text} in {}", self.seen);
            let count = self.master.read(&mut buffer).expect("something to read");
            let piece = String::from_utf8_lossy(buffer.get(..count).unwrap_or_default()).into_owned();
            self.seen.push_str(&piece);
        }
    }

    fn say(&mut self, line: &str) {
        self.master
            .write_all(format!("{line}\n").as_bytes())
            .expect("typed");
        self.seen.clear();
    }

    fn code(mut self) -> Option<i32> {
        self.child.wait().expect("it ends").code()
    }
}

#[test]
fn a_person_is_asked_and_asked_again() {
    let folder = folder();
    let mut terminal = AtTerminal::start(folder.path(), "en");
    terminal.wait_for("Call the operator.");
    terminal.wait_for("What came of it?");
    terminal.say("perhaps");
    terminal.wait_for("or the first letter");
    terminal.say("d");
    terminal.wait_for("Reference number");
    terminal.say("Jan Janssens");
    terminal.wait_for("data about persons");
    terminal.say("BE-0815");
    assert_eq!(terminal.code(), Some(0));
    let json = std::fs::read_to_string(folder.path().join("run.json")).expect("a report");
    assert!(json.contains("BE-0815") && !json.contains("Janssens"), "{json}");
}

#[test]
fn the_instruction_is_in_the_language_of_the_person_and_ctrl_c_ends_it() {
    let folder = folder();
    let mut terminal = AtTerminal::start(folder.path(), "zh");
    terminal.wait_for("请致电运营商。");
    let kill = format!("kill -INT {}", terminal.child.id());
    assert!(
        Command::new("sh")
            .args(["-c", &kill])
            .status()
            .expect("a shell")
            .success()
    );
    assert_eq!(terminal.code(), Some(130));
}

#[test]
fn a_deadline_that_passes_fails_the_step() {
    let folder = folder();
    let short = FLOW.replace("at_most_s: 600", "at_most_s: 1");
    std::fs::write(folder.path().join("calls.yaml"), short).expect("written");
    let mut terminal = AtTerminal::start(folder.path(), "en");
    terminal.wait_for("What came of it?");
    assert_eq!(terminal.code(), Some(1));
    let json = std::fs::read_to_string(folder.path().join("run.json")).expect("a report");
    assert!(json.contains("no outcome within 1 s"), "{json}");
}
