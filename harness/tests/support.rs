//! `signoff detect` as a user meets it: verdict, reasons, evidence, advice and exit code.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use std::process::{Command, Output};

fn detect(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_signoff"))
        .args(["--lang", "en", "detect"])
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[track_caller]
fn check(arguments: &[&str], code: i32, parts: &[&str]) {
    let output = detect(arguments);
    let text = text(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    for part in parts {
        assert!(text.contains(part), "{arguments:?}: {part} in\n{text}");
    }
}

#[test]
fn each_verdict_has_its_exit_code_its_reasons_and_its_advice() {
    check(
        &[],
        0,
        &[
            "euicc - a consumer eUICC (SGP.22)",
            "possible on this device",
            "an ISD-R answers under A0000005591010FFFFFFFF8900000100 (SGP.22)",
            "additionalProfile, testProfileSupport",
            "CI that it trusts",
            "then remove the profile",
        ],
    );
    check(
        &["--card", "iot"],
        1,
        &[
            "iot -",
            "SGP.32 v1.2.0",
            "eim.fleet.example",
            "have the eIM remove",
        ],
    );
    check(&["--card", "m2m"], 1, &["m2m -", "SM-SR"]);
    check(
        &["--card", "plain-uicc"],
        1,
        &[
            "uicc -",
            "9 AIDs were tried",
            "SELECT A06573746B6D65FFFF4953442D522030 (ESTKme SE0)",
        ],
    );
    check(
        &["--target", "pty:no-apdu-access"],
        1,
        &[
            "no_apdu_access -",
            "AT+CSIM=10,\"0070000001\"",
            "+CME ERROR: 3",
            "newer firmware",
        ],
    );
    check(
        &["--target", "pty:own-lpa"],
        1,
        &[
            "internal_lpa -",
            "modem    Quectel RG650E-EU RG650EEU00ACR01A01M8G",
            "send AT+QESIM=\"lpa_enable\",0, then AT+CFUN=1,1",
        ],
    );
    check(
        &["--target", "pty:test-mode"],
        1,
        &["test_mode -", "AT+CFUN? is answered by +CFUN: 5 OK"],
    );
    check(
        &["--target", "pty:second-slot"],
        1,
        &["no_card -", "choose the slot"],
    );
    check(
        &["--target", "serial:/dev/no-such-port"],
        3,
        &["no_modem - nothing answers there", "signoff ports"],
    );
}

#[test]
fn json_has_the_same_and_the_form_of_its_schema() {
    let output = detect(&["--target", "pty:own-lpa", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_str(&text(&output)).expect("JSON");
    assert_eq!(report["signoff_support"], 1);
    assert_eq!(report["verdict"], "internal_lpa");
    assert_eq!(report["removal_possible"], false);
    assert_eq!(report["next"][0]["name"], "free_isd_r");
    let attempts = report["attempts"].as_array().expect("a list");
    assert!(
        attempts
            .iter()
            .any(|one| one["answer"] == "+QESIM: \"lpa_enable\",1 OK"),
        "{attempts:?}"
    );
    let schema = Command::new(env!("CARGO_BIN_EXE_signoff"))
        .args(["schema", "support"])
        .output()
        .expect("the program runs");
    let schema: serde_json::Value = serde_json::from_str(&text(&schema)).expect("JSON");
    let described = schema["properties"].as_object().expect("properties");
    for key in report.as_object().expect("an object").keys() {
        assert!(described.contains_key(key), "{key}");
    }
}

#[test]
fn the_verdict_is_told_in_chinese() {
    let output = Command::new(env!("CARGO_BIN_EXE_signoff"))
        .args(["detect", "--lang", "zh", "--card", "plain-uicc"])
        .output()
        .expect("the program runs");
    let text = text(&output);
    assert!(
        text.contains("uicc - 普通 SIM 卡") && text.contains("下一步"),
        "{text}"
    );
}
