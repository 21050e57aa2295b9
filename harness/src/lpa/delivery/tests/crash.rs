//! A crash between acknowledgement and removal: a duplicate, and never a loss.

use std::panic::AssertUnwindSafe;

use futures::FutureExt as _;

use super::card::{card, lines, pending, quick};
use super::script::Script;
use crate::lpa::archive::{Archive, ArchiveError, ArchivedNotification, DirectoryArchive};
use crate::lpa::delivery::{DeliveryOutcome, deliver, replay};

const ONE: &str = "delete 8932200000000001119";

/// The process dies as soon as the acknowledgement is on the disk.
struct Dies(DirectoryArchive);

impl Archive for Dies {
    fn keep(&mut self, notification: &ArchivedNotification) -> Result<(), ArchiveError> {
        self.0.keep(notification)
    }

    fn note_acknowledged(&mut self, notification: &ArchivedNotification) -> Result<(), ArchiveError> {
        self.0.note_acknowledged(notification)?;
        panic!("the process dies here, as the test wants it");
    }

    fn was_acknowledged(&self, notification: &ArchivedNotification) -> bool {
        self.0.was_acknowledged(notification)
    }

    fn entries(&self) -> Vec<ArchivedNotification> {
        self.0.entries()
    }
}

#[tokio::test]
async fn a_crash_between_acknowledgement_and_removal_gives_a_duplicate_and_no_loss() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut lpa = card("notification-addresses", &[ONE]).await;
    let script = Script::new();
    let mut dies = Dies(DirectoryArchive::open(folder.path()).expect("an archive"));
    let options = quick(1);
    let crashed = {
        let mut told = |_: &_| {};
        let delivery = deliver(&mut lpa, &script, &mut dies, &options, &mut told);
        AssertUnwindSafe(delivery).catch_unwind().await
    };
    assert!(crashed.is_err());
    assert_eq!(script.received(), ["a.smdp.example 1"]);
    assert_eq!(pending(&mut lpa).await, [1], "still on the card");

    let mut archive = DirectoryArchive::open(folder.path()).expect("an archive");
    let report = deliver(&mut lpa, &script, &mut archive, &options, &mut |_| {})
        .await
        .expect("a delivery");
    assert_eq!(lines(&report), ["1 acknowledged removed"]);
    let outcome = &report.deliveries.first().expect("one").outcome;
    assert!(
        matches!(outcome, DeliveryOutcome::Acknowledged { again: true, .. }),
        "{outcome}"
    );
    assert_eq!(script.received(), ["a.smdp.example 1"], "the duplicate");
    assert_eq!(pending(&mut lpa).await, [0_u32; 0]);
    assert_eq!(archive.entries().len(), 1, "kept once");
}

#[tokio::test]
async fn an_archived_notification_can_be_sent_again_without_its_card() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut lpa = card("notification-addresses", &[ONE]).await;
    let mut archive = DirectoryArchive::open(folder.path()).expect("an archive");
    let script = Script::new();
    deliver(&mut lpa, &script, &mut archive, &quick(1), &mut |_| {})
        .await
        .expect("a delivery");
    let entry = archive.entries().pop().expect("one");
    let line = entry.to_line();
    let read = ArchivedNotification::from_line(&line).expect("its own line");
    assert_eq!(read, entry);
    replay(&script, &read).await.expect("an acknowledgement");
    assert_eq!(script.received(), ["a.smdp.example 1", "a.smdp.example 1"]);
}
