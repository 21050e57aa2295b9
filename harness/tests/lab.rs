//! `signoff lab` as programs meet it: its API, its files, and other commands that use the same device meanwhile.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

const HOME: &str = "8932991000000000015";
const PROXIMUS: &str = "8932010000000000012";
const ORANGE: &str = "8932100000000000013";
const DEADLINE: Duration = Duration::from_secs(30);

/// A running lab; killed when the test ends early.
struct Lab {
    process: Child,
    /// `127.0.0.1:4711`
    place: String,
    token: String,
    folder: tempfile::TempDir,
}

impl Lab {
    fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (process, place) = start(folder.path(), arguments);
        let mut lab = Self {
            process,
            place,
            token: String::new(),
            folder,
        };
        let (status, session) = lab.get("/api/session");
        assert_eq!(status, 200);
        session["token"]
            .as_str()
            .expect("a token")
            .clone_into(&mut lab.token);
        lab
    }

    fn get(&self, path: &str) -> (u16, Value) {
        let answer = ask(
            &self.place,
            &format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.place),
            "",
        );
        (answer.status, serde_json::from_str(&answer.body).expect("JSON"))
    }

    fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nX-Signoff-Token: {}\r\n",
            self.place, self.token
        );
        let answer = ask(&self.place, &head, &body.to_string());
        (answer.status, serde_json::from_str(&answer.body).expect("JSON"))
    }

    /// Does it, and gives the state after it.
    fn done(&self, path: &str, body: &Value) -> Value {
        let (status, answer) = self.post(path, body);
        assert_eq!(status, 200, "{path}: {answer}");
        answer["state"].clone()
    }

    fn refused(&self, path: &str, body: &Value) -> (u16, String) {
        let (status, answer) = self.post(path, body);
        (
            status,
            answer["error"]["code"].as_str().expect("a code").to_owned(),
        )
    }

    /// Another command with the DUT file of the lab; its output.
    fn command(&self, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_signoff"))
            .args(arguments)
            .args(["--dut", "lab/dut.yaml"])
            .current_dir(self.folder.path())
            .output()
            .expect("the program runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {text}{errors}");
        text
    }

    fn terminate(&mut self) -> Option<i32> {
        let kill = format!("kill -TERM {}", self.process.id());
        let killed = Command::new("sh").args(["-c", &kill]).status();
        assert!(killed.expect("a shell").success());
        self.process.wait().expect("it ends").code()
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

fn start(folder: &Path, arguments: &[&str]) -> (Child, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_signoff"))
        .args(["--lang", "en", "lab", "--no-open", "--dir", "lab"])
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut line = String::new();
    let output = process.stdout.as_mut().expect("a pipe");
    BufReader::new(output)
        .read_line(&mut line)
        .expect("the first line");
    let place = line
        .trim()
        .strip_prefix("http://")
        .and_then(|rest| rest.strip_suffix('/'));
    (process, place.unwrap_or_default().to_owned())
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

fn connect(place: &str) -> TcpStream {
    let stream = TcpStream::connect(place).expect("the lab listens");
    stream.set_read_timeout(Some(DEADLINE)).expect("a deadline");
    stream
}

/// One request, whatever it is; `head` without the empty line.
fn ask(place: &str, head: &str, body: &str) -> Answer {
    let mut stream = connect(place);
    let request = format!(
        "{head}Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).expect("sent");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer");
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    Answer {
        status: status.expect("a status"),
        head: head.to_ascii_lowercase(),
        body: body.to_owned(),
    }
}

fn profile<'a>(state: &'a Value, iccid: &str) -> &'a Value {
    let profiles = state["profiles"].as_array().expect("profiles");
    let found = profiles.iter().find(|profile| profile["iccid"] == iccid);
    found.unwrap_or_else(|| panic!("no profile {iccid} in {state}"))
}

/// Card, SM-DP+ and diagnosis of a profile.
fn sides(state: &Value, iccid: &str) -> [String; 3] {
    let profile = profile(state, iccid);
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    [
        text(&profile["card"]),
        text(&profile["smdp"]),
        text(&profile["diagnosis"]["id"]),
    ]
}

/// Server-Sent Events, one after the other.
struct Events(BufReader<TcpStream>);

impl Events {
    fn open(lab: &Lab, last: Option<u64>) -> Self {
        let mut stream = connect(&lab.place);
        let last = last.map_or_else(String::new, |last| format!("Last-Event-ID: {last}\r\n"));
        let request = format!("GET /api/events HTTP/1.1\r\nHost: {}\r\n{last}\r\n", lab.place);
        stream.write_all(request.as_bytes()).expect("sent");
        Self(BufReader::new(stream))
    }

    fn next(&mut self) -> (String, Value) {
        let mut name = String::new();
        loop {
            let mut line = String::new();
            assert!(
                self.0.read_line(&mut line).expect("an event in time") > 0,
                "the stream ended"
            );
            if let Some(event) = line.strip_prefix("event: ") {
                event.trim().clone_into(&mut name);
            } else if let Some(data) = line.strip_prefix("data: ") {
                return (name, serde_json::from_str(data).expect("JSON"));
            }
        }
    }

