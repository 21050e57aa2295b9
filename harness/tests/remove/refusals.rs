//! What is refused before anything is changed.

use crate::lab::{Lab, PLAIN, code, err, iccid, out};

#[test]
fn without_consent_nothing_is_sent() {
    let lab = Lab::start(2, PLAIN);
    for (dut, more, help) in [
        // Nobody can be asked, and nobody said yes.
        ("dut.yaml", &[][..], "add --yes"),
        // Yes is not enough on a real device.
        ("guarded.yaml", &["--yes"][..], "--expendable"),
        // What is declared is another profile.
        (
            "guarded.yaml",
            &["--yes", "--expendable", &iccid(1)][..],
            &iccid(0)[..],
        ),
    ] {
        let mut arguments = vec!["remove", "p0", "--dut", dut, "--no-backup", "--run", "run"];
        arguments.extend_from_slice(more);
        let output = lab.signoff(&arguments);
        assert_eq!(code(&output), 4, "{more:?}: {}", err(&output));
        assert!(err(&output).contains("nothing was changed"), "{}", err(&output));
        assert!(err(&output).contains(help), "{help}: {}", err(&output));
        assert!(!lab.path("run").exists(), "no run was begun");
    }
    let output = lab.signoff(&["profile", "list", "--dut", "dut.yaml"]);
    assert!(out(&output).contains("enabled"), "{}", out(&output));
    let output = lab.signoff(&["notification", "list", "--dut", "dut.yaml"]);
    assert_eq!(out(&output).trim(), "no notifications");
}

#[test]
fn a_reset_needs_every_profile_and_a_factory_reset_all() {
    let lab = Lab::start(2, PLAIN);
    let (one, two) = (iccid(0), iccid(1));
    let reset = |method: &str, more: &[&str]| {
        let mut arguments = vec![
            "remove",
            "--method",
            method,
            "--dut",
            "guarded.yaml",
            "--yes",
            "--no-backup",
            "--run",
            "run",
        ];
        arguments.extend_from_slice(more);
        lab.signoff(&arguments)
    };
    let output = reset("memory_reset", &["--expendable", &one]);
    assert_eq!(code(&output), 4, "{}", err(&output));
    assert!(err(&output).contains(&two), "{}", err(&output));
    let output = reset("factory_reset", &["--expendable", &one, "--expendable", &two]);
    assert_eq!(code(&output), 4, "{}", err(&output));
    assert!(err(&output).contains("--expendable all"), "{}", err(&output));
    let output = reset("memory_reset", &["--expendable", &one, "--expendable", &two]);
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    let output = lab.signoff(&["profile", "list", "--dut", "dut.yaml"]);
    assert_eq!(out(&output).trim(), "no profiles");
}

#[test]
fn mistakes_are_usage() {
    let lab = Lab::start(2, PLAIN);
    for (arguments, want) in [
        (&["remove", "nobody", "--dut", "dut.yaml"][..], "nobody"),
        (
            &["remove", "--method", "all_but_one", "--dut", "dut.yaml"],
            "--keep",
        ),
        (
            &["remove", "p0", "--method", "memory_reset", "--dut", "dut.yaml"],
            "name none of them",
        ),
        (&["remove", "--resume", "nowhere"], "has no run"),
        (
            &["remove", "p0", "--dut", "dut.yaml", "--patience", "soon"],
            "a time like 30s",
        ),
        (
            &["remove", "p0", "--dut", "dut.yaml", "--at", "someday"],
            "2026-05-31",
        ),
        (
            &["verify", "p0", "--dut", "dut.yaml", "--archive", "nowhere"],
            "there is no archive",
        ),
        (
            &[
                "verify",
                "p0",
                "--dut",
                "dut.yaml",
                "--smdp",
                "http://127.0.0.1:1",
            ],
            "https",
        ),
    ] {
        let output = lab.signoff(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", err(&output));
        assert!(err(&output).contains(want), "{arguments:?}: {}", err(&output));
    }
    // A profile that is not there is no mistake of the command line.
    let output = lab.signoff(&["remove", "8932999000000000999", "--dut", "dut.yaml"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert!(err(&output).contains("signoff verify"), "{}", err(&output));
}

#[test]
fn a_foreign_run_is_refused() {
    let lab = Lab::start(2, PLAIN);
    std::fs::create_dir(lab.path("other")).expect("a folder");
    std::fs::write(lab.path("other/journal.jsonl"), "{\"signoff_removal\":99}\n").expect("written");
    let output = lab.signoff(&["remove", "--resume", "other"]);
    assert_eq!(code(&output), 2, "{}", err(&output));
    assert!(err(&output).contains("version 99"), "{}", err(&output));
    let output = lab.signoff(&[
        "remove",
        "p1",
        "--dut",
        "dut.yaml",
        "--yes",
        "--no-backup",
        "--run",
        "other",
    ]);
    assert_eq!(code(&output), 2, "{}", err(&output));
    assert!(err(&output).contains("--resume other"), "{}", err(&output));
}
