//! The journal on the disk: whole lines are kept, a torn one is left out, what is foreign is refused.

use std::path::Path;

use proptest::prelude::*;

use super::world::{ONE, World};
use crate::removal::{
    ContactOutcome, Decision, Delivered, Evidence, Fact, FileJournal, How, Intention, JOURNAL,
    JOURNAL_VERSION, JournalError, Ledger as _, Method, Omission, OnCard, Record, Sent, Step, StepKind,
    StepOutcome, Trouble,
};
use crate::verification::{Failure, Verdict};

fn first() -> Record {
    Record::Begun {
        signoff_removal: JOURNAL_VERSION,
        at: "2026-05-01T10:00:00Z".to_owned(),
        plan: Box::new(World::plan(Method::Delete, &[ONE])),
    }
}

fn steps() -> impl Strategy<Value = Step> {
    let kinds = proptest::sample::select(StepKind::ALL.to_vec());
    (kinds, proptest::option::of("[0-9]{19}")).prop_map(|(kind, iccid)| Step { kind, iccid })
}

fn failures() -> impl Strategy<Value = Failure> {
    let text = ".{0,20}";
    prop_oneof![
        text.prop_map(Failure::Said),
        Just(Failure::NoIccid),
        (text, text).prop_map(|(asked, answer)| Failure::Answered { asked, answer }),
    ]
}

fn facts() -> impl Strategy<Value = Fact> {
    let text = ".{0,20}";
    prop_oneof![
        text.prop_map(Fact::Said),
        Just(Fact::NotEnabled),
        any::<usize>().prop_map(|count| Fact::Acknowledged { count }),
        (text, proptest::option::of(text)).prop_map(|(reference, from)| Fact::Ordered {
            reference,
            from,
            total: None,
        }),
        failures().prop_map(|reason| Fact::NothingToEnd { reason }),
        proptest::sample::select(Verdict::ALL.to_vec()).prop_map(|verdict| Fact::Verified { verdict }),
    ]
}

fn proofs() -> impl Strategy<Value = Evidence> {
    let text = ".{0,20}";
    prop_oneof![
        (text, text, proptest::option::of(text)).prop_map(|(name, text, file)| Evidence::Said {
            name,
            text,
            file
        }),
        text.prop_map(|number| Evidence::Reference { number }),
        (any::<u32>(), text, failures()).prop_map(|(number, address, reason)| {
            Evidence::Notification(Delivered {
                number,
                event: Some("delete".to_owned()),
                address,
                sent: Sent::Failed { attempts: 3, reason },
                card: OnCard::Kept,
            })
        }),
    ]
}

fn outcomes() -> impl Strategy<Value = StepOutcome> {
    let text = ".{0,20}";
    let evidence = || proptest::collection::vec(proofs(), 0..3);
    let how = prop_oneof![Just(How::Answered), Just(How::ReadBack), Just(How::NotNeeded)];
    let reason = prop_oneof![text.prop_map(Omission::Said), Just(Omission::NoneEnabled)];
    let trouble = prop_oneof![
        failures().prop_map(Trouble::Asked),
        proptest::option::of(any::<u8>()).prop_map(|tries| Trouble::PinNeeded { tries }),
    ];
    prop_oneof![
        (how, facts(), evidence()).prop_map(|(how, fact, evidence)| StepOutcome::Done {
            how,
            fact,
            evidence
        }),
        reason.prop_map(|reason| StepOutcome::Skipped { reason }),
        (trouble, any::<bool>(), evidence()).prop_map(|(reason, refused, evidence)| StepOutcome::Failed {
            reason,
            refused,
            evidence
        }),
    ]
}

fn intentions() -> impl Strategy<Value = Intention> {
    let text = ".{0,20}";
    prop_oneof![
        text.prop_map(Intention::Said),
        Just(Intention::Verify),
        (text, text).prop_map(|(function, request)| Intention::Change { function, request }),
    ]
}

fn records() -> impl Strategy<Value = Record> {
    let at = || Just("2026-05-01T10:00:01Z".to_owned());
    prop_oneof![
        (at(), steps(), intentions()).prop_map(|(at, step, detail)| Record::Intent { at, step, detail }),
        (at(), steps(), outcomes()).prop_map(|(at, step, outcome)| Record::Outcome { at, step, outcome }),
        at().prop_map(|at| Record::Interrupted { at }),
        at().prop_map(|at| Record::Resumed { at }),
        (at(), "[a-z_]{1,12}").prop_map(|(at, end)| Record::Ended { at, end }),
        (at(), proptest::option::of(".{0,12}")).prop_map(|(at, reference)| Record::Decided {
            at,
            decision: Decision::Contacted {
                iccid: ONE.to_owned(),
                reference,
                outcome: ContactOutcome::NotReached,
            },
        }),
    ]
}

