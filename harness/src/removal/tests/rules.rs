//! What stops a removal, what does not, and what a person decided.

use super::world::{ONE, World};
use crate::removal::{
    ContactOutcome, Decision, End, Evidence, Method, Omission, Record, Step, StepKind, StepOutcome, Trouble,
};
use crate::runner::Stopper;
use crate::verification::Verdict;

fn world() -> World {
    let world = World::new();
    world.begin(World::plan(Method::Delete, &[ONE]));
    world
}

fn decide(world: &World, decision: Decision) {
    let at = "2026-05-01T10:00:01Z".to_owned();
    world
        .records
        .lock()
        .unwrap()
        .push(Record::Decided { at, decision });
}

#[test]
fn an_operator_that_refuses_stops_it_before_anything_is_lost() {
    let mut world = world();
    world.refuses = Some("order");
    let Some(End::Stopped { step, refused, .. }) = world.run() else {
        panic!("it goes on");
    };
    assert_eq!((step.kind, refused), (StepKind::Terminate, true));
    assert!(world.truth.lock().unwrap().commands.is_empty());
    // It is tried again, and left out where somebody says so.
    assert!(matches!(world.run(), Some(End::Stopped { .. })));
    decide(
        &world,
        Decision::Skip {
            step: StepKind::Terminate,
        },
    );
    let end = world.run().expect("an end");
    // Gone, and the contract goes on.
    assert_eq!(end.verdict(), Some(Verdict::Disagreement));
    assert!(world.truth.lock().unwrap().orders.is_empty());
}

#[test]
fn a_card_that_refuses_stops_it_and_nothing_is_deleted() {
    let mut world = world();
    world.refuses = Some("DisableProfile");
    let Some(End::Stopped { step, refused, .. }) = world.run() else {
        panic!("it goes on");
    };
    assert_eq!((step.kind, refused), (StepKind::Disable, true));
    let truth = world.truth.lock().unwrap().clone();
    assert!(!truth.commands.contains_key("DeleteProfile"));
    assert!(truth.profiles.contains_key(ONE));
}

#[test]
fn a_deaf_server_is_asked_again_while_there_is_patience() {
    let mut world = world();
    *world.deaf.lock().unwrap() = 3;
    let end = world.run().expect("an end");
    assert_eq!(end.verdict(), Some(Verdict::Removed));
    *world.deaf.lock().unwrap() = 0;

    let mut world = self::world();
    *world.deaf.lock().unwrap() = usize::MAX;
    let end = world.run().expect("an end");
    // The operator waits for its SM-DP+. Nothing is thrown away: it waits on the card, and a resumption delivers it.
    assert_eq!(end.verdict(), Some(Verdict::Disagreement));
    assert_eq!(world.truth.lock().unwrap().pending.len(), 2);
    *world.deaf.lock().unwrap() = 0;
    assert_eq!(world.run().expect("an end").verdict(), Some(Verdict::Removed));
    assert!(world.truth.lock().unwrap().pending.is_empty());
}

#[test]
fn an_interruption_is_noted_and_resumed() {
    let mut world = world();
    let (stopper, mut stop) = Stopper::new();
    stopper.stop();
    assert_eq!(world.run_with(&mut stop), Some(End::Interrupted));
    assert!(world.truth.lock().unwrap().commands.is_empty());
    let last = world.records.lock().unwrap().last().cloned();
    assert!(matches!(last, Some(Record::Interrupted { .. })));
    assert_eq!(world.run().expect("an end").verdict(), Some(Verdict::Removed));
}

#[test]
fn a_reference_number_is_evidence() {
    let mut world = World::new();
    let mut plan = World::plan(Method::Delete, &[ONE]);
    plan.contact = crate::removal::Contact::Person;
    plan.backup = None;
    world.begin(plan);
    decide(
        &world,
        Decision::Contacted {
            iccid: ONE.to_owned(),
            reference: Some("REF-7".to_owned()),
            outcome: ContactOutcome::Done,
        },
    );
    world.run().expect("an end");
    let records = world.records.lock().unwrap().clone();
    let evidence = records.iter().find_map(|record| match record {
        Record::Outcome {
            step,
            outcome: StepOutcome::Done { evidence, .. },
            ..
        } if step.kind == StepKind::Terminate => evidence.first().cloned(),
        _ => None,
    });
    let number = "REF-7".to_owned();
    assert_eq!(evidence, Some(Evidence::Reference { number }));
}

#[test]
fn a_contact_that_failed_stops_it_and_one_that_is_to_come_does_not() {
    for (outcome, want) in [
        (ContactOutcome::Refused, Some((Trouble::ContactRefused, true))),
        (
            ContactOutcome::NotReached,
            Some((Trouble::ContactNotReached, false)),
        ),
        (ContactOutcome::Postponed, None),
    ] {
        let mut world = World::new();
        let mut plan = World::plan(Method::Delete, &[ONE]);
        plan.contact = crate::removal::Contact::Person;
        world.begin(plan);
        let contacted = |outcome| Decision::Contacted {
            iccid: ONE.to_owned(),
            reference: None,
            outcome,
        };
        decide(&world, contacted(outcome));
        let end = world.run().expect("an end");
        let Some((trouble, is_refusal)) = want else {
            assert!(end.verdict().is_some(), "{outcome:?}");
            let records = world.records.lock().unwrap().clone();
            let why = records.iter().find_map(|record| match record {
                Record::Outcome {
                    step,
                    outcome: StepOutcome::Skipped { reason },
                    ..
                } if step.kind == StepKind::Terminate => Some(reason.clone()),
                _ => None,
            });
            assert_eq!(why, Some(Omission::ContactPostponed));
            continue;
        };
        let End::Stopped {
            step,
            reason,
            refused,
        } = end
        else {
            panic!("{outcome:?} does not stop it");
        };
        assert_eq!(step, Step::of(StepKind::Terminate, ONE));
        assert_eq!((reason, refused), (trouble, is_refusal));
        assert!(world.truth.lock().unwrap().commands.is_empty(), "{outcome:?}");
        // The last contact counts.
        decide(&world, contacted(ContactOutcome::Done));
        assert!(world.run().expect("an end").verdict().is_some(), "{outcome:?}");
    }
}
