//! One step, looked at from all sides.

use super::super::check::Checker;
use super::super::document::PlacedStep;
use super::super::step::Step;
use super::alternatives::alternatives;
use super::answer::{list, notifications, wait_until};
use super::captures::captures;
use super::endings::endings;

/// Looks at one step, and takes in what it captures.
pub(in crate::flow) fn step(placed: &PlacedStep, checker: &mut Checker<'_>) {
    let place = placed.place;
    alternatives(&placed.step, place, checker);
    endings(&placed.step, checker);
    match &placed.step {
        Step::List(step) => list(step.expect.as_ref(), checker),
        Step::Notifications(step) => notifications(step, checker),
        Step::WaitUntil(step) => wait_until(step, checker),
        _ => {}
    }
    captures(&placed.step, checker);
}
