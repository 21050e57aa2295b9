//! The page and programs at the line use one device.

use std::io::Read as _;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Events, Lab, LineClient, ORANGE, PROXIMUS, profile, sides, start};

#[test]
fn events_tell_what_another_program_does() {
    let lab = Lab::start(&["--operator", "none"]);
    let mut events = Events::open(&lab, None);
    let (name, state) = events.next();
    assert_eq!(
        (name.as_str(), &state["device"]["card"]),
        ("state", &json!("ready"))
    );

    lab.command(&["profile", "disable", "proximus"]);
    let entry = events.find("DisableProfile", |name, entry| {
        name == "exchange" && entry["title"] == "DisableProfile"
    });
    assert_eq!(entry["origin"], "line");
    assert_eq!(entry["result"], "ok (0)");
    assert!(
        entry["text"].as_str().expect("text").contains(PROXIMUS),
        "{entry}"
    );
    events.find("state with the profile disabled", |name, state| {
        name == "state" && sides(state, PROXIMUS)[0] == "disabled"
    });

    // Behind the entry that was seen last, nothing comes twice.
    let last = entry["number"].as_u64().expect("a number");
    let mut again = Events::open(&lab, Some(last));
    let next = again.find("entry", |name, _| name == "exchange");
    assert_eq!(next["number"].as_u64(), Some(last + 1));

    lab.command(&["notification", "deliver", "--all"]);
    let call = events.find("call", |name, entry| {
        name == "exchange" && entry["kind"] == "call"
    });
    assert_eq!(call["title"], "ES9+ handleNotification · smdp.proximus.example");
    events.find("state with the delivery", |name, state| {
        name == "state" && sides(state, PROXIMUS) == ["disabled", "disabled", "agreed"]
    });
}

#[test]
fn readers_have_a_bound() {
    let lab = Lab::start(&["--operator", "none"]);
    let mut readers: Vec<Events> = (0..32).map(|_| Events::open(&lab, None)).collect();
    for reader in &mut readers {
        assert_eq!(reader.next().0, "state");
    }
    let (status, answer) = lab.get("/api/events");
    assert_eq!(
        (status, &answer["error"]["code"]),
        (503, &json!("too-many-readers"))
    );
    // The others go on.
    lab.done("/api/device/reset", &Value::Null);
    let first = readers.first_mut().expect("a reader");
    first.find("reset", |name, entry| {
        name == "exchange" && entry["title"] == "reset"
    });
}

#[test]
fn the_page_waits_for_a_program_at_the_line_and_gives_up_in_time() {
    let lab = Lab::start(&["--operator", "none", "--tcp", "127.0.0.1:0"]);
    let mut client = LineClient::connect(&lab);
    let disable = format!("/api/profiles/{PROXIMUS}/disable");

    // In the middle of a line: what the page asked for is done once the line has ended.
    client.type_in("AT+CC");
    client.type_in("ID");
    std::thread::scope(|threads| {
        let asked = threads.spawn(|| lab.post(&disable, &Value::Null));
        client.type_in("\r");
        assert!(client.read_to("OK").contains(PROXIMUS));
        let (status, answer) = asked.join().expect("an answer");
        assert_eq!(status, 200, "{answer}");
    });

    // With a channel open: a change that would close it is refused in the end, others are not.
    client.type_in("AT+CCHO=\"A0000005591010FFFFFFFF8900000100\"\r");
    client.read_to("OK");
    let enable = format!("/api/profiles/{PROXIMUS}/enable");
    assert_eq!(lab.refused(&enable, &Value::Null), (409, "busy".to_owned()));
    let state = lab.done(
        &format!("/api/profiles/{ORANGE}/delete"),
        &json!({"confirm": "0013"}),
    );
    assert_eq!(state["device"]["line_channels"], 1);
    client.type_in("AT+CGLA=1,24,\"81E2910007BF2D045C025A9F\"\r");
    assert!(
        client.read_to("OK").contains("BF2D"),
        "the session of the program still works"
    );
    client.type_in("AT+CCHC=1\r");
    client.read_to("OK");
    let state = lab.done(&enable, &Value::Null);
    assert_eq!(profile(&state, PROXIMUS)["card"], "enabled");

    // What a program left behind ends with a restart.
    client.type_in("AT+CCHO=\"A0000005591010FFFFFFFF8900000100\"\r");
    client.read_to("OK");
    drop(client);
    let state = lab.done("/api/device/restart", &Value::Null);
    assert_eq!(state["device"]["line_channels"], 0);
    lab.done(&disable, &Value::Null);
}

#[test]
fn other_commands_find_everything_by_the_dut_file() {
    let lab = Lab::start(&["--operator", "none"]);
    assert!(lab.command(&["profile", "list"]).contains(ORANGE));
    let code = "LPA:1$smdp.travel.example$HOLIDAY-1";
    lab.command(&["profile", "download", code]);
    let (_, state) = lab.get("/api/state");
    assert_eq!(
        sides(&state, "8932300000000000011"),
        ["disabled", "installed", "agreed"]
    );
    lab.command(&["profile", "delete", "holiday"]);
    lab.command(&["notification", "deliver", "--all"]);
    let (_, state) = lab.get("/api/state");
    assert_eq!(
        sides(&state, "8932300000000000011"),
        ["absent", "released", "removed"]
    );
}

#[test]
fn one_lab_to_a_folder_which_ends_cleanly_and_can_be_resumed() {
    let mut lab = Lab::start(&["--operator", "none", "--state", "kept"]);
    let second = Command::new(env!("CARGO_BIN_EXE_signoff"))
        .args(["--lang", "en", "lab", "--no-open", "--dir", "lab"])
        .current_dir(lab.folder.path())
        .output()
        .expect("the program runs");
    assert_eq!(second.status.code(), Some(3));
    let errors = String::from_utf8_lossy(&second.stderr);
    assert!(errors.contains("another lab runs in"), "{errors}");

    lab.done(
        &format!("/api/profiles/{ORANGE}/delete"),
        &json!({"confirm": "0013"}),
    );
    let link = lab.folder.path().join("lab/modem");
    assert!(link.is_symlink());
    let mut events = Events::open(&lab, None);
    events.next();
    assert_eq!(lab.terminate(), Some(0));
    assert!(!link.is_symlink(), "the link is gone");
    // Whoever looked on is told so by the end of the stream.
    let mut rest = String::new();
    events.0.read_to_string(&mut rest).expect("the end");

    let (process, place) = start(lab.folder.path(), &["--operator", "none", "--state", "kept"]);
    lab.process = process;
    lab.place = place;
    let (_, state) = lab.get("/api/state");
    assert_eq!(
        sides(&state, ORANGE),
        ["absent", "disabled", "deletion-undelivered"]
    );
    let (status, answer) = lab.post("/api/notifications/deliver", &json!({}));
    assert_eq!(
        (status, &answer["error"]["code"]),
        (403, &json!("no-token")),
        "each lab has a token of its own"
    );
}
