//! Downloads from beginning to end.

use sha2::{Digest, Sha256};
use signoff_protocol::es10b::{CancelSessionReason, ErrorReason};
use signoff_protocol::id::Iccid;
use signoff_protocol::message::Encode;
use signoff_protocol::notification::Event;
use signoff_simulator::smdp::{ProfileState, Smdp};

use crate::peer::{HOST, Peer, failure, smdp, upp};

pub(crate) const TRAVEL: &str = r#"
about: One profile, released.
addresses: [smdp.example, second.example]
profiles:
  - state: released
    matching_id: TRAVEL
    profile: &travel
      name: travel
      iccid: "8988211000000000011"
      imsi: "901700000000011"
      service_provider_name: Travel
      profile_name: Travel Data
      icon: {type: png, bytes: 1024}
      owner: {mcc_mnc: 901-70}
      policy_rules: [ppr1]
      notifications:
        - {events: [install, enable, disable, delete], address: smdp.example}
        - {events: [delete], address: second.example}
"#;

pub(crate) fn iccid() -> Iccid {
    "8988211000000000011".parse().unwrap()
}

fn state(smdp: &Smdp) -> ProfileState {
    smdp.state(iccid()).unwrap()
}

/// The file with other words in it.
pub(crate) fn with(from: &str, to: &str) -> String {
    assert!(TRAVEL.contains(from));
    TRAVEL.replace(from, to)
}

#[test]
fn a_life_from_order_to_second_download() {
    let smdp = smdp(TRAVEL);
    let mut euicc = Peer::new();
    let session = euicc.initiate(&smdp, HOST).unwrap();
    let offer = euicc.authenticate(&smdp, session, Some("TRAVEL")).unwrap();
    assert_eq!(offer.metadata.iccid, iccid());
    assert_eq!(offer.metadata.icon.as_ref().map(Vec::len), Some(1024));
    assert!(offer.metadata.policy_rules.unwrap().ppr1());
    assert_eq!(
        offer.metadata.owner.as_ref().unwrap().mcc_mnc.to_string(),
        "901-70"
    );
    assert_eq!(
        offer.metadata.notification_configuration.as_ref().map(Vec::len),
        Some(2)
    );
    assert!(!offer.signed2.confirmation_code_required);
    assert_eq!(offer.signed2.bpp_euicc_otpk, None);
    assert_eq!(state(&smdp), ProfileState::Released);

    let loaded = euicc.fetch(&smdp, &offer, None).unwrap();
    assert_eq!(loaded.metadata, offer.metadata);
    assert_eq!(loaded.upp, upp());
    assert_eq!(state(&smdp), ProfileState::Downloaded);

    let result = euicc.result(&loaded, crate::peer::success());
    assert_eq!(euicc.deliver(&smdp, HOST, &result.to_der()), 204);
    assert_eq!(state(&smdp), ProfileState::Installed);
    for (event, after) in [
        (Event::Enable, ProfileState::Enabled),
        (Event::Disable, ProfileState::Disabled),
    ] {
        assert_eq!(euicc.report(&smdp, event, iccid()), 204);
        assert_eq!(state(&smdp), after);
        // The gate: nothing but an acknowledged deletion opens it.
        assert_eq!(
            euicc.download(&smdp, Some("TRAVEL")).err().as_deref(),
            Some("8.2.6/3.8")
        );
    }
    assert_eq!(euicc.report(&smdp, Event::Delete, iccid()), 204);
    assert_eq!(state(&smdp), ProfileState::Released);
    euicc.install(&smdp, Some("TRAVEL")).unwrap();
    assert_eq!(state(&smdp), ProfileState::Installed);
}

#[test]
fn after_the_deletion_the_operators_policy_decides() {
    for (policy, after, again) in [
        ("released", ProfileState::Released, None),
        ("available", ProfileState::Available, Some("8.2.6/3.8")),
        ("unavailable", ProfileState::Deleted, Some("8.2.6/3.8")),
    ] {
        let smdp = smdp(&with(
            "matching_id: TRAVEL",
            &format!("matching_id: TRAVEL\n    after_delete: {policy}"),
        ));
        let mut euicc = Peer::new();
        euicc.install(&smdp, Some("TRAVEL")).unwrap();
        euicc.report(&smdp, Event::Delete, iccid());
        assert_eq!(state(&smdp), after, "{policy}");
        assert_eq!(
            Peer::other().download(&smdp, Some("TRAVEL")).err().as_deref(),
            again,
            "{policy}"
        );
    }
}

#[test]
fn profile_elements_under_keys_of_their_own() {
    let smdp = smdp(&with(
        "matching_id: TRAVEL",
        "matching_id: TRAVEL\n    profile_protection_keys: true",
    ));
    assert_eq!(Peer::new().download(&smdp, Some("TRAVEL")).unwrap().upp, upp());
}

#[test]
fn the_default_smdp_finds_the_order_by_the_eid() {
    let smdp = smdp(&with(
        "matching_id: TRAVEL",
        "eid: \"89049032123451234512345678901235\"",
    ));
    for matching_id in [None, Some("")] {
        Peer::new().download(&smdp, matching_id).unwrap();
    }
    assert_eq!(
        Peer::other().download(&smdp, None).err().as_deref(),
        Some("8.1.1/3.8")
    );
}

