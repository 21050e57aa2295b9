//! A PIN is sent once, if at all.

use super::devices::{WAYS, card, lpa};
use crate::usim::{BackupOptions, PinOptions, PinStatus, UsimFailure, Via, backup, files::UsimFiles};

fn with(pin: Option<&str>, last_try: bool) -> BackupOptions {
    BackupOptions {
        pin: PinOptions {
            pin: pin.map(|pin| pin.parse().expect("a PIN")),
            last_try,
        },
        ..BackupOptions::default()
    }
}

#[tokio::test]
async fn every_way_to_use_a_pin() {
    for (target, _) in WAYS {
        let mut lpa = lpa(target, card("orange")).await;
        let lpa = &mut lpa;
        for round in 0..2 {
            let error = backup(lpa, &with(None, false)).await.expect_err(target);
            assert_eq!(
                error,
                UsimFailure::PinRequired { tries: Some(3) },
                "{target} {round}"
            );
        }
        let error = backup(lpa, &with(Some("0000"), false)).await.expect_err(target);
        assert_eq!(error, UsimFailure::WrongPin { tries: Some(2) }, "{target}");
        let error = backup(lpa, &with(Some("0000"), false)).await.expect_err(target);
        assert_eq!(error, UsimFailure::WrongPin { tries: Some(1) }, "{target}");
        let error = backup(lpa, &with(Some("2580"), false)).await.expect_err(target);
        assert_eq!(error, UsimFailure::LastTry { tries: Some(1) }, "{target}");
        let found = backup(lpa, &with(Some("2580"), true)).await.expect(target);
        assert_eq!(found.pin, PinStatus::Needed { tries: Some(1) }, "{target}");
        assert_eq!((found.contacts.len(), found.messages.len()), (2, 1), "{target}");
        let again = backup(lpa, &with(None, false)).await.expect(target);
        assert_eq!(again.pin, PinStatus::NotNeeded, "{target}");
    }
}

#[tokio::test]
async fn a_blocked_pin_is_left_alone() {
    for (target, _) in WAYS {
        let mut lpa = lpa(target, card("orange")).await;
        for _ in 0..2 {
            backup(&mut lpa, &with(Some("0000"), false))
                .await
                .expect_err(target);
        }
        let error = backup(&mut lpa, &with(Some("0000"), true))
            .await
            .expect_err(target);
        assert_eq!(error, UsimFailure::PinBlocked, "{target}");
        let error = backup(&mut lpa, &with(Some("2580"), true))
            .await
            .expect_err(target);
        assert_eq!(error, UsimFailure::PinBlocked, "{target}");
    }
}

/// A modem without `AT+CPINR` does not tell the tries, so any may be the last.
#[tokio::test]
async fn tries_that_nobody_tells() {
    let mut lpa = lpa("pty:quectel-eg25?mode=crsm", card("orange")).await;
    let error = backup(&mut lpa, &with(None, false))
        .await
        .expect_err("a PIN is needed");
    assert_eq!(error, UsimFailure::PinRequired { tries: None });
    let error = backup(&mut lpa, &with(Some("2580"), false))
        .await
        .expect_err("it may be the last");
    assert_eq!(error, UsimFailure::LastTry { tries: None });
    let found = backup(&mut lpa, &with(Some("2580"), true))
        .await
        .expect("a backup");
    assert_eq!(found.contacts.len(), 2);
}

#[tokio::test]
async fn reading_the_state_spends_no_try() {
    let mut lpa = lpa("sim:", card("orange")).await;
    for _ in 0..5 {
        let mut files = UsimFiles::open(lpa.transport(), Via::Auto)
            .await
            .expect("a channel");
        let status = files.pin_status().await.expect("a state");
        assert_eq!(status, PinStatus::Needed { tries: Some(3) });
        files.close().await.expect("closed");
    }
}
