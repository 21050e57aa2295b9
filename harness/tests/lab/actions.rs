//! What the buttons do, and what shows of it.

use serde_json::{Value, json};

use crate::support::{HOME, Lab, ORANGE, PROXIMUS, profile, sides};

#[test]
fn disable_delete_and_delivery_show_on_all_sides() {
    let lab = Lab::start(&["--operator", "none"]);
    let (_, state) = lab.get("/api/state");
    assert_eq!(state["device"]["card"], "ready");
    assert_eq!(state["device"]["modem"], "Quectel EG25");
    assert_eq!(state["device"]["iccid"], PROXIMUS);
    assert_eq!(sides(&state, PROXIMUS), ["enabled", "enabled", "agreed"]);

    let state = lab.done(&format!("/api/profiles/{PROXIMUS}/disable"), &Value::Null);
    assert_eq!(
        sides(&state, PROXIMUS),
        ["disabled", "enabled", "state-undelivered"]
    );
    let state = lab.done(
        &format!("/api/profiles/{ORANGE}/delete"),
        &json!({"confirm": "0013"}),
    );
    assert_eq!(
        sides(&state, ORANGE),
        ["absent", "disabled", "deletion-undelivered"]
    );
    let waiting = state["notifications"].as_array().expect("notifications");
    let events: Vec<_> = waiting.iter().map(|waiting| waiting["event"].clone()).collect();
    assert_eq!(events, ["disable", "delete"]);

    // One of the two first: the other one stays.
    let number = waiting[1]["number"].clone();
    let state = lab.done("/api/notifications/deliver", &json!({"numbers": [number]}));
    assert_eq!(sides(&state, ORANGE), ["absent", "released", "removed"]);
    assert_eq!(
        sides(&state, PROXIMUS),
        ["disabled", "enabled", "state-undelivered"]
    );
    let state = lab.done("/api/notifications/deliver", &json!({}));
    assert_eq!(sides(&state, PROXIMUS), ["disabled", "disabled", "agreed"]);
    assert_eq!(state["notifications"], json!([]));
    let (status, answer) = lab.post("/api/notifications/deliver", &json!({}));
    assert_eq!(
        (status, &answer["done"]["id"]),
        (200, &json!("nothing-to-deliver"))
    );

    let state = lab.done(&format!("/api/profiles/{HOME}/enable"), &Value::Null);
    assert_eq!(profile(&state, HOME)["card"], "enabled");
    assert_eq!(state["device"]["iccid"], HOME);
    let archived = std::fs::read_to_string(lab.folder.path().join("lab/archive/acknowledged.jsonl"));
    assert_eq!(archived.expect("an archive").lines().count(), 2);
}

#[test]
fn a_deletion_needs_its_digits_and_a_profile_that_may_be_lost() {
    let lab = Lab::start(&["--card", "protected"]);
    let (_, state) = lab.get("/api/state");
    let profiles = state["profiles"].as_array().expect("profiles");
    let kept = profiles.iter().find(|profile| profile["expendable"] == false);
    let iccid = kept.expect("a protected profile")["iccid"]
        .as_str()
        .expect("an ICCID");
    let digits = &iccid[iccid.len() - 4..];
    let path = format!("/api/profiles/{iccid}/delete");
    assert_eq!(
        lab.refused(&path, &json!({"confirm": digits})),
        (403, "protected".to_owned())
    );
    assert_eq!(
        lab.refused(&path, &json!({"confirm": "9999"})),
        (422, "not-confirmed".to_owned())
    );
    assert_eq!(lab.refused(&path, &json!({})), (400, "bad-request".to_owned()));
    let unknown = "/api/profiles/8932300000000000029/delete";
    assert_eq!(
        lab.refused(unknown, &json!({"confirm": "0029"})),
        (404, "unknown-profile".to_owned())
    );
    assert_eq!(
        lab.refused("/api/profiles/12/delete", &json!({"confirm": "12"})),
        (400, "bad-request".to_owned())
    );
    let (_, after) = lab.get("/api/state");
    assert_eq!(after["profiles"], state["profiles"]);
    let (_, exchange) = lab.get("/api/exchange");
    let sent = exchange.as_array().expect("entries").iter();
    assert_eq!(sent.filter(|entry| entry["title"] == "DeleteProfile").count(), 0);
}

