//! The certificate says what happened, shows a change, and keeps to itself what is nobody's business.

use std::time::Duration;

use super::world::{ONE, World};
use crate::lpa::archive::MemoryArchive;
use crate::removal::certificate::{EidShown, Issue, check, html, issue};
use crate::removal::{History, Method};
use crate::text::{Language, Texts};
use crate::verification::{
    Finding, Patience, Raw, Stage, StageReport, Subject, Verdict, VerificationReport, Way, WayResult,
};

const EID: &str = "89999901001234567000000000000138";
const IMSI: &str = "206100000000001";

fn report() -> VerificationReport {
    let iccid = ONE.parse().expect("an ICCID");
    let raw = vec![Raw::new("notifications", format!("{{\"eid\":\"{EID}\"}}"))];
    let told = Finding::SmdpState {
        state: "deleted".to_owned(),
        installed: false,
        told: true,
    };
    let imsi = Finding::NotShown {
        by: "EF_IMSI".to_owned(),
        shown: Some(IMSI.to_owned()),
    };
    let ways = vec![
        WayResult::new(Way::ProfileList, Finding::NotListed { others: 1 }, Vec::new()),
        WayResult::new(Way::Imsi, imsi, vec![Raw::new("AT+CIMI", IMSI)]),
        WayResult::new(Way::Smdp, told, raw),
    ];
    let stage = StageReport {
        stage: Stage::Now,
        at: "2026-05-01T10:00:00Z".to_owned(),
        checks: 1,
        reset_failed: None,
        ways,
        verdict: Verdict::Removed,
        diagnoses: Vec::new(),
    };
    VerificationReport::of(&Subject::new(iccid), vec![stage])
}

fn issued(eid: EidShown) -> (String, String) {
    let mut world = World::new();
    world.begin(World::plan(Method::Delete, &[ONE]));
    world.run().expect("an end");
    let records = world.records.lock().unwrap().clone();
    let history = History::of(records).expect("a beginning");
    let (certificate, document) = issue(&Issue {
        history: &history,
        archive: &MemoryArchive::new(),
        verification: vec![report()],
        verdict: ("removed", "The profile <b>is</b> removed."),
        texts: &Texts::new(Language::English),
        eid,
        at: "2026-05-01T10:00:05Z".to_owned(),
    });
    let digest = document["digest"]["value"].as_str().expect("a digest").to_owned();
    let page = html(&certificate, &digest, &Texts::new(Language::English));
    (serde_json::to_string_pretty(&document).expect("JSON"), page)
}

#[test]
fn a_change_shows() {
    let (json, page) = issued(EidShown::Last4);
    assert_eq!(check(&json), Ok(true));
    let changed = json.replace("\"removed\"", "\"still_there\"");
    assert_ne!(changed, json);
    assert_eq!(check(&changed), Ok(false));
    assert!(check("{}").is_err());
    let digest = json.split("\"value\": \"").nth(1).and_then(|rest| rest.get(..64));
    assert!(page.contains(digest.expect("a digest")), "{page}");
}

#[test]
fn what_is_not_to_be_shown_is_not_in_it() {
    for eid in [EidShown::None, EidShown::Last4, EidShown::Full] {
        let (json, page) = issued(eid);
        for text in [&json, &page] {
            assert_eq!(text.contains(EID), eid == EidShown::None, "{eid:?}");
            assert!(!text.contains(IMSI), "{eid:?}");
            assert!(text.contains(ONE));
        }
    }
}

#[test]
fn the_page_stands_alone_and_escapes_what_it_is_given() {
    let (_, page) = issued(EidShown::Last4);
    assert!(
        page.contains("The profile &lt;b&gt;is&lt;/b&gt; removed."),
        "{page}"
    );
    for foreign in ["<script", "<link", "src=", "url(", "http-equiv", "@import"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(page.contains("name=\"viewport\""));
}

#[test]
fn patience_is_divided() {
    for (seconds, every_ms) in [(0, 250), (1, 250), (30, 1_500), (3_600, 60_000)] {
        let patience = Patience::of(Duration::from_secs(seconds));
        assert_eq!(patience.every, Duration::from_millis(every_ms), "{seconds} s");
    }
}
