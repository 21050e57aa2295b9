//! The journal on the disk: whole lines are kept, a torn one is left out, what is foreign is refused.

use std::path::Path;

use proptest::prelude::*;

use super::world::{ONE, World};
use crate::removal::{
    Decision, Evidence, FileJournal, How, JOURNAL, JOURNAL_VERSION, JournalError, Ledger as _, Method,
    Record, Step, StepKind, StepOutcome,
};

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

fn outcomes() -> impl Strategy<Value = StepOutcome> {
    let text = ".{0,20}";
    let evidence = proptest::collection::vec(
        (text, text, proptest::option::of(text)).prop_map(|(name, text, file)| Evidence { name, text, file }),
        0..3,
    );
    let how = prop_oneof![Just(How::Answered), Just(How::ReadBack), Just(How::NotNeeded)];
    prop_oneof![
        (how, text, evidence.clone()).prop_map(|(how, text, evidence)| StepOutcome::Done {
            how,
            text,
            evidence
        }),
        text.prop_map(|reason| StepOutcome::Skipped { reason }),
        (text, any::<bool>(), evidence).prop_map(|(reason, refused, evidence)| StepOutcome::Failed {
            reason,
            refused,
            evidence
        }),
    ]
}

fn records() -> impl Strategy<Value = Record> {
    let at = || Just("2026-05-01T10:00:01Z".to_owned());
    prop_oneof![
        (at(), steps(), ".{0,30}").prop_map(|(at, step, detail)| Record::Intent { at, step, detail }),
        (at(), steps(), outcomes()).prop_map(|(at, step, outcome)| Record::Outcome { at, step, outcome }),
        at().prop_map(|at| Record::Interrupted { at }),
        at().prop_map(|at| Record::Resumed { at }),
        (at(), "[a-z_]{1,12}").prop_map(|(at, end)| Record::Ended { at, end }),
        (at(), proptest::option::of(".{0,12}")).prop_map(|(at, reference)| Record::Decided {
            at,
            decision: Decision::Contacted {
                iccid: ONE.to_owned(),
                reference,
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
