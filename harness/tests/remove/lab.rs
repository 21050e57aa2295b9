//! A modem with a card and an SM-DP+ that knows its profiles, each in a process of its own.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::wiretap::Wiretap;

pub(crate) const HOST: &str = "smdp.example";
pub(crate) const EID: &str = "89999901001234567000000000000138";

/// Who the customer of the operator is.
pub(crate) const ACCOUNT: &str = "TEST-LAB-1";
pub(crate) const DOCUMENT: &str = "TEST-DOC-1";

/// A process until the test is over.
struct Served {
    child: Child,
    place: String,
    _out: BufReader<ChildStdout>,
}

impl Served {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_signoff"))
            .arg("simulate")
            .args(arguments)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        let mut place = String::new();
        out.read_line(&mut place).expect("its first line");
        Self {
            child,
            place: place.trim().to_owned(),
            _out: out,
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Everything around a removal.
pub(crate) struct Lab {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) smdp_place: String,
    operator_place: Option<String>,
    _smdp: Served,
    modem: Wiretap,
    _modem: Served,
    _operator: Option<Served>,
}

/// The ICCID of profile `number`.
pub(crate) fn iccid(number: usize) -> String {
    format!("893299000000{number:07}")
}

/// As EF_ICCID and ES10c have it: nibbles swapped, padded with F.
fn coded(iccid: &str) -> String {
    let digits: Vec<char> = iccid.chars().chain(std::iter::repeat('F')).take(20).collect();
    digits.chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect()
}

fn profile(number: usize) -> String {
    format!(
        "name: p{number}\n      iccid: \"{}\"\n      imsi: \"99901000000{number:04}\"\n      \
         service_provider_name: Lab\n      profile_name: Number {number}\n      owner: {{mcc_mnc: 999-01}}\n      \
         notifications:\n        - {{events: [install, enable, disable, delete], address: {HOST}}}\n",
        iccid(number)
    )
}

impl Lab {
    /// A card with so many profiles, the first one enabled, behind the modem of this personality.
    pub(crate) fn start(profiles: usize, modem: &str) -> Self {
        Self::make(profiles, modem, false)
    }

    /// With the desk of an operator, too, which hears of deletions from the SM-DP+.
    pub(crate) fn with_operator(profiles: usize) -> Self {
        Self::make(profiles, PLAIN, true)
    }

