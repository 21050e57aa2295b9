//! What a flow may touch, and what it must not: refused before the first byte, or carried out.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use std::path::Path;
use std::process::Command;

const GUARDED: &str = r#"
about: A contract that nobody may touch, a spare profile, and what waits for a third one that is gone.
eid: "89999901001234567000000000022933"
root_smds_address: smds.example
profiles:
  - name: contract
    iccid: "8932010000000002612"
    imsi: "206010000000261"
    service_provider_name: Proximus
    profile_name: Contract
    state: enabled
    expendable: false
  - name: spare
    iccid: "8932100000000002613"
    imsi: "206100000000261"
    service_provider_name: Orange
    profile_name: Spare
pending_notifications:
  - {event: enable, address: smdp.example, profile: contract}
  - {event: delete, address: smdp.example, iccid: "8932200000000002614"}
"#;

/// The same card before anything waits.
fn quiet() -> String {
    let (profiles, _) = GUARDED.split_once("pending_notifications").expect("it is there");
    profiles.to_owned()
}

/// Runs flows of one card in one process: verdict and reason of each.
fn verdicts(card: &str, flows: &[(&str, &str)]) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("written");
    };
    write("card.yaml", card);
    let mut arguments = vec!["run".to_owned()];
    for (number, (head, steps)) in flows.iter().enumerate() {
        let name = format!("flow-{number:02}");
        let flow = format!("flow: 1\nname: {name}\nabout: A test.\ncard: ./card.yaml\n{head}steps:\n{steps}");
        write(&format!("{name}.yaml"), &flow);
        arguments.push(format!("{name}.yaml"));
    }
    arguments.extend(["--json", "run.json"].map(str::to_owned));
    report(folder.path(), &arguments)
}

fn report(folder: &Path, arguments: &[String]) -> Vec<(String, String)> {
    let output = Command::new(env!("CARGO_BIN_EXE_signoff"))
        .env("LC_ALL", "C")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("mistake"), "{said}");
    let json = std::fs::read_to_string(folder.join("run.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let cases = report.get("cases").and_then(|cases| cases.as_array());
    let text = |case: &serde_json::Value, field: &str| {
        let text = case.get(field).and_then(|text| text.as_str());
        text.unwrap_or_default().to_owned()
    };
    cases
        .expect("cases")
        .iter()
        .map(|case| (text(case, "verdict"), text(case, "reason")))
        .collect()
}

#[test]
fn what_touches_a_protected_profile_is_refused() {
    let contract = "the profile with ICCID 8932010000000002612 is not expendable";
    let holiday = "the profile with ICCID 8932300000000000011 is not expendable";
    let gone = "the profile with ICCID 8932200000000002614 is not expendable";
    let later = "what it touches is known only when the flow runs";
    let table = [
        ("", "  - delete: { profile: contract }\n", contract),
        ("", "  - disable: { profile: contract, by: aid }\n", contract),
        ("", "  - enable: { profile: spare }\n", contract),
        ("", "  - nickname: { profile: contract, nickname: x }\n", contract),
        (
            "",
            "  - memory_reset: { options: [delete_operational_profiles] }\n",
            contract,
        ),
        (
            "",
            "  - memory_reset: { options: [reset_default_smdp_address] }\n",
            "the default SM-DP+ address belongs to the whole eUICC",
        ),
        (
            "",
            "  - addresses: { set_default_smdp: smdp.example }\n",
            "the default SM-DP+ address belongs to the whole eUICC",
        ),
        // After steps that may be carried out.
        (
            "",
            "  - list: {}\n  - nickname: { profile: spare, nickname: x }\n  - delete: { profile: contract }\n",
            contract,
        ),
        // Notifications of others, by number and by a number that is known later.
        ("", "  - notifications: { remove: 1 }\n", contract),
        ("", "  - notifications: { remove: 2 }\n", gone),
        (
            "",
            "  - notifications: { list: {}, capture: { seq: first.seq_number } }\n  \
             - notifications: { remove: \"${seq}\" }\n",
            "notifications about other profiles wait, and it may mean one",
        ),
        // A profile that only a notification knows of.
        ("", "  - delete: { iccid: \"8932200000000002614\" }\n", gone),
        (
            "",
            "  - notifications: { list: {}, capture: { iccid: first.iccid } }\n  \
             - delete: { iccid: \"${iccid}\" }\n",
            later,
        ),
        // Bytes.
        (
            "",
            "  - apdu: { es10: \"BF330C5A0A982310000000002016F2\" }\n",
            contract,
        ),
        (
            "",
            "  - apdu: { es10: \"BF340482020780\" }\n",
            "it is not known to touch one profile only",
        ),
        (
            "",
            "  - apdu: { command: \"00D6000001FF\", via: basic }\n",
            "it is not known to read only",
        ),
        (
            "",
            "  - eid: { capture: { eid: eid } }\n  - apdu: { es10: \"BF3300${eid}\" }\n",
            "what it does is not known beforehand",
        ),
        // Lines.
        (
            "modem: ref-27007\n",
            "  - at: { command: 'AT+CPIN=\"1234\"' }\n",
            "the line is not known to read only",
        ),
        (
            "modem: ref-27007\n",
            "  - at: { command: \"AT+CMEE=2\\rAT+CPIN=\\\"1234\\\"\" }\n",
            "the line is not known to read only",
        ),
        // What would stay on the card.
        ("smdp: travel\n", "  - download: { profile: holiday }\n", holiday),
        (
            "smdp: travel\n",
            "  - download: { activation_code: \"1$smdp.travel.example$HOLIDAY-1\" }\n",
            "which profile it installs is known only when the flow runs",
        ),
        ("", "  - restore: { profile: contract }\n", contract),
    ];
    let flows: Vec<(&str, &str)> = table.iter().map(|(head, steps, _)| (*head, *steps)).collect();
    let verdicts = verdicts(GUARDED, &flows);
    assert_eq!(verdicts.len(), table.len());
    for ((_, steps, why), (verdict, reason)) in table.iter().zip(&verdicts) {
        assert_eq!(verdict, "refused", "{steps}: {reason}");
        assert!(reason.contains(why), "{steps}: {reason}");
        assert!(reason.ends_with("\nnothing was changed"), "{steps}: {reason}");
    }
}

#[test]
fn what_touches_expendable_profiles_only_is_carried_out() {
    let flows = [
        ("", "  - delete: { profile: spare, expect: done }\n"),
        (
            "",
            "  - nickname: { profile: spare, nickname: x, expect: done }\n",
        ),
        ("", "  - apdu: { es10: \"BF330C5A0A982301000000002016F3\" }\n"),
        // What the eUICC does not have can't be lost.
        (
            "",
            "  - delete: { iccid: \"8932990000000000017\", expect: { refused: iccid_or_aid_not_found } }\n",
        ),
        (
            "",
            "  - memory_reset: { options: [delete_field_loaded_test_profiles], expect: { refused: nothing_to_delete } }\n",
        ),
        (
            "modem: ref-27007\n",
            "  - at: { command: \"AT+CPIN?\", expect: { final: OK } }\n",
        ),
        ("", "  - restore: { profile: contract, dry_run: true }\n"),
        // New notifications are about what the flow touches.
        (
            "",
            "  - delete: { profile: spare, expect: done }\n  \
             - notifications: { list: {}, capture: { seq: first.seq_number } }\n  \
             - notifications: { remove: \"${seq}\", expect: done }\n",
        ),
    ];
    for ((_, steps), (verdict, reason)) in flows.iter().zip(verdicts(&quiet(), &flows)) {
        assert_ne!(verdict, "refused", "{steps}: {reason}");
    }
}