#[test]
fn a_package_that_got_lost_is_offered_again_with_its_key() {
    let smdp = smdp(TRAVEL);
    let mut euicc = Peer::new();
    euicc.download(&smdp, Some("TRAVEL")).unwrap();
    let first = euicc.one_time_key();
    let session = euicc.initiate(&smdp, HOST).unwrap();
    let offer = euicc.authenticate(&smdp, session, Some("TRAVEL")).unwrap();
    let offered = offer.signed2.bpp_euicc_otpk.clone().unwrap();
    assert_eq!(offered.len(), 65);
    assert_ne!(offered, first.public());
    euicc.fetch(&smdp, &offer, None).unwrap();
    let session = Peer::other().initiate(&smdp, HOST).unwrap();
    let refused = Peer::other().authenticate(&smdp, session, Some("TRAVEL")).err();
    assert_eq!(refused.as_deref(), Some("8.1.1/3.1"), "another eUICC");
}

#[test]
fn an_interrupted_installation_may_be_tried_again_a_failed_one_may_not() {
    for (reason, after) in [
        (
            ErrorReason::InstallFailedDueToInterruption,
            ProfileState::Released,
        ),
        (
            ErrorReason::InstallFailedDueToInsufficientMemoryForProfile,
            ProfileState::Released,
        ),
        (
            ErrorReason::InstallFailedDueToPeProcessingError,
            ProfileState::Error,
        ),
        (ErrorReason::PprNotAllowed, ProfileState::Error),
    ] {
        let smdp = smdp(TRAVEL);
        let mut euicc = Peer::new();
        let loaded = euicc.download(&smdp, Some("TRAVEL")).unwrap();
        let result = euicc.result(&loaded, failure(reason));
        assert_eq!(euicc.deliver(&smdp, HOST, &result.to_der()), 204);
        assert_eq!(state(&smdp), after, "{reason:?}");
        let again = euicc.download(&smdp, Some("TRAVEL"));
        assert_eq!(again.is_ok(), after == ProfileState::Released);
    }
}

fn code(text: &str, offer: &crate::peer::Offer) -> [u8; 32] {
    let inner = Sha256::digest(text.as_bytes());
    Sha256::digest([inner.as_slice(), offer.session.transaction_id.as_bytes()].concat()).into()
}

#[test]
fn the_confirmation_code_is_checked_and_wrong_ones_are_counted() {
    let smdp = smdp(&with(
        "matching_id: TRAVEL",
        "matching_id: TRAVEL\n    confirmation_code: \"4711\"",
    ));
    let mut euicc = Peer::new();
    let mut attempt = |text: Option<&str>| {
        let session = euicc.initiate(&smdp, HOST).unwrap();
        let offer = euicc.authenticate(&smdp, session, Some("TRAVEL"))?;
        assert!(offer.signed2.confirmation_code_required);
        let hash = text.map(|text| code(text, &offer));
        euicc.fetch(&smdp, &offer, hash).map(|_| ())
    };
    assert_eq!(attempt(None).unwrap_err(), "8.2.7/2.2");
    assert_eq!(attempt(Some("4712")).unwrap_err(), "8.2.7/3.8");
    attempt(Some("4711")).unwrap();
    assert_eq!(attempt(Some("")).unwrap_err(), "8.2.7/3.8");
    assert_eq!(attempt(Some("4713")).unwrap_err(), "8.2.7/6.4");
    assert_eq!(state(&smdp), ProfileState::Error);
    assert_eq!(attempt(Some("4711")).unwrap_err(), "8.2.6/3.8");
}

#[test]
fn cancelling_keeps_the_order_or_ends_it() {
    for (reason, after) in [
        (CancelSessionReason::Postponed, ProfileState::Released),
        (CancelSessionReason::Timeout, ProfileState::Released),
        (CancelSessionReason::EndUserRejection, ProfileState::Error),
        (CancelSessionReason::PprNotAllowed, ProfileState::Error),
        (CancelSessionReason::UndefinedReason, ProfileState::Error),
    ] {
        let smdp = smdp(TRAVEL);
        let mut euicc = Peer::new();
        let session = euicc.initiate(&smdp, HOST).unwrap();
        let offer = euicc.authenticate(&smdp, session, Some("TRAVEL")).unwrap();
        euicc.cancel(&smdp, &offer.session, reason).unwrap();
        assert_eq!(state(&smdp), after, "{reason:?}");
        assert_eq!(
            euicc.fetch(&smdp, &offer, None).err().as_deref(),
            Some("8.10.1/3.9"),
            "the session is over"
        );
        let again = euicc.cancel(&smdp, &offer.session, reason).unwrap_err();
        assert_eq!(again, "8.10.1/3.9");
    }
}

#[test]
fn downloads_of_one_order_are_counted() {
    let smdp = smdp(&format!("max_downloads: 2\n{}", TRAVEL.trim_start()));
    let mut euicc = Peer::new();
    for _ in 0..2 {
        euicc.download(&smdp, Some("TRAVEL")).unwrap();
    }
    assert_eq!(
        euicc.download(&smdp, Some("TRAVEL")).err().as_deref(),
        Some("8.8.5/6.4")
    );
}
