//! `signoff remove` is killed with SIGKILL at random moments and resumed: it always ends in a verdict that is true, nothing
//! destructive is done twice, and no notification is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use crate::lab::{ACCOUNT, DOCUMENT, Lab, code, err, iccid, out};

/// Processes that die while they are at work.
const KILLS: usize = 100;
/// One more profile than can be needed: each is removed after at most so many kills.
const KILLS_EACH: usize = 5;
const PROFILES: usize = KILLS / KILLS_EACH + 2;
/// Bound for attempts that came too late.
const ATTEMPTS: usize = 400;

/// Longest time of a removal that is counted on, microseconds.
const LONGEST_US: u64 = 400_000;

/// xorshift64*: one seed, one plan.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % end.max(1)
    }
}

/// The command that begins a run or goes on with it.
fn arguments<'a>(lab: &Lab, name: &'a str, run: &'a str) -> Vec<&'a str> {
    let begun = std::fs::metadata(lab.path(&format!("{run}/journal.jsonl"))).is_ok_and(|file| file.len() > 0);
    if begun {
        // Who asks at the desk is not in the journal.
        return vec![
            "remove",
            "--resume",
            run,
            "--yes",
            "--account",
            ACCOUNT,
            "--document",
            DOCUMENT,
        ];
    }
    vec![
        "remove",
        name,
        "--account",
        ACCOUNT,
        "--document",
        DOCUMENT,
        "--dut",
        "dut.yaml",
        "--yes",
        "--no-backup",
        "--run",
        run,
        "--patience",
        "2s",
    ]
}

#[test]
fn a_hundred_kills_lose_nothing_and_do_nothing_twice() {
    let lab = Lab::with_operator(PROFILES);
    let mut chance = Chance(0x51_6E0F);
    // How long a removal takes here and now.
    let start = Instant::now();
    finish(&lab, 0, "p0", "run0");
    // On a machine that is busy now it is not waited longer than a removal takes on another.
    let whole = u64::try_from(start.elapsed().as_micros())
        .expect("a short time")
        .min(LONGEST_US);
    let (mut kills, mut attempts, mut removed) = (0, 0, 1);
    let mut interrupted_at = BTreeMap::new();
    for number in 1..PROFILES {
        let (name, run) = (format!("p{number}"), format!("run{number}"));
        let mut own = 0;
        while own < KILLS_EACH && kills < KILLS && attempts < ATTEMPTS {
            attempts += 1;
            let after = Duration::from_micros(chance.below(whole * 2 / 3));
            // What is over is taken up again, and verified again: that is killed, too.
            if lab.kill(&arguments(&lab, &name, &run), after) {
                own += 1;
                kills += 1;
                *interrupted_at.entry(last_record(&lab, &run)).or_insert(0) += 1;
            }
        }
        finish(&lab, number, &name, &run);
        removed += 1;
        if kills >= KILLS {
            break;
        }
    }
    assert_eq!(kills, KILLS, "kills that struck, of {attempts}");
    check(&lab, removed);
    // The moments were not all the same one.
    assert!(interrupted_at.len() >= 4, "{interrupted_at:?}");
}

/// The last whole line of a journal, in short.
fn last_record(lab: &Lab, run: &str) -> String {
    let text = std::fs::read_to_string(lab.path(&format!("{run}/journal.jsonl"))).unwrap_or_default();
    let last = text
        .lines()
        .rfind(|line| serde_json::from_str::<serde_json::Value>(line).is_ok());
    let value: serde_json::Value = last
        .and_then(|line| serde_json::from_str(line).ok())
        .unwrap_or_default();
    format!("{} {}", value["record"], value["step"]["kind"])
}

/// Nobody kills it any more: it ends in a documented verdict, and the verdict is what the operator's desk says, since card and
/// SM-DP+ know.
fn finish(lab: &Lab, number: usize, name: &str, run: &str) {
    let output = lab.signoff(&arguments(lab, name, run));
    let said = format!("{name}: {}{}", out(&output), err(&output));
    let lines = lab.desk("lines");
    let mut lines = lines.as_array().expect("lines").iter();
    let line = lines
        .find(|line| line["iccid"] == iccid(number))
        .expect("the line");
    let (verdict, exit) = match line["status"].as_str() {
        Some("no_active_service") => ("removed", 0),
        Some("termination_requested") => ("removed_contract_ending", 1),
        status => panic!("{status:?} at the operator's desk: {said}"),
    };
    assert_eq!(code(&output), exit, "{said}");
    assert!(lab.path(&format!("{run}/certificate.json")).is_file(), "{said}");
    let certificate = lab.json(&format!("{run}/certificate.json"));
    assert_eq!(certificate["verdict"], verdict, "{said}");
    assert_eq!(certificate["profiles"][0]["iccid"], iccid(number), "{said}");
    let journal = std::fs::read_to_string(lab.path(&format!("{run}/journal.jsonl"))).expect("the journal");
    assert!(
        !journal.contains("\"refused\":true"),
        "something was sent that the state forbids: {journal}"
    );
    // One order, whoever asked how often: its reference is the one that the desk knows.
    let orders: BTreeSet<&str> = journal
        .split("\"evidence\":\"reference\",\"number\":\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(orders.len(), 1, "{journal}");
    assert!(
        !journal.contains("already"),
        "a second order was refused: {journal}"
    );
    if let Some(order) = line["order"].as_str() {
        assert!(orders.contains(order), "{order} at the desk, {orders:?} here");
    }
}

/// What the card and the SM-DP+ say in the end.
fn check(lab: &Lab, removed: usize) {
    let list = out(&lab.signoff(&["profile", "list", "--dut", "dut.yaml"]));
    let queue = out(&lab.signoff(&["notification", "list", "--dut", "dut.yaml"]));
    assert_eq!(queue.trim(), "no notifications", "left on the card");
    let mut deletions: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let mut accepted: BTreeMap<(u64, String), usize> = BTreeMap::new();
    for (number, event, iccid, verdict) in lab.received() {
        if event == "delete" {
            deletions.entry(iccid.clone()).or_default().insert(number);
        }
        if verdict == "accepted" {
            *accepted.entry((number, iccid)).or_default() += 1;
        }
    }
    for number in 0..PROFILES {
        let iccid = iccid(number);
        let is_removed = number < removed;
        assert_eq!(list.contains(&iccid), !is_removed, "{iccid} on the card: {list}");
        let told = deletions.get(&iccid).map_or(0, BTreeSet::len);
        assert_eq!(
            told,
            usize::from(is_removed),
            "{iccid}: deletions that its SM-DP+ was told of"
        );
        // On the line to the modem: executed once, and not even tried a second time.
        let once = usize::from(is_removed);
        assert_eq!(
            lab.deletions(number),
            (once, once),
            "{iccid}: DeleteProfile executed, sent"
        );
        let state = lab.smdp_state(&iccid);
        assert_eq!(state == "available", is_removed, "{iccid} at the SM-DP+: {state}");
    }
    let twice: Vec<_> = accepted.iter().filter(|(_, count)| **count != 1).collect();
    assert!(twice.is_empty(), "accepted more than once: {twice:?}");
}
