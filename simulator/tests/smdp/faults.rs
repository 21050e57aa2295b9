//! Faults of addresses, as far as they are HTTP's.

use signoff_protocol::message::Encode;
use signoff_protocol::notification::Event;
use signoff_simulator::smdp::{AddressFault, FaultPlan, HttpResponse, ProfileState, Smdp};

use crate::download::{TRAVEL, iccid};
use crate::peer::{HOST, Peer, post, smdp};

fn deliver(smdp: &Smdp, notification: &[u8]) -> HttpResponse {
    let request = signoff_protocol::es9p::HandleNotificationRequest {
        pending_notification: notification.to_vec(),
    };
    post(smdp, HOST, "/gsma/rsp2/es9plus/handleNotification", &request)
}

#[test]
fn each_fault_strikes_as_often_as_it_should() {
    for (fault, status, length, taken) in [
        (AddressFault::Status(503), 503, 0, false),
        (AddressFault::EmptyOk, 200, 0, true),
        (
            AddressFault::Redirect {
                to: "https://elsewhere.example/".to_owned(),
            },
            302,
            0,
            false,
        ),
        (AddressFault::Oversized { bytes: 100_000 }, 200, 100_000, false),
        (AddressFault::Slow { ms: 1500 }, 204, 0, true),
    ] {
        let smdp = smdp(TRAVEL);
        let mut euicc = Peer::new();
        euicc.install(&smdp, Some("TRAVEL")).unwrap();
        let delete = euicc.notification(Event::Delete, HOST, iccid()).to_der();
        smdp.set_fault(HOST, Some(FaultPlan::times(fault.clone(), 2)));
        let response = deliver(&smdp, &delete);
        assert_eq!(
            (response.status, response.body.len()),
            (status, length),
            "{fault:?}"
        );
        assert_eq!(response.delay_ms, if status == 204 { 1500 } else { 0 });
        assert_eq!(
            smdp.state(iccid()) == Some(ProfileState::Released),
            taken,
            "{fault:?}"
        );
        assert_eq!(smdp.fault(HOST).unwrap().times, Some(1));
        deliver(&smdp, &delete);
        assert_eq!(smdp.fault(HOST), None);
        assert_eq!(deliver(&smdp, &delete).status, 204, "{fault:?}");
    }
}

#[test]
fn an_error_in_a_200() {
    let smdp = smdp(TRAVEL);
    smdp.set_fault(
        "SMDP.example",
        Some(FaultPlan::lasting(AddressFault::JsonErrorInOk)),
    );
    for _ in 0..3 {
        assert_eq!(
            Peer::new().download(&smdp, Some("TRAVEL")).err().as_deref(),
            Some("8.8/4.2")
        );
    }
    smdp.set_fault(HOST, None);
    Peer::new().download(&smdp, Some("TRAVEL")).unwrap();
}

#[test]
fn faults_of_the_connection_are_the_doors() {
    let smdp = smdp(TRAVEL);
    smdp.set_fault(HOST, Some(FaultPlan::times(AddressFault::Refused, 1)));
    Peer::new().download(&smdp, Some("TRAVEL")).unwrap();
    assert_eq!(smdp.take_connection_fault("second.example"), None);
    assert_eq!(smdp.take_connection_fault(HOST), Some(AddressFault::Refused));
    assert_eq!(smdp.take_connection_fault(HOST), None);
}
