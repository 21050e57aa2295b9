//! `signoff operator` and `signoff simulate operator`, as a person at a shell meets them: two or three processes.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test by a panic")]

use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

const ICCID: &str = "8932010000000000012";
const SECRETS: [&str; 2] = ["TEST-BE-590-0001", "590-0001"];

fn signoff(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signoff"));
    command
        .env("LC_ALL", "C")
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

/// A process that serves something; killed when the test ends.
struct Served {
    process: Child,
    url: String,
}

impl Served {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut process = signoff(folder)
            .arg("simulate")
            .args(arguments)
            .args(["--bind", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        Self {
            process,
            url: line.trim().to_owned(),
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ended_before = self.process.kill();
        self.process.wait().unwrap();
    }
}

struct Shell {
    folder: TempDir,
    desk: Served,
}

impl Shell {
    fn with(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut all = vec!["operator", "--operator", "proximus", "--standing-clock"];
        all.extend(arguments);
        let desk = Served::start(folder.path(), &all);
        let answers = "operator: {account: \"TEST-PX-1001\", document: \"TEST-BE-590-0001\"}\n";
        std::fs::write(folder.path().join("me.yaml"), answers).unwrap();
        Self { folder, desk }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let output = signoff(self.folder.path())
            .arg("operator")
            .args(arguments)
            .args(["--operator", &self.desk.url])
            .output()
            .unwrap();
        for text in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(text);
            assert!(!SECRETS.iter().any(|secret| text.contains(secret)), "{text}");
        }
        output
    }

    /// With the session of the file; gives what was printed.
    #[track_caller]
    fn says(&self, arguments: &[&str], exit: i32) -> String {
        let mut all = arguments.to_vec();
        if arguments.first() != Some(&"admin") {
            all.extend(["--session", "desk.session", "--answers", "me.yaml"]);
        }
        let output = self.run(&all);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(exit), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }
}

#[test]
fn a_contract_from_its_quote_to_its_end() {
    let shell = Shell::with(&[]);
    let text = shell.says(&["identify"], 0);
    assert!(text.starts_with("identified until "), "{text}");
    let mode = std::fs::metadata(shell.folder.path().join("desk.session")).unwrap();
    assert_eq!(mode.permissions().mode() & 0o777, 0o600);
    assert_eq!(shell.says(&["status", ICCID], 0), "active");
    insta::assert_snapshot!(shell.says(&["quote", ICCID], 0));
    insta::assert_snapshot!(
        "a_quote_for_programs",
        shell.says(&["quote", ICCID, "--end", "2026-04-15", "--format", "json"], 0)
    );
    insta::assert_snapshot!("lines", shell.says(&["lines"], 0));
    insta::assert_snapshot!("bills", shell.says(&["bills"], 0));

    let asks = shell.run(&["terminate", ICCID, "--session", "desk.session"]);
    assert_eq!(asks.status.code(), Some(2), "nobody can be asked");
    let text = shell.says(&["terminate", ICCID, "--end", "2026-04-15", "--yes"], 0);
    assert!(
        text.ends_with("is confirmed: the service ends on 2026-04-15"),
        "{text}"
    );
    let again = shell.says(&["terminate", ICCID, "--end", "2026-04-15"], 0);
    assert_eq!(again, text, "what was agreed to is not asked again");
    assert_eq!(shell.says(&["status", ICCID], 0), "termination requested");
    shell.says(&["admin", "clock", "--days", "44"], 0);
    assert_eq!(
        shell.says(&["status", ICCID], 0),
        "terminated, profile still installed"
    );
    shell.says(&["admin", "profile", ICCID, "deleted"], 0);
    let json = shell.says(&["status", ICCID, "--format", "json"], 0);
    assert!(json.contains(r#""status": "no_active_service""#), "{json}");
    assert_eq!(shell.says(&["status", "8932200000000000012"], 1), "unknown line");
    let text = shell.says(&["order", &format!("signoff-{ICCID}-2026-04-15")], 0);
    assert!(text.ends_with("was carried out"), "{text}");
    shell.says(&["sign-off"], 0);
    assert!(!shell.folder.path().join("desk.session").exists());
}

#[test]
fn an_order_is_taken_back() {
    let shell = Shell::with(&[]);
    shell.says(&["terminate", ICCID, "--yes", "--external-id", "one"], 0);
    let text = shell.says(&["cancel", "one", "--reason", "changed my mind"], 0);
    assert!(text.ends_with("was taken back: changed my mind"), "{text}");
    assert_eq!(shell.says(&["status", ICCID], 0), "active");
    shell.says(&["terminate", ICCID, "--yes", "--external-id", "one"], 1);
}

#[test]
fn exit_codes_say_who_is_to_blame() {
    let shell = Shell::with(&[]);
    let code = |output: &Output| output.status.code();
    let wrong = ["--account", "TEST-PX-1001", "--document", "TEST-BE-9"];
    let identify = |arguments: &[&str]| {
        let mut all = vec!["identify"];
        all.extend(arguments);
        shell.run(&all)
    };
    assert_eq!(code(&identify(&[])), Some(2), "nobody can be asked");
    let refused = identify(&wrong);
    assert_eq!(code(&refused), Some(1));
    let errors = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(errors.contains("2 tries are left"), "{errors}");
    shell.says(&["admin", "fault", r#"{"status": 503}"#], 0);
    assert_eq!(code(&identify(&wrong)), Some(3), "out of order");
    shell.says(&["admin", "fault", "none"], 0);
    let gone = signoff(shell.folder.path())
        .args(["operator", "status", ICCID, "--operator", "http://127.0.0.1:1"])
        .args(["--answers", "me.yaml"])
        .output()
        .unwrap();
    assert_eq!(code(&gone), Some(3));
    let open = signoff(shell.folder.path())
        .args(["operator", "status", ICCID, "--operator", "http://192.0.2.1"])
        .args(["--answers", "me.yaml"])
        .output()
        .unwrap();
    assert_eq!(code(&open), Some(2), "http is for loopback");
    let public = signoff(shell.folder.path())
        .args(["simulate", "operator", "--bind", "0.0.0.0:0"])
        .output()
        .unwrap();
    assert_eq!(code(&public), Some(2), "needs --public");
}

#[test]
fn what_is_kept_outlives_the_desk() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let arguments = ["--state", state.to_str().unwrap()];
    let shell = Shell::with(&arguments);
    shell.says(&["terminate", ICCID, "--yes"], 0);
    // The end of a process at once, as a power cut would have it.
    drop(shell);
    let shell = Shell::with(&arguments);
    assert_eq!(shell.says(&["status", ICCID], 0), "termination requested");
    let output = signoff(folder.path())
        .args(["simulate", "operator", "--bind", "127.0.0.1:0"])
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "another process has it");
}

#[test]
fn a_desk_hears_of_an_smdp_in_another_process() {
    let folder = tempfile::tempdir().unwrap();
    let smdp = Served::start(folder.path(), &["smdp", "--smdp", "travel"]);
    let place = smdp.url.strip_prefix("https://").unwrap().to_owned();
    let resolve = format!("smdp.travel.example={place}");
    let desk = Served::start(
        folder.path(),
        &[
            "operator",
            "--operator",
            "prepaid-tourist",
            "--standing-clock",
            "--smdp",
            "https://smdp.travel.example",
            "--resolve",
            &resolve,
        ],
    );
    let run = |arguments: &[&str]| {
        let output = signoff(folder.path()).args(arguments).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let who = [
        "--account",
        "TEST-HM-4001",
        "--document",
        "TEST-PASS-0004",
        "--operator",
        &desk.url,
    ];
    let operator = |arguments: &[&str]| {
        let mut all = vec!["operator"];
        all.extend(arguments);
        all.extend(who);
        run(&all)
    };
    let state = |profile: &str| run(&["smdp", "state", profile, "--at", &place]);
    // A new eSIM for a line whose profile is in stock.
    let code = operator(&["esim", "8932300000000000037"]);
    assert!(code.starts_with("LPA:1$smdp.travel.example$"), "{code}");
    assert!(state("stock").contains("released"));
    // The end of a contract whose profile was never installed takes the order back.
    assert!(state("holiday").contains("released"));
    operator(&["terminate", "8932300000000000011", "--yes"]);
    run(&[
        "operator",
        "admin",
        "clock",
        "--days",
        "1",
        "--operator",
        &desk.url,
    ]);
    assert_eq!(operator(&["status", "8932300000000000011"]), "no active service");
    assert!(state("holiday").contains("unavailable"));
    // It works on without its SM-DP+.
    drop(smdp);
    assert_eq!(operator(&["status", "8932300000000000011"]), "no active service");
}
