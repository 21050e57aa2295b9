//! What a restoration writes, and what it leaves alone.

use signoff_simulator::card_file::{CardFile, ContactFile};

use super::devices::{WAYS, card, iccid, lpa};
use crate::lpa::Lpa;
use crate::protection::Expendable;
use crate::usim::{Backup, BackupOptions, Contact, RestoreOptions, Saved, UsimFailure, backup, restore};

fn options() -> RestoreOptions {
    RestoreOptions {
        expendable: Expendable::All,
        ..RestoreOptions::default()
    }
}

async fn saved() -> Backup {
    let mut lpa = lpa("sim:", card("proximus")).await;
    backup(&mut lpa, &BackupOptions::default())
        .await
        .expect("a backup")
}

async fn read(lpa: &mut Lpa) -> Backup {
    backup(lpa, &BackupOptions::default()).await.expect("a backup")
}

fn say_the_same(one: &[Contact], two: &[Contact]) -> bool {
    one.len() == two.len()
        && one
            .iter()
            .all(|contact| two.iter().any(|other| other.says_the_same(contact)))
}

#[tokio::test]
async fn every_way_restores_into_an_empty_profile() {
    let old = saved().await;
    let saved = Saved::from(&old);
    for (target, _) in WAYS {
        let mut lpa = lpa(target, card("base")).await;
        let done = restore(&mut lpa, &saved, &options()).await.expect(target);
        assert_eq!(done.iccid, Some(iccid("base")), "{target}");
        assert_eq!(
            (done.plan.contacts, done.plan.messages, done.plan.present),
            (6, 6, 0),
            "{target}"
        );
        assert_eq!(lpa.transport().open_channels(), [], "{target}");
        let new = read(&mut lpa).await;
        assert!(
            say_the_same(&new.contacts, &old.contacts),
            "{target}: {:?}",
            new.contacts
        );
        let texts = |backup: &Backup| -> Vec<_> {
            backup
                .messages
                .iter()
                .map(|message| (message.text.clone(), message.time, message.status))
                .collect()
        };
        assert_eq!(texts(&new), texts(&old), "{target}");
        // Again: nothing is left to do.
        let again = restore(&mut lpa, &saved, &options()).await.expect(target);
        assert_eq!((again.plan.writes.len(), again.plan.present), (0, 12), "{target}");
    }
}

#[tokio::test]
async fn nothing_that_is_there_is_written_over() {
    let mut file = card("base");
    let base = file.profiles.get_mut(2).expect("base");
    base.contacts.push(ContactFile {
        name: "Mam".to_owned(),
        number: "999".to_owned(),
        further_number: None,
        email: Some("other@example.org".to_owned()),
        second_name: None,
        group: Some("Work".to_owned()),
    });
    base.messages = card("orange").profiles.get(1).expect("orange").messages.clone();
    let mut lpa = lpa("sim:", file).await;
    let before = read(&mut lpa).await;
    restore(&mut lpa, &Saved::from(&saved().await), &options())
        .await
        .expect("restored");
    let after = read(&mut lpa).await;
    assert_eq!((after.contacts.len(), after.messages.len()), (7, 7));
    assert_eq!(after.contacts.first(), before.contacts.first());
    assert_eq!(after.messages.first(), before.messages.first());
}

#[tokio::test]
async fn what_does_not_fit_is_told_before_anything_is_written() {
    let saved = Saved::from(&saved().await);
    let mut lpa = lpa("sim:", card("telenet")).await;
    let error = restore(&mut lpa, &saved, &options())
        .await
        .expect_err("it does not fit");
    let UsimFailure::DoesNotFit(misfits) = &error else {
        panic!("{error}");
    };
    let misfits: Vec<String> = misfits.iter().map(ToString::to_string).collect();
    let want = [
        "contact \"Mam\": the phone book has no room for its further number +3225550101",
        "contact \"Mam\": the phone book has no room for the e-mail address \"mam@example.org\"",
        "contact \"Mam\": the phone book has no groups, so \"Family\" is lost",
        "contact \"Élodie Müller\": the name needs 13 bytes, the record has room for 12",
        "contact \"妈妈\": the phone book has no groups, so \"Family\" is lost",
        "contact \"Zoë 😀\": the name needs 13 bytes, the record has room for 12",
        "contact \"Conference\": its number of 25 digits needs free extension records",
        "message read +32470000004: it takes 1 free records of EF_SMS, 0 are left",
    ];
    for want in want.iter().take(7) {
        assert!(
            misfits.iter().any(|misfit| misfit == want),
            "{want}: {misfits:#?}"
        );
    }
    assert!(
        misfits
            .iter()
            .any(|misfit| misfit.contains("free records of EF_SMS, 0 are left")),
        "{misfits:#?}"
    );
    let untouched = read(&mut lpa).await;
    assert_eq!((untouched.contacts.len(), untouched.messages.len()), (0, 0));
    let partial = RestoreOptions {
        partial: true,
        ..options()
    };
    let done = restore(&mut lpa, &saved, &partial).await.expect("what fits");
    assert_eq!((done.plan.contacts, done.plan.messages), (3, 2));
    let again = restore(&mut lpa, &saved, &partial)
        .await
        .expect("nothing is left");
    assert_eq!(again.plan.writes, []);
}

#[tokio::test]
async fn a_protected_profile_and_a_dry_run() {
    let saved = Saved::from(&saved().await);
    let mut lpa = lpa("sim:", card("base")).await;
    let protected = RestoreOptions {
        expendable: Expendable::of([iccid("orange")]),
        ..RestoreOptions::default()
    };
    let error = restore(&mut lpa, &saved, &protected)
        .await
        .expect_err("not expendable");
    assert!(matches!(error, UsimFailure::Protected(_)), "{error}");
    let dry = RestoreOptions {
        dry_run: true,
        ..RestoreOptions::default()
    };
    let planned = restore(&mut lpa, &saved, &dry).await.expect("a plan");
    assert_eq!((planned.plan.contacts, planned.plan.messages), (6, 6));
    let untouched = read(&mut lpa).await;
    assert_eq!((untouched.contacts.len(), untouched.messages.len()), (0, 0));
}

/// Two contacts have addresses, and EF_EMAIL has one record.
#[tokio::test]
async fn linked_files_run_full() {
    let mut file: CardFile = card("base");
    let base = file.profiles.get_mut(2).expect("base");
    base.phonebook.get_or_insert_default().linked_records = Some(1);
    let mut lpa = lpa("sim:", file).await;
    let error = restore(&mut lpa, &Saved::from(&saved().await), &options())
        .await
        .expect_err("too few");
    assert!(
        error
            .to_string()
            .contains("no room for the e-mail address \"elodie@example.org\""),
        "{error}"
    );
}
