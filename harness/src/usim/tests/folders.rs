//! A backup on a disk.

use std::fs;

use super::devices::{card, lpa};
use crate::usim::{Backup, BackupOptions, FolderError, Saved, backup};

async fn made() -> Backup {
    let mut lpa = lpa("sim:", card("proximus")).await;
    backup(&mut lpa, &BackupOptions::default())
        .await
        .expect("a backup")
}

#[tokio::test]
async fn a_folder_holds_everything() {
    let backup = made().await;
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("deep/backup");
    backup
        .write(&folder, Some("2026-01-20T10:00:00Z"))
        .expect("written");
    assert_eq!(Saved::read(&folder).expect("a backup").contacts.len(), 6);
    let mut read = Saved::read(&folder).expect("a backup");
    let mut held = Saved::from(&backup);
    // The folder does not say where contacts stood in a form that is read again, and calls messages otherwise.
    for saved in [&mut read, &mut held] {
        saved
            .contacts
            .iter_mut()
            .for_each(|contact| contact.book = crate::usim::FilePath::usim(&[]));
        saved
            .messages
            .iter_mut()
            .for_each(|message| message.label.clear());
    }
    assert_eq!(read, held);
    let cards = fs::read_to_string(folder.join("contacts.vcf")).expect("contacts");
    let cards = vcard::VCard::parse_multiple(&cards).expect("vCards");
    assert_eq!(cards.len(), 6);
    let raw = fs::read_to_string(folder.join("files/ADF_USIM-6F3C.json")).expect("EF_SMS");
    let raw: serde_json::Value = serde_json::from_str(&raw).expect("JSON");
    let records = raw
        .get("records")
        .and_then(|records| records.as_array())
        .expect("records");
    assert_eq!(records.len(), 13);
    let left: Vec<_> = fs::read_dir(home.path().join("deep"))
        .expect("a folder")
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[tokio::test]
async fn nothing_is_overwritten() {
    let backup = made().await;
    let home = tempfile::tempdir().expect("a folder");
    for name in ["folder", "file", "backup"] {
        let path = home.path().join(name);
        match name {
            "folder" => fs::create_dir(&path).expect("a folder"),
            "file" => fs::write(&path, "mine").expect("a file"),
            _ => backup.write(&path, None).expect("written"),
        }
        let error = backup.write(&path, None).expect_err("it is there");
        assert!(matches!(error, FolderError::Exists(_)), "{error}");
    }
    assert_eq!(
        fs::read_to_string(home.path().join("file")).expect("a file"),
        "mine"
    );
    assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 3);
}

#[test]
fn what_is_no_backup() {
    for (text, want) in [
        ("", "no backup"),
        ("{}", "no backup"),
        (
            r#"{"format":"signoff-backup","version":2,"read_by":"apdu","profile":{},"own_numbers":[],"contacts":[],"messages":[],"files":[]}"#,
            "this program reads signoff-backup version 1",
        ),
        (
            r#"{"format":"signoff-backup","version":1,"read_by":"apdu","profile":{},"own_numbers":[],"contacts":[],"messages":[{"file":"","status":"read","address":"1","total":1,"parts":[{"record":1,"number":1,"bytes":"00"}]}],"files":[]}"#,
            "the record is free",
        ),
    ] {
        let error = Saved::parse(text).expect_err(text);
        assert!(error.contains(want), "{error}");
    }
    let missing = Saved::read(std::path::Path::new("/nonexistent")).expect_err("no folder");
    assert!(
        missing.to_string().starts_with("/nonexistent/backup.json: "),
        "{missing}"
    );
}