fn written(folder: &Path, records: &[Record]) {
    let mut journal = FileJournal::create(folder, &first()).expect("a journal");
    for record in records {
        journal.append(record).expect("a record");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(records in proptest::collection::vec(records(), 0..12)) {
        let folder = tempfile::tempdir().expect("a folder");
        written(folder.path(), &records);
        let (_, history) = FileJournal::open(folder.path()).expect("the journal");
        prop_assert_eq!(&history.records[1..], records.as_slice());
    }

    #[test]
    fn a_cut_anywhere_leaves_the_whole_lines(
        records in proptest::collection::vec(records(), 1..8),
        share in 0_usize..1000,
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        written(folder.path(), &records);
        let path = folder.path().join(JOURNAL);
        let bytes = std::fs::read(&path).expect("bytes");
        let start = bytes.iter().position(|byte| *byte == b'\n').expect("a line") + 1;
        let cut = start + (bytes.len() - start) * share / 1000;
        std::fs::write(&path, &bytes[..cut]).expect("cut");
        let whole = bytes[..cut].split(|byte| *byte == b'\n').count() - 2;
        let (mut journal, history) = FileJournal::open(folder.path()).expect("the journal");
        prop_assert_eq!(&history.records[1..], &records[..whole]);
        // It goes on as if the torn line had never been begun.
        journal.append(&records[0]).expect("a record");
        drop(journal);
        let (_, history) = FileJournal::open(folder.path()).expect("the journal");
        prop_assert_eq!(history.records.len(), whole + 2);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        drop(super::super::journal::records(Path::new("run"), &bytes));
        let mut after = serde_json::to_vec(&first()).expect("JSON");
        after.push(b'\n');
        after.extend_from_slice(&bytes);
        drop(super::super::journal::records(Path::new("run"), &after));
    }
}

#[test]
fn a_foreign_or_newer_journal_is_refused() {
    for (text, want) in [
        ("", "nothing was begun"),
        ("half a line", "nothing was begun"),
        ("something else\n", "journal.jsonl:1 is no line"),
        ("{\"record\":\"begun\"}\n", "it names no version"),
        ("{\"signoff_removal\":99}\n", "has version 99"),
        (
            "{\"record\":\"resumed\",\"signoff_removal\":1,\"at\":\"now\"}\n",
            "nothing was begun",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(JOURNAL), text).expect("written");
        let error = FileJournal::open(folder.path()).expect_err(text).to_string();
        assert!(error.contains(want), "{text:?}: {error}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let error = FileJournal::open(folder.path()).expect_err("nothing");
    assert!(matches!(error, JournalError::Missing { .. }), "{error}");
}

#[test]
fn one_process_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let journal = FileJournal::create(folder.path(), &first()).expect("a journal");
    let error = FileJournal::open(folder.path()).expect_err("it is in use");
    assert!(matches!(error, JournalError::Locked { .. }), "{error}");
    // What a dead process held is free.
    drop(journal);
    FileJournal::open(folder.path()).expect("the journal");
    let error = FileJournal::create(folder.path(), &first()).expect_err("there is one");
    assert!(matches!(error, JournalError::Exists { .. }), "{error}");
}

/// Lines of a journal as version 1 wrote them.
const OLDER: [&str; 6] = [
    r#"{"record":"decided","at":"A","decision":{"what":"contacted","iccid":"8932100000000000013","reference":"REF-7"}}"#,
    r#"{"record":"intent","at":"A","step":{"kind":"delete","iccid":"8932100000000000013"},"detail":"DeleteProfile of ICCID 8932100000000000013"}"#,
    r#"{"record":"outcome","at":"A","step":{"kind":"terminate","iccid":"8932100000000000013"},"outcome":{"ended":"done","how":"answered","text":"order T-1","evidence":[{"name":"reference","text":"T-1"}]}}"#,
    r#"{"record":"outcome","at":"A","step":{"kind":"backup","iccid":"8932100000000000013"},"outcome":{"ended":"skipped","reason":"no backup was asked for"}}"#,
    r#"{"record":"outcome","at":"A","step":{"kind":"deliver"},"outcome":{"ended":"failed","reason":"1 notifications are not acknowledged","refused":false,"evidence":[]}}"#,
    r#"{"record":"outcome","at":"A","step":{"kind":"verify","iccid":"8932100000000000013"},"outcome":{"ended":"done","how":"answered","text":"removed","evidence":[{"name":"verification","text":"removed","file":"verification.json"}]}}"#,
];

#[test]
fn a_journal_of_version_1_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = serde_json::to_value(first()).expect("JSON");
    first["signoff_removal"] = 1.into();
    let lines: Vec<String> = std::iter::once(first.to_string())
        .chain(OLDER.map(str::to_owned))
        .collect();
    std::fs::write(folder.path().join(JOURNAL), lines.join("\n") + "\n").expect("written");
    let (_, history) = FileJournal::open(folder.path()).expect("the journal");
    assert_eq!(history.contact(ONE), Some((ContactOutcome::Done, Some("REF-7"))));
    assert!(history.is_open(&Step::of(StepKind::Delete, ONE)));
    assert!(history.is_settled(&Step::of(StepKind::Terminate, ONE)));
    assert!(history.is_settled(&Step::of(StepKind::Backup, ONE)));
    assert!(!history.is_settled(&Step::all(StepKind::Deliver)));
    let verified = history.outcome(&Step::of(StepKind::Verify, ONE));
    let Some(StepOutcome::Done { fact, .. }) = verified else {
        panic!("{verified:?}");
    };
    assert_eq!(fact.verdict(), Some(Verdict::Removed));
}
