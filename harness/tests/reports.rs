//! What a person and a CI server read of a run, from the same events.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use std::sync::Arc;
use std::time::Duration;

use signoff_harness::flow::word::Removal;
use signoff_harness::report::{JsonReport, JunitReport, Palette, Style, TerminalReport};
use signoff_harness::runner::rsp::RemovalView;
use signoff_harness::runner::{
    CaseInfo, CaseResult, Difference, Event, Mismatch, Reporter, RunInfo, StepPlace, Summary, Verdict,
};
use signoff_harness::text::{Language, Texts};

fn case(number: usize, flow: &str, parameters: &[(&str, &str)]) -> Arc<CaseInfo> {
    Arc::new(CaseInfo {
        number,
        flow: flow.to_owned(),
        about: format!("Shows {flow}."),
        file: format!("flows/{flow}.yaml"),
        parameters: parameters
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect(),
        tags: vec!["delete".to_owned()],
        steps: 2,
    })
}

fn step(file: &str, number: usize, kind: &str, label: Option<&str>) -> StepPlace {
    StepPlace {
        file: file.to_owned(),
        line: 6 + number,
        column: 5,
        number,
        kind: kind.to_owned(),
        label: label.map(str::to_owned),
        source: format!("  - {kind}: {{ profile: orange, expect: done }}"),
    }
}

/// One case of each verdict.
fn run() -> Vec<Event> {
    let mut events = vec![Event::RunStarted(RunInfo {
        target: "serial:/dev/ttyUSB2".to_owned(),
        seed: 7,
        cases: 6,
    })];
    let mut summary = Summary {
        elapsed: Duration::from_millis(1_234),
        ..Summary::default()
    };
    let mut add =
        |case: Arc<CaseInfo>, steps: Vec<(StepPlace, &str, bool)>, verdict: Verdict, remarks: &[&str]| {
            summary.count(&verdict);
            events.push(Event::FlowStarted(Arc::clone(&case)));
            for (step, answer, as_expected) in steps {
                events.push(Event::StepStarted {
                    case: Arc::clone(&case),
                    step: step.clone(),
                });
                events.push(Event::StepFinished {
                    case: Arc::clone(&case),
                    step,
                    answer: answer.into(),
                    as_expected,
                    elapsed: Duration::from_millis(3),
                });
            }
            let reproduce = (verdict != Verdict::Pass && !matches!(verdict, Verdict::NotApplicable(_)))
                .then(|| format!("signoff run {} --target serial:/dev/ttyUSB2 --seed 7", case.file));
            events.push(Event::FlowFinished(CaseResult {
                case,
                verdict,
                elapsed: Duration::from_millis(12),
                reproduce,
                removals: Vec::new(),
                manual: Vec::new(),
                remarks: remarks.iter().map(|&remark| remark.to_owned()).collect(),
            }));
        };
    let file = "flows/remove.yaml";
    add(
        case(0, "remove", &[("by", "iccid")]),
        vec![
            (step(file, 1, "list", None), "4 profiles", true),
            (step(file, 2, "delete", None), "done", true),
        ],
        Verdict::Pass,
        &[],
    );
    let failing = step("flows/delete-twice.yaml", 2, "delete", Some("the second time"));
    add(
        case(1, "delete-twice", &[]),
        vec![(failing.clone(), "done", false)],
        Verdict::Fail(Mismatch {
            step: failing,
            differences: vec![Difference::new(
                "result",
                "refused: iccid_or_aid_not_found",
                "done",
            )],
        }),
        &["channel 1 could not be closed: the modem refused AT+CCHC=1: ERROR"],
    );
    add(
        case(2, "mute", &[]),
        vec![],
        Verdict::Error {
            step: Some(step("flows/mute.yaml", 1, "list", None)),
            message: "no answer to AT+CGLA=1,10,\"81E2…\" within 2000 ms; nothing was received".into(),
        },
        &[],
    );
    let reason = "the flow's card has 4 profiles, the device has 1";
    add(
        case(3, "traveller", &[]),
        vec![],
        Verdict::NotApplicable(reason.into()),
        &[],
    );
    let reason = "ICCID 8932020000000000018 is not expendable; nothing was changed";
    add(
        case(4, "protected", &[]),
        vec![],
        Verdict::Refused(reason.into()),
        &[],
    );
    add(
        case(5, "stopped", &[]),
        vec![],
        Verdict::Interrupted { steps_done: 1 },
        &[],
    );
    events.push(Event::RunFinished(summary));
    events
}