    fn make(profiles: usize, modem: &str, with_operator: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut card = format!("about: A lab.\neid: \"{EID}\"\nprofiles:\n");
        let mut smdp = format!("about: A lab.\naddresses: [{HOST}]\nprofiles:\n");
        for number in 0..profiles {
            let state = if number == 0 { "enabled" } else { "disabled" };
            let lines = profile(number);
            let of_card = lines.replace("\n      ", "\n    ");
            writeln!(card, "  - {of_card}    state: {state}").expect("a text");
            write!(
                smdp,
                "  - address: {HOST}\n    state: {state}\n    eid: \"{EID}\"\n    after_delete: available\n    profile:\n      {lines}"
            )
            .expect("a text");
        }
        let place = |name: &str| folder.path().join(name);
        std::fs::write(place("card.yaml"), card).expect("written");
        std::fs::write(place("smdp.yaml"), smdp).expect("written");
        std::fs::write(place("modem.yaml"), modem).expect("written");
        let smdp = Served::start(
            folder.path(),
            &[
                "smdp",
                "--smdp",
                "smdp.yaml",
                "--bind",
                "127.0.0.1:0",
                "--write-root",
                "root.pem",
                "--state",
                "smdp",
            ],
        );
        let modem = Served::start(
            folder.path(),
            &[
                "modem",
                "--card",
                "card.yaml",
                "--modem",
                "modem.yaml",
                "--tcp",
                "127.0.0.1:0",
                "--state",
                "card",
            ],
        );
        let smdp_place = smdp.place.trim_start_matches("https://").to_owned();
        let operator = with_operator.then(|| {
            let mut lines = String::new();
            for number in 0..profiles {
                write!(
                    lines,
                    "      - iccid: \"{}\"\n        msisdn: \"+3249{number:07}\"\n        offer: Lab\n        \
                     contract: {{start: 2026-02-20, prepaid: true}}\n        profile: installed\n",
                    iccid(number)
                )
                .expect("a text");
            }
            let file = format!(
                "about: A lab.\nname: Lab\nrules: be\ntoday: 2026-03-02\ncustomers:\n  - account: {ACCOUNT}\n    \
                 document: {DOCUMENT}\n    given_name: Test\n    family_name: Lab\n    lines:\n{lines}"
            );
            std::fs::write(place("operator.yaml"), file).expect("written");
            let (url, host) = (format!("https://{HOST}"), format!("{HOST}={smdp_place}"));
            Served::start(
                folder.path(),
                &[
                    "operator", "--operator", "operator.yaml", "--bind", "127.0.0.1:0", "--state", "operator", "--smdp",
                    &url, "--resolve", &host, "--tls-root", "root.pem",
                ],
            )
        });
        let tap = Wiretap::before(&modem.place);
        let mut names = String::new();
        for number in 0..profiles {
            writeln!(names, "  p{number}: \"{}\"", iccid(number)).expect("a text");
        }
        let dut = format!(
            "about: A lab.\ntarget: {}\nexpendable: [all]\nsmdp: https://{smdp_place}\n\
             resolve: [\"{HOST}={smdp_place}\"]\ntls_root: [root.pem]\nprofiles:\n{names}",
            tap.place
        );
        let operator_place = operator.as_ref().map(|operator| operator.place.clone());
        let desk = operator_place
            .as_ref()
            .map_or_else(String::new, |url| format!("operator: {url}\n"));
        let dut = format!("{desk}{dut}");
        std::fs::write(place("dut.yaml"), &dut).expect("written");
        let guarded = dut.replace("expendable: [all]\n", "");
        std::fs::write(place("guarded.yaml"), guarded).expect("written");
        Self {
            folder,
            smdp_place,
            operator_place,
            _smdp: smdp,
            modem: tap,
            _modem: modem,
            _operator: operator,
        }
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_signoff"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("NO_COLOR")
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn signoff(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// Starts it, and kills it with SIGKILL some time later; whether it was still alive then.
    pub(crate) fn kill(&self, arguments: &[&str], after: Duration) -> bool {
        let mut child = self
            .command(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::park_timeout(after);
        let alive = child.try_wait().expect("its state").is_none();
        drop(child.kill());
        drop(child.wait());
        alive
    }

    fn smdp_json(&self, what: &str) -> Value {
        let root = self.path("root.pem");
        let root = root.display().to_string();
        let output = self.signoff(&[
            "smdp",
            what,
            "--at",
            &self.smdp_place,
            "--smdp",
            "smdp.yaml",
            "--root",
            &root,
            "--format",
            "json",
        ]);
        assert!(output.status.success(), "{}", err(&output));
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// The state of a profile at the SM-DP+.
    pub(crate) fn smdp_state(&self, iccid: &str) -> String {
        let list = self.smdp_json("state");
        let list = list.as_array().expect("a list").iter();
        let found = list.filter(|profile| profile["iccid"] == iccid);
        let states: Vec<&str> = found.filter_map(|profile| profile["state"].as_str()).collect();
        assert_eq!(states.len(), 1, "{iccid}");
        states[0].to_owned()
    }

    /// Notifications that the SM-DP+ has: number, event, ICCID, verdict.
    pub(crate) fn received(&self) -> Vec<(u64, String, String, String)> {
        let list = self.smdp_json("notifications");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        list.as_array()
            .expect("a list")
            .iter()
            .map(|one| {
                let number = one["seq"].as_u64().expect("a number");
                (
                    number,
                    text(&one["event"]),
                    text(&one["iccid"]),
                    text(&one["verdict"]),
                )
            })
            .collect()
    }

    /// A DUT file in which nobody listens where the SM-DP+ should.
    pub(crate) fn deaf(&self) -> String {
        let dut = std::fs::read_to_string(self.path("dut.yaml")).expect("the file");
        let deaf = dut
            .replace(&format!("={}", self.smdp_place), "=127.0.0.1:9")
            .replace("smdp: https", "#");
        std::fs::write(self.path("deaf.yaml"), deaf).expect("written");
        "deaf.yaml".to_owned()
    }

    /// What stands behind the counter of the operator.
    pub(crate) fn desk(&self, what: &str) -> Value {
        let url = self.operator_place.as_deref().expect("an operator");
        let output = self.signoff(&["operator", "admin", "--operator", url, "--format", "json", what]);
        assert!(output.status.success(), "{}", err(&output));
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// How often the card has executed DeleteProfile of profile `number`, and how often it was told to.
    pub(crate) fn deletions(&self, number: usize) -> (usize, usize) {
        let coded = coded(&iccid(number));
        let of = |counts: std::collections::BTreeMap<String, usize>| counts.get(&coded).copied().unwrap_or(0);
        (of(self.modem.deletions()), of(self.modem.requests()))
    }

    /// What a file of a run says.
    pub(crate) fn json(&self, path: &str) -> Value {
        let text = std::fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        serde_json::from_slice(&text).expect("JSON")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// The reference modem.
pub(crate) const PLAIN: &str = "about: A modem.\n";
/// A modem that shows the old profile until its SIM is powered off and on.
pub(crate) const CACHING: &str =
    "about: A modem that remembers.\nrefresh: {visible_without_power_cycle: false}\n";
