//! A lab in another process, and what talks to it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

pub(crate) const HOME: &str = "8932991000000000015";
pub(crate) const PROXIMUS: &str = "8932010000000000012";
pub(crate) const ORANGE: &str = "8932100000000000013";
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

/// A running lab; killed when the test ends early.
pub(crate) struct Lab {
    pub(crate) process: Child,
    /// `127.0.0.1:4711`
    pub(crate) place: String,
    pub(crate) token: String,
    pub(crate) folder: tempfile::TempDir,
}

impl Lab {
    pub(crate) fn start(arguments: &[&str]) -> Self {
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

    pub(crate) fn get(&self, path: &str) -> (u16, Value) {
        let answer = ask(
            &self.place,
            &format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.place),
            "",
        );
        (answer.status, serde_json::from_str(&answer.body).expect("JSON"))
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nX-Signoff-Token: {}\r\n",
            self.place, self.token
        );
        let answer = ask(&self.place, &head, &body.to_string());
        (answer.status, serde_json::from_str(&answer.body).expect("JSON"))
    }

    /// Does it, and gives the state after it.
    pub(crate) fn done(&self, path: &str, body: &Value) -> Value {
        let (status, answer) = self.post(path, body);
        assert_eq!(status, 200, "{path}: {answer}");
        answer["state"].clone()
    }

    pub(crate) fn refused(&self, path: &str, body: &Value) -> (u16, String) {
        let (status, answer) = self.post(path, body);
        (
            status,
            answer["error"]["code"].as_str().expect("a code").to_owned(),
        )
    }

    /// Another command with the DUT file of the lab; its output.
    pub(crate) fn command(&self, arguments: &[&str]) -> String {
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

    pub(crate) fn terminate(&mut self) -> Option<i32> {
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

pub(crate) fn start(folder: &Path, arguments: &[&str]) -> (Child, String) {
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

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

pub(crate) fn connect(place: &str) -> TcpStream {
    let stream = TcpStream::connect(place).expect("the lab listens");
    stream.set_read_timeout(Some(DEADLINE)).expect("a deadline");
    stream
}

/// One request, whatever it is; `head` without the empty line.
pub(crate) fn ask(place: &str, head: &str, body: &str) -> Answer {
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

pub(crate) fn profile<'a>(state: &'a Value, iccid: &str) -> &'a Value {
    let profiles = state["profiles"].as_array().expect("profiles");
    let found = profiles.iter().find(|profile| profile["iccid"] == iccid);
    found.unwrap_or_else(|| panic!("no profile {iccid} in {state}"))
}

/// Card, SM-DP+ and diagnosis of a profile.
pub(crate) fn sides(state: &Value, iccid: &str) -> [String; 3] {
    let profile = profile(state, iccid);
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    [
        text(&profile["card"]),
        text(&profile["smdp"]),
        text(&profile["diagnosis"]["id"]),
    ]
}

/// Server-Sent Events, one after the other.
pub(crate) struct Events(pub(crate) BufReader<TcpStream>);

impl Events {
    pub(crate) fn open(lab: &Lab, last: Option<u64>) -> Self {
        let mut stream = connect(&lab.place);
        let last = last.map_or_else(String::new, |last| format!("Last-Event-ID: {last}\r\n"));
        let request = format!("GET /api/events HTTP/1.1\r\nHost: {}\r\n{last}\r\n", lab.place);
        stream.write_all(request.as_bytes()).expect("sent");
        Self(BufReader::new(stream))
    }

    pub(crate) fn next(&mut self) -> (String, Value) {
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
    pub(crate) fn find(&mut self, what: &str, fits: impl Fn(&str, &Value) -> bool) -> Value {
        for _ in 0..2_000 {
            let (name, value) = self.next();
            if fits(&name, &value) {
                return value;
            }
        }
        panic!("no {what}");
    }
}

/// A client at the line of a modem that is served over TCP.
pub(crate) struct LineClient(BufReader<TcpStream>);

impl LineClient {
    pub(crate) fn connect(lab: &Lab) -> Self {
        let (_, session) = lab.get("/api/session");
        let target = session["target"].as_str().expect("a target");
        Self(BufReader::new(connect(target.strip_prefix("tcp:").expect("TCP"))))
    }

    pub(crate) fn type_in(&mut self, text: &str) {
        self.0.get_mut().write_all(text.as_bytes()).expect("sent");
    }

    /// Lines up to this one.
    pub(crate) fn read_to(&mut self, end: &str) -> String {
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
