//! A backup that needs a PIN: it is taken again at a resumption, and stands nowhere.

use crate::lab::{code, err, out};

/// Of the profile orange of the card `contacts`.
const PIN: &str = "2580";

#[test]
fn a_pin_is_needed_again_while_the_backup_is_not_finished() {
    let home = tempfile::tempdir().expect("a folder");
    let signoff = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_signoff"));
        let command = command
            .args(arguments)
            .current_dir(home.path())
            .env("LC_ALL", "C.UTF-8");
        command
            .stdin(std::process::Stdio::null())
            .output()
            .expect("the program runs")
    };
    let card = ["--card", "contacts", "--state", "card"];
    let output = signoff(&[&["profile", "enable", "orange"], &card[..]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let remove = |more: &[&str]| {
        let options = [
            "remove",
            "orange",
            "--yes",
            "--run",
            "run",
            "--backup",
            "saved",
            "--patience",
            "0s",
        ];
        signoff(&[&options[..], &card, more].concat())
    };
    // Without it nothing is begun.
    let output = remove(&[]);
    let said = err(&output);
    assert_eq!(code(&output), 1, "{said}");
    assert!(
        said.contains("asks for PIN 1 (3 tries left)") && said.contains("--no-backup"),
        "{said}"
    );
    assert!(!home.path().join("run").exists());
    // The backup can't be written, and the run stops before anything is lost.
    std::fs::write(home.path().join("saved"), "in the way").expect("written");
    std::fs::write(home.path().join("pin"), format!("{PIN}\n")).expect("written");
    let output = remove(&["--pin", PIN, "--pin-file", "pin"]);
    assert_eq!(code(&output), 2, "{}", err(&output));
    let output = remove(&["--pin-file", "pin"]);
    assert_eq!(code(&output), 3, "{}{}", out(&output), err(&output));
    assert!(err(&output).contains("can't be written"), "{}", err(&output));
    std::fs::remove_file(home.path().join("saved")).expect("removed");
    // It is not kept, so a resumption says that it is needed.
    let output = signoff(&["remove", "--resume", "run", "--yes"]);
    let said = err(&output);
    assert_eq!(code(&output), 1, "{said}");
    for part in [
        "the backup is not finished",
        "PIN 1 (3 tries left)",
        "--pin-file FILE or --pin PIN",
        "--skip backup",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!home.path().join("saved").exists());
    let output = signoff(&["remove", "--resume", "run", "--yes", "--pin", "0000"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert!(
        err(&output).contains("the PIN is wrong (2 tries left)"),
        "{}",
        err(&output)
    );
    let output = signoff(&["remove", "--resume", "run", "--yes", "--pin", PIN]);
    // Nobody can be told in this lab.
    assert_eq!(code(&output), 1, "{}{}", out(&output), err(&output));
    assert!(
        out(&output).contains("removed, not acknowledged"),
        "{}",
        out(&output)
    );
    let journal = std::fs::read_to_string(home.path().join("run/journal.jsonl")).expect("the journal");
    // Alone, as a fraction of a second may have the same digits.
    let alone = |text: &str| {
        text.split(|c: char| !c.is_ascii_digit())
            .any(|digits| digits == PIN)
    };
    assert!(!alone(&journal), "{journal}");
    let saved = std::fs::read_dir(home.path().join("saved")).expect("the backup");
    assert_eq!(saved.count(), 1);
    // What is saved needs no PIN any more.
    let output = signoff(&["remove", "--resume", "run", "--yes"]);
    assert!(!err(&output).contains("PIN"), "{}", err(&output));
}
