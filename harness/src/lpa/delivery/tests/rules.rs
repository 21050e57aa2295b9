//! The rules of a delivery.

use signoff_protocol::apdu::ins;
use signoff_protocol::id::SeqNumber;

use super::card::{behind, card, lines, pending, quick, run};
use super::script::{Answer, Script, answer};
use crate::lpa::delivery::remove::remove;
use crate::lpa::delivery::{DeliveryOptions, DeliveryOutcome, Removal, Which};
use crate::lpa::es9p::{Es9pCause, TlsProblem};
use crate::lpa::tests::fake::Fake;
use crate::lpa::{Lpa, LpaOptions};
use crate::transport::middleware::{FaultPlan, LinkFault, When};

const THREE: &str = "delete 8932100000000001110";
const TWO_DISABLED: &str = "disable 8932010000000001119";
const TWO: &str = "delete 8932010000000001119";
const ONE: &str = "delete 8932200000000001119";
const NONE: &str = "delete 8932990000000001113";

#[tokio::test]
async fn each_address_gets_its_own_in_order_and_nothing_is_left() {
    let mut lpa = card("notification-addresses", &[TWO_DISABLED, TWO, THREE, ONE, NONE]).await;
    assert_eq!(pending(&mut lpa).await, [1, 2, 3, 4, 5, 6, 7, 8]);
    let script = Script::new();
    let one_by_one = DeliveryOptions {
        parallel: 1,
        ..quick(1)
    };
    let report = run(&mut lpa, &script, &one_by_one).await;
    assert!(report.is_complete(), "{:?}", lines(&report));
    assert_eq!(
        script.received(),
        [
            "a.smdp.example 1",
            "b.smdp.example 2",
            "a.smdp.example 3",
            "b.smdp.example 4",
            "a.smdp.example 5",
            "b.smdp.example 6",
            "c.smdp.example 7",
            "a.smdp.example 8",
        ]
    );
    assert_eq!(pending(&mut lpa).await, [0_u32; 0]);
}

#[tokio::test]
async fn a_dead_server_holds_nobody_up_but_itself() {
    for parallel in [1, 8] {
        let mut lpa = card("notification-addresses", &[TWO_DISABLED, TWO, THREE, ONE]).await;
        let script = Script::new().always("a.smdp.example", Err(Es9pCause::Refused));
        let options = DeliveryOptions { parallel, ..quick(2) };
        let report = run(&mut lpa, &script, &options).await;
        assert_eq!(
            lines(&report),
            [
                "1 refused",
                "2 acknowledged removed",
                "3 held",
                "4 acknowledged removed",
                "5 held",
                "6 acknowledged removed",
                "7 acknowledged removed",
                "8 held",
            ]
        );
        assert!(!report.is_complete());
        assert_eq!(pending(&mut lpa).await, [1, 3, 5, 8]);
        let received = script.received();
        let of_a = received.iter().filter(|line| line.starts_with('a')).count();
        assert_eq!(of_a, 2, "two attempts for the first one, none for the others");
    }
}

#[tokio::test]
async fn number_0_is_delivered_like_any_other() {
    let mut lpa = card("first-seq-zero", &[]).await;
    let profiles = lpa
        .get_profiles_info(None, None)
        .await
        .expect("a list")
        .done()
        .expect("a list");
    let disabled = profiles
        .iter()
        .find(|profile| profile.state == Some(signoff_protocol::profile::ProfileState::Disabled));
    let iccid = disabled.and_then(|profile| profile.iccid).expect("one to delete");
    let target = signoff_protocol::profile::ProfileTarget::Iccid(iccid);
    assert!(lpa.delete(target).await.expect("an outcome").done().is_some());
    assert_eq!(pending(&mut lpa).await, [0]);
    let options = DeliveryOptions {
        which: Which::Seqs(vec![SeqNumber::new(0)]),
        ..quick(1)
    };
    let report = run(&mut lpa, &Script::new(), &options).await;
    assert_eq!(lines(&report), ["0 acknowledged removed"]);
    assert_eq!(pending(&mut lpa).await, [0_u32; 0]);
}

