//! Archives: what is not kept is not sent, what a crash cut off does no harm, and lines are those of a dump.

use std::io::Write as _;

use super::card::{card, lines, pending, quick};
use super::script::Script;
use crate::lpa::archive::{Archive, ArchiveError, ArchivedNotification, DirectoryArchive, MemoryArchive};
use crate::lpa::delivery::deliver;

const THREE: &str = "delete 8932100000000001110";

/// Has no room left.
struct Full;

impl Archive for Full {
    fn keep(&mut self, _notification: &ArchivedNotification) -> Result<(), ArchiveError> {
        Err(ArchiveError {
            place: "full".to_owned(),
            reason: "no space left on device".to_owned(),
        })
    }

    fn note_acknowledged(&mut self, _notification: &ArchivedNotification) -> Result<(), ArchiveError> {
        Ok(())
    }

    fn was_acknowledged(&self, _notification: &ArchivedNotification) -> bool {
        false
    }

    fn entries(&self) -> Vec<ArchivedNotification> {
        Vec::new()
    }
}

/// Three notifications of one card, as an archive keeps them.
async fn three() -> Vec<ArchivedNotification> {
    let mut lpa = card("notification-addresses", &[THREE]).await;
    let mut archive = MemoryArchive::new();
    deliver(&mut lpa, &Script::new(), &mut archive, &quick(1), &mut |_| {})
        .await
        .expect("a delivery");
    let mut entries = archive.entries();
    entries.sort();
    entries
}

#[tokio::test]
async fn what_cannot_be_archived_is_not_sent() {
    let mut lpa = card("notification-addresses", &[THREE]).await;
    let script = Script::new();
    let report = deliver(&mut lpa, &script, &mut Full, &quick(1), &mut |_| {})
        .await
        .expect("a delivery");
    assert_eq!(
        lines(&report),
        ["1 not_archived", "2 not_archived", "3 not_archived"]
    );
    assert!(script.received().is_empty());
    assert_eq!(pending(&mut lpa).await, [1, 2, 3]);
}

#[tokio::test]
async fn a_folder_outlives_the_process_and_a_line_that_was_cut_off() {
    let entries = three().await;
    let [first, second, third] = entries.as_slice() else {
        panic!("{} entries", entries.len());
    };
    let folder = tempfile::tempdir().expect("a folder");
    {
        let mut archive = DirectoryArchive::open(folder.path()).expect("an archive");
        archive.keep(first).expect("kept");
        archive.keep(first).expect("kept once");
        archive.keep(second).expect("kept");
        archive.note_acknowledged(first).expect("noted");
    }
    let file = folder.path().join("notifications.jsonl");
    let mut cut = std::fs::OpenOptions::new()
        .append(true)
        .open(&file)
        .expect("the file");
    cut.write_all(br#"{"type":"notification","eid":"8904"#)
        .expect("written");
    drop(cut);
    for _ in 0..2 {
        let mut archive = DirectoryArchive::open(folder.path()).expect("an archive after a crash");
        assert_eq!(archive.entries()[..2], [first.clone(), second.clone()]);
        assert!(archive.was_acknowledged(first));
        assert!(!archive.was_acknowledged(second));
        archive.keep(third).expect("kept behind the cut");
    }
    let text = std::fs::read_to_string(&file).expect("the file");
    assert_eq!(text.lines().count(), 3, "{text}");
    std::fs::write(&file, format!("nonsense\n{text}")).expect("written");
    let error = DirectoryArchive::open(folder.path())
        .expect_err("a broken line")
        .to_string();
    assert!(
        error.contains("notifications.jsonl:1: it is no line of a dump"),
        "{error}"
    );
}

#[tokio::test]
async fn a_line_is_that_of_a_dump_and_must_not_contradict_itself() {
    let entries = three().await;
    let entry = entries.first().expect("one");
    let line = entry.to_line();
    let start = format!(
        r#"{{"type":"notification","eid":"{}","seqNumber":1,"pendingNotification":"M"#,
        entry.eid
    );
    assert!(line.starts_with(&start), "{line}");
    for (from, to, why) in [
        (
            r#""seqNumber":1"#,
            r#""seqNumber":2"#,
            "it says number 2, and the notification in it has number 1",
        ),
        (
            r#""type":"notification""#,
            r#""type":"lpa""#,
            "its type is not notification",
        ),
        (r#""eid":"8"#, r#""eid":"""#, "expected"),
        (r#""eid":"8"#, r#""eid":"x"#, "eid has not 32 digits"),
        (r#":"M"#, r#":"!"#, "pendingNotification"),
        (r#""seqNumber":1,"#, "", "seqNumber is missing"),
    ] {
        let broken = line.replacen(from, to, 1);
        let error = ArchivedNotification::from_line(&broken)
            .expect_err(&broken)
            .to_string();
        assert!(error.contains(why), "{error}");
    }
}
