//! `signoff backup` and `signoff restore`, as a person uses them: on a card whose state is kept.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test by a panic")]

use std::path::Path;
use std::process::{Command, Output};

const ORANGE: &str = "8932100000000002720";

/// Runs a command in a folder with the card `contacts`, whose state is kept there.
fn signoff(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signoff"))
        .args(arguments)
        .args(["--card", "contacts", "--state", "card", "--lang", "en"])
        .env("PIN", "2580")
        .env("WRONG", "0000")
        .current_dir(home)
        .output()
        .unwrap()
}

#[track_caller]
fn check(home: &Path, arguments: &[&str], code: i32, says: &[&str]) {
    let output = signoff(home, arguments);
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    for said in says {
        assert!(text.contains(said), "{arguments:?}: {said:?} is not said: {text}");
    }
}

#[test]
fn a_line_moves_to_another_profile() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    check(
        home,
        &["backup", "proximus", "--out", "old"],
        0,
        &[
            "8932010000000002711: 6 contacts, 6 messages",
            "own number +32470000271",
            "written to old",
        ],
    );
    let cards = std::fs::read_to_string(home.join("old/contacts.vcf")).unwrap();
    assert!(cards.contains("FN:Élodie Müller\r\n"), "{cards}");
    check(home, &["backup", "--out", "old"], 2, &["old exists already"]);
    check(home, &["profile", "enable", "base"], 0, &[]);
    check(
        home,
        &["restore", "old", "--dry-run"],
        0,
        &["6 contacts and 6 messages would be written"],
    );
    check(
        home,
        &["restore", "old", "--profile", "base"],
        0,
        &["6 contacts and 6 messages written in", "read back"],
    );
    check(home, &["restore", "old"], 0, &["12 are there already"]);
    check(home, &["backup", "--out", "new"], 0, &["6 contacts, 6 messages"]);
    check(
        home,
        &["restore", "old", "--profile", "orange"],
        1,
        &["the enabled profile is"],
    );
    check(home, &["profile", "enable", "telenet"], 0, &[]);
    check(
        home,
        &["restore", "old"],
        1,
        &["does not fit: contact \"Mam\"", "--partial writes what fits"],
    );
    check(
        home,
        &["restore", "old", "--partial"],
        0,
        &["3 contacts and 2 messages written"],
    );
}

#[test]
fn a_profile_behind_a_pin_that_is_not_enabled() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    check(
        home,
        &["backup", "orange", "--out", "o"],
        1,
        &["the enabled profile is", "--enable-for-backup"],
    );
    let enabling = ["backup", "orange", "--enable-for-backup", "--out", "o"];
    check(
        home,
        &enabling,
        1,
        &["asked for, 3 tries left", "--pin-file or --pin-env"],
    );
    let wrong = [&enabling[..], &["--pin-env", "WRONG"]].concat();
    check(home, &wrong, 1, &["the PIN is wrong: asked for, 2 tries left"]);
    check(
        home,
        &[&enabling[..], &["--pin-env", "NOBODY"]].concat(),
        2,
        &["no environment variable NOBODY"],
    );
    let right = [&enabling[..], &["--pin-env", "PIN"]].concat();
    check(
        home,
        &right,
        0,
        &[&format!("{ORANGE}: 2 contacts, 1 message"), "2 tries were left"],
    );
    std::fs::write(home.join("pin"), "2580\n").unwrap();
    let file = [
        "backup",
        "orange",
        "--enable-for-backup",
        "--out",
        "p",
        "--pin-file",
        "pin",
    ];
    check(home, &file, 0, &["the PIN was right; 3 tries were left"]);
    // What was enabled before is enabled again.
    check(home, &["backup", "proximus", "--out", "q"], 0, &["6 contacts"]);
}