#[tokio::test]
async fn what_is_no_acknowledgement_removes_nothing() {
    let failed = r#"{"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":{"subjectCode":"8.1",
        "reasonCode":"6.1"}}}}"#;
    let tls = |problem| -> Answer { Err(Es9pCause::Tls(problem)) };
    for (given, word, removed) in [
        (answer(204, ""), "acknowledged", true),
        (answer(200, ""), "acknowledged", true),
        (answer(200, failed), "8.1/6.1", false),
        (answer(200, "<html>"), "not_json", false),
        (answer(302, ""), "redirect", false),
        (answer(404, ""), "status_404", false),
        (answer(503, ""), "status_503", false),
        (Err(Es9pCause::Reset), "reset", false),
        (Err(Es9pCause::Timeout { after_ms: 1 }), "timeout", false),
        (Err(Es9pCause::Oversized { limit: 1 }), "oversized", false),
        (tls(TlsProblem::UnknownIssuer), "unknown_issuer", false),
    ] {
        let mut lpa = card("notification-addresses", &[ONE]).await;
        let script = Script::new().always("a.smdp.example", given);
        let report = run(&mut lpa, &script, &quick(1)).await;
        let delivery = report.deliveries.first().expect("one");
        assert_eq!(delivery.outcome.word(), word);
        assert_eq!(delivery.is_removed(), removed, "{word}");
        assert_eq!(pending(&mut lpa).await.is_empty(), removed, "{word}");
    }
}

#[tokio::test]
async fn a_server_in_trouble_is_asked_again_and_one_that_says_no_is_not() {
    let busy = || [answer(503, ""), Err(Es9pCause::Refused)];
    let mut lpa = card("notification-addresses", &[ONE]).await;
    let script = Script::new().next("a.smdp.example", busy());
    let report = run(&mut lpa, &script, &quick(3)).await;
    let outcome = &report.deliveries.first().expect("one").outcome;
    assert_eq!(outcome.to_string(), "acknowledged at attempt 3");
    assert_eq!(script.received().len(), 3);

    for (given, attempts) in [(answer(503, ""), 3), (answer(404, ""), 1)] {
        let mut lpa = card("notification-addresses", &[ONE]).await;
        let script = Script::new().always("a.smdp.example", given);
        let report = run(&mut lpa, &script, &quick(3)).await;
        assert!(!report.is_complete());
        assert_eq!(script.received().len(), attempts);
    }
}

#[tokio::test]
async fn only_what_was_asked_for_is_delivered() {
    let mut lpa = card("notification-addresses", &[THREE]).await;
    let options = DeliveryOptions {
        which: Which::Seqs([3, 9, 3].map(SeqNumber::new).to_vec()),
        ..quick(1)
    };
    let script = Script::new();
    let report = run(&mut lpa, &script, &options).await;
    assert_eq!(lines(&report), ["3 acknowledged removed", "9 not_found"]);
    assert_eq!(script.received(), ["c.smdp.example 3"]);
    assert_eq!(pending(&mut lpa).await, [1, 2]);
}

#[tokio::test]
async fn addresses_of_the_field_are_understood_and_noted() {
    let changes = ["delete 8932100000000000013", "delete 8932200000000000012"];
    let mut lpa = card("deviant-addresses", &changes).await;
    let disabled = "8932010000000000012".parse().expect("an ICCID");
    let target = signoff_protocol::profile::ProfileTarget::Iccid(disabled);
    assert!(
        lpa.disable(target, false)
            .await
            .expect("an outcome")
            .done()
            .is_some()
    );
    let script = Script::new();
    let report = run(&mut lpa, &script, &quick(1)).await;
    assert!(report.is_complete(), "{:?}", lines(&report));
    let mut received = script.received();
    received.sort();
    assert_eq!(
        received,
        [
            "smdp.base.example 2",
            "smdp.orange.example:8443 1",
            "smdp.proximus.example 3"
        ]
    );
    for delivery in &report.deliveries {
        let DeliveryOutcome::Acknowledged { notes, .. } = &delivery.outcome else {
            panic!("{:?}", delivery.outcome);
        };
        assert_eq!(notes.len(), 1, "{notes:?}");
    }
}

