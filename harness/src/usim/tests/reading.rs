//! What a backup reads.

use super::devices::{WAYS, card, iccid, lpa};
use crate::usim::{Backup, BackupOptions, FileContent, UsimFailure, Via, backup};

/// Name, numbers, addresses, second names, groups.
fn contacts(backup: &Backup) -> Vec<String> {
    backup
        .contacts
        .iter()
        .map(|contact| {
            let numbers: Vec<String> = contact.numbers.iter().map(|one| one.number.to_string()).collect();
            format!(
                "{} | {} | {} | {} | {}",
                contact.name,
                numbers.join(" "),
                contact.emails.join(" "),
                contact.second_names.join(" "),
                contact.groups.join(" ")
            )
        })
        .collect()
}

fn messages(backup: &Backup) -> Vec<String> {
    backup
        .messages
        .iter()
        .map(|message| {
            let time = message.time.map(|time| time.to_string()).unwrap_or_default();
            let text: String = message.text.as_deref().unwrap_or("-").chars().take(24).collect();
            format!(
                "{} {} {} {}/{} {}",
                message.status.name(),
                message.address,
                time,
                message.parts.len(),
                message.total,
                text
            )
        })
        .collect()
}

#[tokio::test]
async fn every_way_reads_the_same() {
    let mut first: Option<Backup> = None;
    for (target, way) in WAYS {
        let mut lpa = lpa(target, card("proximus")).await;
        let found = backup(&mut lpa, &BackupOptions::default()).await.expect(target);
        assert_eq!(found.way, way, "{target}");
        assert_eq!(lpa.transport().open_channels(), [], "{target}");
        assert_eq!(found.profile.iccid, Some(iccid("proximus")), "{target}");
        assert_eq!(found.profile.imsi.as_deref(), Some("206010000000271"), "{target}");
        assert_eq!(found.profile.service_provider_name.as_deref(), Some("Proximus"));
        assert_eq!(found.profile.metadata.is_some(), way == "apdu", "{target}");
        let own: Vec<String> = found
            .own_numbers
            .iter()
            .filter_map(|own| own.number.as_ref())
            .map(ToString::to_string)
            .collect();
        assert_eq!(own, ["+32470000271"], "{target}");
        if way == "apdu" {
            assert_eq!(found.notes, Vec::<String>::new(), "{target}");
        }
        match &first {
            None => first = Some(found),
            Some(first) => {
                assert_eq!(found.contacts, first.contacts, "{target}");
                assert_eq!(found.messages, first.messages, "{target}");
                assert_eq!(found.files, first.files, "{target}");
            }
        }
    }
    let first = first.expect("a backup");
    assert_eq!(
        contacts(&first),
        [
            "Mam | +32470000001 +3225550101 | mam@example.org |  | Family",
            "Élodie Müller | +32470000002 | elodie@example.org | Elo | ",
            "妈妈 | +8613800138000 |  |  | Family",
            "Zoë 😀 | 0470000004 |  |  | ",
            "Voicemail | 1919 |  |  | ",
            "Conference | +32255500000000000000p1234 |  |  | ",
        ]
    );
    assert_eq!(
        messages(&first),
        [
            "unread +32470000001 2026-01-15T18:30:00+01:00 1/1 Call me back: tonight is",
            "read +8613800138000 2026-01-16T02:05:00+08:00 1/1 你好！我明天到布鲁塞尔。",
            "read +32470000004 2026-07-21T12:00:00+02:00 1/1 🎉 Proficiat! 😀",
            "read Proximus 2026-02-01T08:00:00+01:00 2/2 Your invoice of 1 Februa",
            "sent +32470000002  2/2 明天晚上七点在中央车站见面，别迟到。记得带上护照",
            "unsent +32470000001  1/1 On my way",
        ]
    );
    let text = first
        .messages
        .get(4)
        .and_then(|message| message.text.clone())
        .expect("a text");
    assert!(text.ends_with("因为天气预报说会下雨。"), "{text}");
    assert!(
        first
            .files
            .iter()
            .all(|file| !matches!(file.content, FileContent::Refused(_)))
    );
}

#[tokio::test]
async fn phone_books_of_all_places() {
    for (place, books) in [("telecom", 1), ("usim", 1), ("gsm", 1)] {
        let mut file = card("proximus");
        let profile = file.profiles.first_mut().expect("a profile");
        let layout = profile.phonebook.get_or_insert_default();
        layout.place = match place {
            "telecom" => signoff_simulator::card_file::PhonebookPlace::Telecom,
            "usim" => signoff_simulator::card_file::PhonebookPlace::Usim,
            _ => signoff_simulator::card_file::PhonebookPlace::Gsm,
        };
        if place == "gsm" {
            for contact in &mut profile.contacts {
                contact.email = None;
                contact.further_number = None;
                contact.second_name = None;
                contact.group = None;
            }
        }
        file.check().expect("a card");
        let mut lpa = lpa("sim:", file).await;
        let found = backup(&mut lpa, &BackupOptions::default()).await.expect(place);
        assert_eq!(found.contacts.len(), 6, "{place}");
        assert_eq!(found.notes, Vec::<String>::new(), "{place}");
        let mut paths: Vec<_> = found
            .contacts
            .iter()
            .map(|contact| contact.book.clone())
            .collect();
        paths.dedup();
        assert_eq!(paths.len(), books, "{place}");
        let long = found
            .contacts
            .last()
            .and_then(|contact| contact.numbers.first())
            .expect("a number");
        assert_eq!(long.number.to_string(), "+32255500000000000000p1234", "{place}");
    }
}

#[tokio::test]
async fn a_part_that_is_missing_is_told() {
    let mut file = card("proximus");
    let profile = file.profiles.first_mut().expect("a profile");
    profile.messages.get_mut(3).expect("a message").parts = Some(vec![2]);
    let mut lpa = lpa("sim:", file).await;
    let found = backup(&mut lpa, &BackupOptions::default())
        .await
        .expect("a backup");
    let message = found.messages.get(3).expect("a message");
    assert_eq!((message.missing(), message.total), (vec![1], 2));
    assert_eq!(
        found.notes,
        ["message from Proximus: part 1 of 2 is not on the card"]
    );
}

#[tokio::test]
async fn what_can_not_be_read() {
    let refused = |options: BackupOptions, file, target: &'static str| async move {
        let mut lpa = lpa(target, file).await;
        backup(&mut lpa, &options).await.expect_err("no backup")
    };
    let other = BackupOptions {
        profile: Some(iccid("base")),
        ..BackupOptions::default()
    };
    let error = refused(other, card("proximus"), "sim:").await;
    assert!(matches!(error, UsimFailure::NotEnabled { .. }), "{error}");
    let error = refused(BackupOptions::default(), card("nobody"), "sim:").await;
    assert_eq!(error, UsimFailure::NoProfile);
    let crsm = BackupOptions {
        via: Via::Crsm,
        ..BackupOptions::default()
    };
    let error = refused(crsm, card("proximus"), "sim:").await;
    assert!(matches!(error, UsimFailure::Unreachable { .. }), "{error}");
    let apdu = BackupOptions {
        via: Via::Apdu,
        ..BackupOptions::default()
    };
    let error = refused(apdu, card("proximus"), "pty:crsm-only?mode=crsm").await;
    assert!(matches!(error, UsimFailure::Unreachable { .. }), "{error}");
}
