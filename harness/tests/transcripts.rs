//! What is left on paper of a run: one removal that works, one that is refused, and each way in which one can break.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use std::process::Command;

/// The transcript of a shipped flow on `sim:`, which passes.
#[track_caller]
fn check(flow: &str, case: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_signoff"))
        .env("LC_ALL", "C")
        .args(["run", &format!("shipped:{flow}.yaml"), "--transcript", "t"])
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    let path = folder.path().join(format!("t/{case}.txt"));
    let transcript = std::fs::read_to_string(path).expect("a transcript");
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(flow.replace('-', "_"), transcript);
    });
}

#[test]
fn a_removal_without_refresh() {
    check(
        "remove-the-enabled-profile-without-refresh",
        "remove-the-enabled-profile-without-refresh.by-iccid",
    );
}

#[test]
fn a_removal_that_is_refused() {
    check("ppr2-forbids-deletion", "ppr2-forbids-deletion");
}

#[test]
fn an_answer_that_is_lost_and_resolved() {
    check("answer-lost-after-execution", "answer-lost-after-execution");
}

#[test]
fn a_memory_reset() {
    check(
        "memory-reset-of-operational-profiles",
        "memory-reset-of-operational-profiles",
    );
}

#[test]
fn a_power_cut() {
    check("power-cut-during-delete", "power-cut-during-delete");
}

#[test]
fn a_card_that_is_busy() {
    check("cat-busy-then-retry", "cat-busy-then-retry");
}