#[tokio::test]
async fn a_lost_answer_to_the_removal_is_resolved() {
    // GetEID, ListNotification, RetrieveNotificationsList, RemoveNotificationFromList
    let when = When::Instruction {
        ins: ins::STORE_DATA,
        nth: 3,
    };
    for fault in [LinkFault::DropAnswer, LinkFault::DropCommand] {
        let lpa = card("notification-addresses", &[ONE]).await;
        let mut lpa = behind(lpa, FaultPlan::once(when, fault));
        let script = Script::new();
        let report = run(&mut lpa, &script, &quick(1)).await;
        assert_eq!(lines(&report), ["1 acknowledged removed"], "{fault:?}");
        assert_eq!(script.received().len(), 1, "{fault:?}");
        assert_eq!(pending(&mut lpa).await, [0_u32; 0], "{fault:?}");
    }
}

#[tokio::test]
async fn when_the_card_is_gone_everything_stays_as_it_is() {
    // The second RetrieveNotificationsList.
    let when = When::Instruction {
        ins: ins::STORE_DATA,
        nth: 4,
    };
    let lpa = card("notification-addresses", &[TWO_DISABLED, TWO]).await;
    let mut lpa = behind(lpa, FaultPlan::once(when, LinkFault::DropCommand));
    let script = Script::new();
    let options = DeliveryOptions {
        parallel: 1,
        ..quick(1)
    };
    let report = run(&mut lpa, &script, &options).await;
    assert!(report.stopped.is_some());
    assert_eq!(
        lines(&report),
        [
            "1 acknowledged removed",
            "2 not_attempted",
            "3 not_attempted",
            "4 not_attempted"
        ]
    );
    assert_eq!(script.received(), ["a.smdp.example 1"]);
    assert_eq!(pending(&mut lpa).await, [2, 3, 4]);
}

#[tokio::test]
async fn who_was_never_tried_comes_before_who_failed() {
    let mut lpa = card("notification-addresses", &[TWO_DISABLED, TWO]).await;
    let script = Script::new().always("a.smdp.example", answer(503, ""));
    let one_by_one = DeliveryOptions {
        parallel: 1,
        ..quick(2)
    };
    run(&mut lpa, &script, &one_by_one).await;
    assert_eq!(
        script.received(),
        [
            "a.smdp.example 1",
            "b.smdp.example 2",
            "b.smdp.example 4",
            "a.smdp.example 1"
        ]
    );
}

#[tokio::test]
async fn what_shall_stay_on_the_card_stays() {
    let mut lpa = card("notification-addresses", &[ONE]).await;
    let options = DeliveryOptions {
        remove: false,
        ..quick(1)
    };
    let report = run(&mut lpa, &Script::new(), &options).await;
    assert_eq!(lines(&report), ["1 acknowledged"]);
    assert_eq!(pending(&mut lpa).await, [1]);
}

#[tokio::test]
async fn what_somebody_else_has_removed_is_removed() {
    let mut lpa = card("notification-addresses", &[]).await;
    let removal = remove(&mut lpa, SeqNumber::new(1)).await;
    assert_eq!(removal, Ok(Removal::Removed));
}

#[tokio::test]
async fn of_a_card_that_gives_all_whatever_it_is_asked_each_gets_its_own() {
    let mut lpa = card("notification-addresses", &[TWO_DISABLED, TWO]).await;
    let retrieved = lpa.retrieve_notifications(None).await.expect("a list").done();
    let fake = Fake::new();
    let retrieved = retrieved.expect("a list");
    fake.state().notifications = retrieved.iter().map(|one| one.metadata().clone()).collect();
    fake.state().retrieved = retrieved;
    let mut lpa = Lpa::new(Box::new(fake), LpaOptions::default(), Box::new(()));
    let script = Script::new();
    let report = run(&mut lpa, &script, &quick(1)).await;
    assert!(report.is_complete(), "{:?}", lines(&report));
    let mut received = script.received();
    received.sort();
    assert_eq!(
        received,
        [
            "a.smdp.example 1",
            "a.smdp.example 3",
            "b.smdp.example 2",
            "b.smdp.example 4"
        ]
    );
}