#[test]
fn a_power_cut_is_seen_and_outlived() {
    let lab = Lab::start(&["--operator", "none"]);
    let state = lab.done("/api/device/power-cut", &json!({"at": "next-write"}));
    assert_eq!(state["device"]["cut_armed"], true);
    assert_eq!(state["device"]["card"], "ready");
    let delete = format!("/api/profiles/{ORANGE}/delete");
    let confirm = json!({"confirm": "0013"});
    assert_eq!(lab.refused(&delete, &confirm), (503, "power-lost".to_owned()));
    let (_, state) = lab.get("/api/state");
    assert_eq!(state["device"]["card"], "no_power");
    assert_eq!(state["device"]["cut_armed"], false);
    assert_eq!(sides(&state, ORANGE), ["unknown", "disabled", "card-silent"]);
    assert_eq!(lab.refused(&delete, &confirm), (503, "no-power".to_owned()));

    let state = lab.done("/api/device/restart", &Value::Null);
    assert_eq!(state["device"]["card"], "ready");
    assert_eq!(sides(&state, ORANGE), ["disabled", "disabled", "agreed"]);
    let state = lab.done("/api/device/power-cut", &json!({"at": "now"}));
    assert_eq!(state["device"]["card"], "no_power");
    let state = lab.done("/api/device/reset", &Value::Null);
    assert_eq!(state["device"]["card"], "ready");
    let state = lab.done(&delete, &confirm);
    assert_eq!(
        sides(&state, ORANGE),
        ["absent", "disabled", "deletion-undelivered"]
    );
}

#[test]
fn a_contract_ends_and_all_three_sides_agree() {
    let lab = Lab::start(&[]);
    let (_, state) = lab.get("/api/state");
    assert_eq!(
        state["operator"]["names"],
        json!(["Proximus", "Orange Belgium", "BASE"])
    );
    assert_eq!(state["operator"]["today"], "2026-03-02");
    assert_eq!(profile(&state, PROXIMUS)["operator"], "active");
    assert_eq!(profile(&state, HOME)["operator"], Value::Null);

    let (status, answer) = lab.post(&format!("/api/operator/lines/{PROXIMUS}/quote"), &Value::Null);
    assert_eq!(status, 200, "{answer}");
    let quote = &answer["done"]["quote"];
    assert_eq!(quote["open_bills"], json!({"unit": "EUR", "value": "32.50"}));
    assert_eq!(quote["status"], "active");
    assert_eq!(
        profile(&answer["state"], PROXIMUS)["operator"],
        "active",
        "a quote changes nothing"
    );
    let home = format!("/api/operator/lines/{HOME}/quote");
    assert_eq!(lab.refused(&home, &Value::Null), (404, "no-operator".to_owned()));

    let terminate = format!("/api/operator/lines/{PROXIMUS}/terminate");
    assert_eq!(
        lab.refused(&terminate, &json!({"confirm": "0012"})),
        (400, "bad-request".to_owned())
    );
    let state = lab.done(&terminate, &json!({"confirm": PROXIMUS}));
    assert_eq!(profile(&state, PROXIMUS)["operator"], "termination_requested");
    let status = lab.command(&[
        "operator",
        "status",
        PROXIMUS,
        "--account",
        "TEST-PX-1001",
        "--document",
        "TEST-BE-590-0001",
    ]);
    assert!(!status.is_empty());
    assert_eq!(
        lab.refused("/api/operator/advance", &json!({"days": 0})),
        (400, "bad-request".to_owned())
    );
    let state = lab.done("/api/operator/advance", &json!({"days": 2}));
    assert_eq!(state["operator"]["today"], "2026-03-04");
    assert_eq!(
        profile(&state, PROXIMUS)["operator"],
        "terminated_profile_installed"
    );
    assert_eq!(
        sides(&state, PROXIMUS),
        ["enabled", "enabled", "ended-but-installed"]
    );

    lab.done(&format!("/api/profiles/{PROXIMUS}/disable"), &Value::Null);
    let state = lab.done(
        &format!("/api/profiles/{PROXIMUS}/delete"),
        &json!({"confirm": "0012"}),
    );
    assert_eq!(sides(&state, PROXIMUS)[2], "deletion-undelivered");
    let state = lab.done("/api/notifications/deliver", &json!({}));
    assert_eq!(profile(&state, PROXIMUS)["operator"], "no_active_service");
    assert_eq!(sides(&state, PROXIMUS)[2], "removed-everywhere");

    // The other order: first the profile, then the contract.
    lab.done(
        &format!("/api/profiles/{ORANGE}/delete"),
        &json!({"confirm": "0013"}),
    );
    let state = lab.done("/api/notifications/deliver", &json!({}));
    assert_eq!(sides(&state, ORANGE), ["absent", "released", "contract-goes-on"]);
}