    /// The next event that fits.
    fn find(&mut self, what: &str, fits: impl Fn(&str, &Value) -> bool) -> Value {
        for _ in 0..2_000 {
            let (name, value) = self.next();
            if fits(&name, &value) {
                return value;
            }
        }
        panic!("no {what}");
    }
}

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
fn only_the_page_itself_and_programs_of_this_machine_are_served() {
    let lab = Lab::start(&["--operator", "none"]);
    let place = &lab.place;
    let code = |head: &str| {
        let answer = ask(place, head, "");
        let body: Value = serde_json::from_str(&answer.body).unwrap_or_default();
        (
            answer.status,
            body["error"]["code"].as_str().unwrap_or("-").to_owned(),
        )
    };
    let refused = |status: u16, code: &str| (status, code.to_owned());
    assert_eq!(
        code("GET /api/session HTTP/1.1\r\nHost: evil.example\r\n"),
        refused(421, "wrong-host")
    );
    assert_eq!(
        code(&format!(
            "GET / HTTP/1.1\r\nHost: {place}\r\nOrigin: http://evil.example\r\n"
        )),
        refused(403, "wrong-origin")
    );
    let reset = format!("POST /api/device/reset HTTP/1.1\r\nHost: {place}\r\n");
    assert_eq!(code(&reset), refused(403, "no-token"));
    let token = format!("X-Signoff-Token: {}\r\n", lab.token);
    assert_eq!(
        code(&format!("{reset}{token}Origin: https://{place}\r\n")),
        refused(403, "wrong-origin")
    );
    assert_eq!(code(&format!("{reset}{token}Origin: http://{place}\r\n")).0, 200);
    assert_eq!(
        code(&format!("GET /api/device/reset HTTP/1.1\r\nHost: {place}\r\n")),
        refused(405, "wrong-method")
    );
    assert_eq!(
        code(&format!("GET /etc/passwd HTTP/1.1\r\nHost: {place}\r\n")),
        refused(404, "not-found")
    );
    let long = "1".repeat(20_000);
    let head = format!("POST /api/notifications/deliver HTTP/1.1\r\nHost: {place}\r\n{token}");
    assert_eq!(ask(place, &head, &long).status, 413);
}

#[test]
fn the_page_comes_with_its_rules_and_asks_nobody_else() {
    let lab = Lab::start(&["--operator", "none"]);
    for path in ["/", "/lab.css", "/lab.js", "/favicon.svg"] {
        let answer = ask(
            &lab.place,
            &format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", lab.place),
            "",
        );
        assert_eq!(answer.status, 200, "{path}");
        assert!(
            answer
                .head
                .contains("content-security-policy: default-src 'none';"),
            "{}",
            answer.head
        );
        assert!(
            answer.head.contains("x-content-type-options: nosniff"),
            "{}",
            answer.head
        );
        let page = answer.body.replace("http://www.w3.org/2000/svg", "");
        assert!(
            !page.contains("http://") && !page.contains("https://"),
            "{path} names another place"
        );
        assert!(!answer.body.contains(&lab.token), "{path} has the token in it");
    }
    let (_, chinese) = lab.get("/api/texts?lang=zh");
    assert_eq!(chinese["language"], "zh");
    assert_eq!(chinese["texts"]["smdp"], "SM-DP+");
    let answer = ask(
        &lab.place,
        &format!(
            "GET /api/texts HTTP/1.1\r\nHost: {}\r\nAccept-Language: zh-CN,en;q=0.5\r\n",
            lab.place
        ),
        "",
    );
    assert!(answer.body.starts_with("{\"language\":\"zh\""), "{}", answer.body);
}

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

/// A client at the line of a modem that is served over TCP.
struct LineClient(BufReader<TcpStream>);

impl LineClient {
    fn connect(lab: &Lab) -> Self {
        let (_, session) = lab.get("/api/session");
        let target = session["target"].as_str().expect("a target");
        Self(BufReader::new(connect(target.strip_prefix("tcp:").expect("TCP"))))
    }

    fn type_in(&mut self, text: &str) {
        self.0.get_mut().write_all(text.as_bytes()).expect("sent");
    }

    /// Lines up to this one.
    fn read_to(&mut self, end: &str) -> String {
        let mut all = String::new();
        for _ in 0..50 {
            let mut line = String::new();
            self.0.read_line(&mut line).expect("a line in time");
            all.push_str(&line);
            if line.trim() == end {
                return all;
            }
        }
        panic!("no {end} in {all}");
    }
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

#[test]
fn the_page_is_for_this_machine_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_signoff"))
        .args(["--lang", "en", "lab", "--no-open", "--bind", "0.0.0.0:0"])
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no loopback address"));
}
