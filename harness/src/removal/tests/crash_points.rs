//! Every step, every moment: before an intent is written, after it, before something is done, after it, before its outcome
//! is written, after it. A resumption always comes to the same end.

use super::world::{ONE, TWO, World};
use crate::removal::{End, Method, Record, StepOutcome};
use crate::verification::Verdict;

/// More moments than any of these runs has.
const MOMENTS: usize = 400;

fn world(method: Method, iccids: &[&str]) -> World {
    let world = World::new();
    world.begin(World::plan(method, iccids));
    world
}

/// What must be so at the end of each run, however it went.
#[track_caller]
fn check(world: &World, end: Option<End>, iccids: &[&str], place: &str) {
    let end = end.unwrap_or_else(|| panic!("{place}: crashed when nobody said so"));
    assert_eq!(end.verdict(), Some(Verdict::Removed), "{place}: {end:?}");
    let truth = world.truth.lock().unwrap().clone();
    for iccid in iccids {
        assert!(!truth.profiles.contains_key(*iccid), "{place}: {iccid} is there");
        let told: std::collections::BTreeSet<u32> = truth
            .received
            .iter()
            .filter(|(_, about, event)| about == iccid && *event == "delete")
            .map(|(number, ..)| *number)
            .collect();
        assert_eq!(
            told.len(),
            1,
            "{place}: deletions of {iccid} that were reported: {told:?}"
        );
        let order = format!("signoff-run-1-{iccid}");
        assert!(truth.orders.contains_key(&order), "{place}: no order for {iccid}");
    }
    assert_eq!(truth.orders.len(), iccids.len(), "{place}: {:?}", truth.orders);
    assert!(
        truth.pending.is_empty(),
        "{place}: lost in the queue: {:?}",
        truth.pending
    );
    let count = |function: &str| truth.commands.get(function).copied().unwrap_or(0);
    let disables = usize::from(iccids.contains(&ONE));
    let (deletes, disables, resets) = if count("eUICCMemoryReset") > 0 {
        (0, 0, 1)
    } else {
        (iccids.len(), disables, 0)
    };
    assert_eq!(count("DeleteProfile"), deletes, "{place}: deleted twice");
    assert_eq!(count("DisableProfile"), disables, "{place}: disabled twice");
    assert_eq!(count("eUICCMemoryReset"), resets, "{place}: reset twice");
    let refused = world.records.lock().unwrap().iter().any(|record| {
        matches!(
            record,
            Record::Outcome {
                outcome: StepOutcome::Failed { .. },
                ..
            }
        )
    });
    assert!(!refused, "{place}: something was sent that the state forbids");
}

/// Crashes at each moment, resumes; says how many moments there are.
fn every_moment(method: Method, iccids: &[&str]) -> usize {
    for moment in 0..MOMENTS {
        let mut world = world(method, iccids);
        world.crash_after(Some(moment));
        let end = world.run();
        if !world.is_crashed() {
            check(&world, end, iccids, &format!("{method}, no crash"));
            return moment;
        }
        world.crash_after(None);
        let end = world.run();
        check(
            &world,
            end,
            iccids,
            &format!("{method}, crash at moment {moment}"),
        );
    }
    panic!("not over within {MOMENTS} moments");
}

#[test]
fn a_crash_at_any_moment_leads_to_the_same_end() {
    let moments = every_moment(Method::Delete, &[ONE]);
    assert!(moments > 35, "only {moments} moments");
    every_moment(Method::Delete, &[TWO]);
    every_moment(Method::AllButOne, &[ONE, TWO]);
    every_moment(Method::MemoryReset, &[ONE, TWO]);
}

#[test]
fn so_do_two_crashes() {
    for first in 0..MOMENTS {
        for second in 0..MOMENTS {
            let mut world = world(Method::Delete, &[ONE]);
            world.crash_after(Some(first));
            world.run();
            if !world.is_crashed() {
                return;
            }
            world.crash_after(Some(second));
            let end = world.run();
            if world.is_crashed() {
                world.crash_after(None);
                let end = world.run();
                check(
                    &world,
                    end,
                    &[ONE],
                    &format!("crashes at moments {first} and {second}"),
                );
            } else {
                check(&world, end, &[ONE], &format!("crash at moment {first}"));
                break;
            }
        }
    }
    panic!("not over within {MOMENTS} moments");
}

#[test]
fn a_run_that_is_over_does_nothing_more() {
    let mut world = world(Method::Delete, &[ONE]);
    let end = world.run();
    check(&world, end, &[ONE], "first");
    let truth = world.truth.lock().unwrap().clone();
    let end = world.run();
    check(&world, end, &[ONE], "again");
    assert_eq!(*world.truth.lock().unwrap(), truth);
}
