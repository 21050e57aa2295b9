//! Who is served, and by which rules.

use std::process::Command;

use serde_json::Value;

use crate::support::{Lab, ask};

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