fn report<R: Reporter>(mut reporter: R, events: &[Event]) -> R {
    for event in events {
        reporter.event(event).expect("memory takes everything");
    }
    reporter
}

fn terminal(style: Style, events: &[Event]) -> String {
    terminal_in(Language::English, style, events)
}

fn terminal_in(language: Language, style: Style, events: &[Event]) -> String {
    let texts = Texts::new(language);
    let bytes = report(TerminalReport::new(Vec::new(), style, &texts), events).into_inner();
    String::from_utf8(bytes).expect("text")
}

#[test]
fn lines_of_a_run() {
    insta::assert_snapshot!("lines_of_a_run", terminal(Style::default(), &run()));
}

#[test]
fn lines_of_a_verbose_run() {
    let style = Style {
        verbose: true,
        ..Style::default()
    };
    insta::assert_snapshot!("lines_of_a_verbose_run", terminal(style, &run()));
}

#[test]
fn lines_of_a_verbose_run_in_chinese() {
    let style = Style {
        verbose: true,
        ..Style::default()
    };
    let lines = terminal_in(Language::Chinese, style, &run());
    insta::assert_snapshot!("lines_of_a_verbose_run_in_chinese", lines);
}

#[test]
fn colours_add_nothing_but_colours() {
    let style = Style {
        palette: Palette::new(true),
        ..Style::default()
    };
    let coloured = terminal(style, &run());
    assert!(coloured.contains("\u{1b}[32mpass\u{1b}[39m"), "{coloured}");
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, escape)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = escape.split_once('m').expect("each sequence ends").1;
    }
    plain.push_str(rest);
    assert_eq!(plain, terminal(Style::default(), &run()));
}

#[test]
fn a_run_to_which_nothing_applies_says_so() {
    let case = case(0, "traveller", &[]);
    let verdict = Verdict::NotApplicable("no eUICC".into());
    let mut summary = Summary::default();
    summary.count(&verdict);
    let result = CaseResult {
        case,
        verdict,
        elapsed: Duration::ZERO,
        reproduce: None,
        removals: Vec::new(),
        manual: Vec::new(),
        remarks: Vec::new(),
    };
    let text = terminal(
        Style::default(),
        &[Event::FlowFinished(result), Event::RunFinished(summary)],
    );
    assert!(
        text.contains("no flow applies to this device: nothing was tested"),
        "{text}"
    );
}

#[test]
fn json_of_a_run() {
    let bytes = report(JsonReport::new(Vec::new()), &run()).into_inner();
    insta::assert_snapshot!("json_of_a_run", String::from_utf8(bytes).expect("text"));
}

#[test]
fn junit_of_a_run() {
    let bytes = report(JunitReport::new(Vec::new()), &run()).into_inner();
    insta::assert_snapshot!("junit_of_a_run", String::from_utf8(bytes).expect("text"));
}

#[test]
fn what_is_known_of_a_removal_is_in_every_report() {
    let result = CaseResult {
        case: case(0, "remove", &[]),
        verdict: Verdict::Pass,
        elapsed: Duration::ZERO,
        reproduce: None,
        manual: Vec::new(),
        removals: vec![RemovalView {
            profile: "orange".to_owned(),
            verdict: Removal::DeletedAndAcknowledged,
            acknowledged_by: vec!["smdp.orange.example".to_owned()],
        }],
        remarks: Vec::new(),
    };
    let events = [
        Event::FlowFinished(result),
        Event::RunFinished(Summary::default()),
    ];
    let json = report(JsonReport::new(Vec::new()), &events).into_inner();
    let junit = report(JunitReport::new(Vec::new()), &events).into_inner();
    for (report, wanted) in [
        (
            terminal(Style::default(), &events),
            "orange deleted and acknowledged",
        ),
        (
            String::from_utf8_lossy(&json).into_owned(),
            "\"is\": \"deleted_and_acknowledged\"",
        ),
        (
            String::from_utf8_lossy(&junit).into_owned(),
            "name=\"removal.orange\" value=\"deleted_and_acknowledged\"",
        ),
    ] {
        assert!(report.contains(wanted), "{report}");
    }
}
