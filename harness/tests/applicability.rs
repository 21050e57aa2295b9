//! A flow runs on an attached device only if that is what the flow is written for.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use std::process::Command;

use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::{Modem, ModemPersonality};
use signoff_simulator::serve::tcp::TcpServer;

const CARD: &str = r#"about: A card.
eid: "89999901001234567000000000022933"
root_smds_address: smds.example
profiles:
  - name: contract
    iccid: "8932010000000002612"
    imsi: "206010000000261"
    service_provider_name: Proximus
    profile_name: Contract
    state: enabled
  - name: spare
    iccid: "8932100000000002613"
    imsi: "206100000000261"
    service_provider_name: Orange
    profile_name: Spare
    class: operational
pending_notifications:
  - {event: enable, address: smdp.example, profile: contract}
"#;

/// Verdict and reason of a flow for [`CARD`] on a modem with this card.
fn on(card: &str) -> (String, String) {
    let card = CardFile::parse(card).expect("a card file");
    let modem = Modem::from_file(&card, ModemPersonality::default(), 1).expect("a card");
    let server = TcpServer::start(modem, "127.0.0.1:0".parse().expect("an address")).expect("a port");
    let folder = tempfile::tempdir().expect("a folder");
    let flow = "flow: 1\nname: flow\nabout: A test.\ncard: ./card.yaml\nsteps:\n  - list: {}\n";
    for (name, text) in [("card.yaml", CARD), ("flow.yaml", flow)] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let target = format!("tcp:{}", server.address());
    Command::new(env!("CARGO_BIN_EXE_signoff"))
        .env("LC_ALL", "C")
        .args(["run", "flow.yaml", "--json", "run.json", "--target", &target])
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    let json = std::fs::read_to_string(folder.path().join("run.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let text = |field: &str| {
        let text = report.pointer(&format!("/cases/0/{field}"));
        text.and_then(|text| text.as_str()).unwrap_or_default().to_owned()
    };
    (text("verdict"), text("reason"))
}

#[test]
fn a_flow_runs_on_the_card_that_it_is_written_for() {
    let (verdict, reason) = on(CARD);
    assert_eq!(verdict, "pass", "{reason}");
}

#[test]
fn a_flow_does_not_run_on_another_card_or_in_another_state() {
    let third = "  - {name: third, iccid: \"8932200000000002614\", imsi: \"206200000000261\", \
                 service_provider_name: Base, profile_name: Third}\npending";
    for (what, instead, why) in [
        (
            "89999901001234567000000000022933",
            "89999901001234567000000000000138",
            "has EID 89999901001234567000000000022933, the device has 89999901001234567000000000000138",
        ),
        (
            "state: enabled",
            "state: disabled",
            "has contract (8932010000000002612) enabled, the device has it disabled",
        ),
        (
            "class: operational",
            "class: test",
            "has spare (8932100000000002613) of class operational, on the device it is test",
        ),
        (
            "8932100000000002613",
            "8932100000000002621",
            "has the profile spare (8932100000000002613), the device has not",
        ),
        (
            "pending",
            third,
            "has no profile 8932200000000002614, the device has it",
        ),
        (
            "event: enable",
            "repeat: 2, event: enable",
            "1 pending notification",
        ),
        ("event: enable", "event: delete", "notification"),
    ] {
        let (verdict, reason) = on(&CARD.replacen(what, instead, 1));
        assert_eq!(verdict, "not_applicable", "{instead}: {reason}");
        assert!(reason.contains(why), "{instead}: {reason}");
    }
}
