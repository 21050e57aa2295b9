//! What becomes of notifications, and what is answered.

use signoff_protocol::message::Encode;
use signoff_protocol::notification::Event;
use signoff_simulator::smdp::{ProfileState, Smdp, Verdict};

use crate::download::{TRAVEL, iccid, with};
use crate::peer::{HOST, Peer, smdp, success};

fn installed() -> (Smdp, Peer) {
    let smdp = smdp(TRAVEL);
    let mut euicc = Peer::new();
    euicc.install(&smdp, Some("TRAVEL")).unwrap();
    (smdp, euicc)
}

fn last(smdp: &Smdp) -> Verdict {
    smdp.notifications().last().unwrap().verdict
}

#[test]
fn sequence_number_0_is_a_number() {
    let (smdp, _) = installed();
    let notifications = smdp.notifications();
    assert_eq!(notifications[0].seq.get(), 0);
    assert_eq!(notifications[0].verdict, Verdict::Accepted);
    assert!(notifications[0].installation_result);
    assert_eq!(notifications[0].iccid, Some(iccid()));
}

#[test]
fn what_comes_twice_is_acknowledged_twice_and_counts_once() {
    let (smdp, mut euicc) = installed();
    let delete = euicc.notification(Event::Delete, HOST, iccid()).to_der();
    assert_eq!(euicc.deliver(&smdp, HOST, &delete), 204);
    euicc.install(&smdp, Some("TRAVEL")).unwrap();
    assert_eq!(euicc.deliver(&smdp, HOST, &delete), 204);
    assert_eq!(last(&smdp), Verdict::Duplicate);
    assert_eq!(
        smdp.state(iccid()),
        Some(ProfileState::Installed),
        "the old deletion opens no gate"
    );
}

#[test]
fn what_comes_late_is_recorded_and_moves_nothing() {
    let (smdp, mut euicc) = installed();
    let enable = euicc.notification(Event::Enable, HOST, iccid()).to_der();
    euicc.report(&smdp, Event::Disable, iccid());
    assert_eq!(euicc.deliver(&smdp, HOST, &enable), 204);
    assert_eq!(last(&smdp), Verdict::OutOfOrder);
    assert_eq!(smdp.state(iccid()), Some(ProfileState::Disabled));
}

#[test]
fn an_address_that_the_profile_was_not_given_moves_nothing() {
    let smdp = smdp(&with(
        "addresses: [smdp.example, second.example]",
        "addresses: [smdp.example, second.example, third.example]",
    ));
    let mut euicc = Peer::new();
    euicc.install(&smdp, Some("TRAVEL")).unwrap();
    let delete = euicc.notification(Event::Delete, "third.example", iccid());
    assert_eq!(euicc.deliver(&smdp, "third.example", &delete.to_der()), 204);
    assert_eq!(last(&smdp), Verdict::WrongAddress);
    assert_eq!(smdp.state(iccid()), Some(ProfileState::Installed));
}

#[test]
fn a_wrong_signature_is_no_204() {
    let (smdp, mut euicc) = installed();
    let mut forged = euicc.notification(Event::Delete, HOST, iccid());
    forged.signature[0] ^= 1;
    assert_eq!(euicc.deliver(&smdp, HOST, &forged.to_der()), 500);
    assert_eq!(last(&smdp), Verdict::BadSignature);

    let mut strange = euicc.notification(Event::Delete, HOST, iccid());
    strange.eum_certificate = strange.euicc_certificate.clone();
    assert_eq!(euicc.deliver(&smdp, HOST, &strange.to_der()), 500);
    assert_eq!(smdp.state(iccid()), Some(ProfileState::Installed));

    // The right one, under the number of the forged one, still counts.
    let seq = euicc.next_seq;
    euicc.next_seq = seq - 1;
    assert_eq!(euicc.report(&smdp, Event::Delete, iccid()), 204);
    assert_eq!(smdp.state(iccid()), Some(ProfileState::Released));
}

#[test]
fn a_forged_installation_result_is_no_204() {
    let smdp = smdp(TRAVEL);
    let mut euicc = Peer::new();
    let loaded = euicc.download(&smdp, Some("TRAVEL")).unwrap();
    let mut result = euicc.result(&loaded, success());
    result.signature[63] ^= 1;
    assert_eq!(euicc.deliver(&smdp, HOST, &result.to_der()), 500);
    assert_eq!(smdp.state(iccid()), Some(ProfileState::Downloaded));
    let forged = Peer::other().result(&loaded, success());
    assert_eq!(euicc.deliver(&smdp, HOST, &forged.to_der()), 500);
}

#[test]
fn any_bit_of_a_notification_matters() {
    let (smdp, mut euicc) = installed();
    let notification = euicc.notification(Event::Delete, HOST, iccid()).to_der();
    // Every bit of what is signed, and a share of those of the certificates.
    for bit in (0..1200).chain((1200..notification.len() * 8).step_by(11)) {
        let mut changed = notification.clone();
        changed[bit / 8] ^= 0x80 >> (bit % 8);
        let status = euicc.deliver(&smdp, HOST, &changed);
        assert_ne!(status, 204, "bit {bit}");
        assert_eq!(smdp.state(iccid()), Some(ProfileState::Installed), "bit {bit}");
    }
    assert_eq!(euicc.deliver(&smdp, HOST, &notification), 204);
}

#[test]
fn unknown_things_are_acknowledged_so_that_the_euicc_can_drop_them() {
    let (smdp, mut euicc) = installed();
    let unknown = euicc.notification(Event::Delete, HOST, "8988211000000000099".parse().unwrap());
    assert_eq!(euicc.deliver(&smdp, HOST, &unknown.to_der()), 204);
    assert_eq!(last(&smdp), Verdict::UnknownIccid);

    let mut loaded = euicc.download(&self::smdp(TRAVEL), Some("TRAVEL")).unwrap();
    loaded.transaction_id = "0102".parse().unwrap();
    let result = euicc.result(&loaded, success());
    assert_eq!(euicc.deliver(&smdp, HOST, &result.to_der()), 204);
    assert_eq!(last(&smdp), Verdict::UnknownTransaction);

    assert_eq!(Peer::other().report(&smdp, Event::Delete, iccid()), 204);
    assert_eq!(last(&smdp), Verdict::OtherEid);
    assert_eq!(smdp.state(iccid()), Some(ProfileState::Installed));
}

#[test]
fn each_address_gets_its_own() {
    let (smdp, mut euicc) = installed();
    let other = euicc
        .notification(Event::Delete, "second.example", iccid())
        .to_der();
    assert_eq!(euicc.deliver(&smdp, HOST, &other), 204);
    assert_eq!(last(&smdp), Verdict::WrongAddress);
    assert_eq!(euicc.deliver(&smdp, "second.example", &other), 204);
    assert_eq!(
        smdp.state(iccid()),
        Some(ProfileState::Installed),
        "it is not the SM-DP+ of the profile"
    );

    let padded = euicc
        .notification(Event::Delete, "SMDP.example:443 ", iccid())
        .to_der();
    assert_eq!(euicc.deliver(&smdp, HOST, &padded), 204);
    assert_eq!(last(&smdp), Verdict::Accepted);
    assert_eq!(smdp.state(iccid()), Some(ProfileState::Released));
}

#[test]
fn what_is_no_notification_is_refused() {
    let (smdp, euicc) = installed();
    let before = smdp.notifications().len();
    assert_eq!(
        euicc.deliver(&smdp, HOST, &[0x30, 0x00]),
        200,
        "with a failed status"
    );
    assert_eq!(smdp.notifications().len(), before);
}
