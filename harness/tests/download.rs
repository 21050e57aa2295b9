//! `signoff profile download` with a served SM-DP+: what it installs, and what is told to whom afterwards.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn signoff(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signoff"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

/// The SM-DP+ of the traveller; killed when the test ends.
struct Served {
    process: Child,
    place: String,
}

impl Served {
    fn start(folder: &Path) -> Self {
        let mut process = signoff(
            folder,
            &["simulate", "smdp", "--smdp", "travel", "--bind", "127.0.0.1:0"],
        )
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
        let mut line = String::new();
        let output = process.stdout.take().expect("a pipe");
        BufReader::new(output)
            .read_line(&mut line)
            .expect("the first line");
        let place = line.trim().trim_start_matches("https://").to_owned();
        Self { process, place }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ended_before = self.process.kill();
        self.process.wait().expect("it ends");
    }
}

/// What is printed by a command that must succeed.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = signoff(folder, arguments).output().expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {text}{errors}");
    text
}

#[test]
fn a_download_tells_the_result_and_what_the_profile_has_configured_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let served = Served::start(folder.path());
    let resolve = format!("smdp.travel.example={}", served.place);
    let code = "LPA:1$smdp.travel.example$HOLIDAY-1";
    let card = ["--card", "traveller", "--state", "card"];
    let pending = |folder: &Path| {
        let listed = run(folder, &[&["notification", "list"][..], &card].concat());
        listed.matches("smdp.travel.example").count()
    };
    let download = ["profile", "download", code, "--resolve", &resolve];

    // One is the installation result, the other the notification of the profile for the same address.
    run(folder.path(), &[&download[..], &["--no-deliver"], &card].concat());
    assert_eq!(pending(folder.path()), 2);

    let other = tempfile::tempdir().expect("a folder");
    let served = Served::start(other.path());
    let resolve = format!("smdp.travel.example={}", served.place);
    let download = ["profile", "download", code, "--resolve", &resolve];
    run(other.path(), &[&download[..], &card].concat());
    assert_eq!(pending(other.path()), 0);
}
