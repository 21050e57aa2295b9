//! A modem that one process serves, and the flows that another one runs on it by its path, as on any modem.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// `signoff simulate modem`, until the test is over.
struct Served(Child);

impl Served {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_signoff"))
            .env("LC_ALL", "C")
            .args(["simulate", "modem", "--link", "modem"])
            .args(arguments)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut place = String::new();
        let out = child.stdout.take().expect("piped");
        BufReader::new(out).read_line(&mut place).expect("a line");
        assert_eq!(place.trim_end(), "serial:modem");
        Self(child)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

#[test]
fn all_flows_that_fit_the_card_pass_over_a_serial_port() {
    let folder = tempfile::tempdir().expect("a folder");
    let _served = Served::start(folder.path(), &["--card", "traveller", "--modem", "quectel-eg25"]);
    let output = Command::new(env!("CARGO_BIN_EXE_signoff"))
        .env("LC_ALL", "C")
        .args([
            "run",
            "--target",
            "serial:modem",
            "--expendable",
            "all",
            "--json",
            "run.json",
        ])
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{text}");
    let json = std::fs::read_to_string(folder.path().join("run.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let count = |verdict: &str| report["summary"][verdict].as_u64().expect(verdict);
    assert!(count("passed") >= 34, "{text}");
    assert_eq!(count("failed"), 0);
    assert!(count("not_applicable") > 0, "flows for other cards: {text}");
}
