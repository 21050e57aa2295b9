//! What can never be right in the steps that need an operator's desk, beyond names and types.

use super::check::Checker;
use super::diagnostic::Mistake;
use super::document::{Flow, PlacedStep};
use super::operator::OperatorStep;
use super::place::Place;
use super::step::Step;

/// Looks at one step.
pub(super) fn step(placed: &PlacedStep, flow: &Flow, checker: &mut Checker<'_>) {
    let what = match &placed.step {
        Step::Operator(step) => {
            operator(step, placed.place, checker);
            "operator"
        }
        Step::Verify(step) if step.operator.is_some() => "verify: operator",
        Step::WaitUntil(step) if step.operator.is_some() => "wait_until: operator",
        _ => return,
    };
    if flow.operator.is_none() {
        let message = format!("{what} needs an operator's desk, and the flow has none");
        let mistake = Mistake::new("no_operator", placed.place, message, "nobody to ask");
        checker.mistakes.push(mistake.hint(format!(
            "add operator: with one of {} or a path to the head of the flow",
            signoff_fixtures::operators().join(", ")
        )));
    }
}

/// What the head says of the desk.
pub(super) fn head(flow: &Flow, checker: &mut Checker<'_>) {
    if let (Some(today), None) = (&flow.today, &flow.operator) {
        let message = "today is the day at the operator's desk, and the flow has none";
        let mistake = Mistake::new("no_operator", today.place(), message, "has no effect");
        checker
            .mistakes
            .push(mistake.hint("add operator: to the head, or take today out"));
    }
}

fn operator(step: &OperatorStep, place: Place, checker: &mut Checker<'_>) {
    let actions = step.actions();
    if actions > 1 {
        let message = "operator takes only one of identify, quote, terminate, cancel, status, pay, unlock, advance and fault";
        checker
            .mistakes
            .push(Mistake::new("alternatives", place, message, "more than one"));
    }
    if actions == 0 && step.expect.is_none() {
        let mistake = Mistake::new(
            "alternatives",
            place,
            "operator does nothing",
            "nothing to act on",
        );
        checker.mistakes.push(mistake.hint("add an action or expect"));
    }
    if let Some(identify) = &step.identify
        && identify.document.is_some() == identify.code.is_some()
    {
        let mistake = Mistake::new(
            "alternatives",
            place,
            "identify needs document or code",
            if identify.code.is_some() {
                "both"
            } else {
                "no proof"
            },
        );
        checker.mistakes.push(mistake);
    }
    if let Some(advance) = &step.advance {
        let given = [
            advance.days.is_some(),
            advance.minutes.is_some(),
            advance.to.is_some(),
        ];
        if given.iter().filter(|given| **given).count() != 1 {
            let message = "advance takes one of days, minutes and to";
            checker
                .mistakes
                .push(Mistake::new("alternatives", place, message, "not exactly one"));
        }
    }
    unreachable_fields(step, place, checker);
}

/// Figures that only another action answers with.
fn unreachable_fields(step: &OperatorStep, place: Place, checker: &mut Checker<'_>) {
    let Some(fields) = step.fields() else { return };
    let quotes = step.quote.is_some();
    let orders = step.terminate.is_some() || step.cancel.is_some();
    let of_quote = [
        (fields.early_termination_fee.is_some(), "early_termination_fee"),
        (fields.device_residual.is_some(), "device_residual"),
        (fields.open_bills.is_some(), "open_bills"),
        (fields.lost_credit.is_some(), "lost_credit"),
        (fields.unused_data_mb.is_some(), "unused_data_mb"),
        (fields.earliest.is_some(), "earliest"),
        (fields.free_from.is_some(), "free_from"),
        (fields.term_ends.is_some(), "term_ends"),
        (fields.withdrawal_before.is_some(), "withdrawal_before"),
        (fields.porting_to.is_some(), "porting_to"),
        (fields.warnings.is_some(), "warnings"),
    ];
    let of_order = [
        (fields.order.is_some(), "order"),
        (fields.reference.is_some(), "reference"),
        (fields.withdrawal.is_some(), "withdrawal"),
    ];
    let of_both = [
        (fields.total.is_some(), "total"),
        (fields.effective.is_some(), "effective"),
    ];
    let wrong = of_quote
        .iter()
        .filter(|_| !quotes)
        .chain(of_order.iter().filter(|_| !orders))
        .chain(of_both.iter().filter(|_| !quotes && !orders))
        .find(|(given, _)| *given);
    if let Some((_, name)) = wrong {
        let message = format!("{name} is not answered here");
        let mistake = Mistake::new("unreachable", place, message, "never met");
        checker
            .mistakes
            .push(mistake.hint("figures come with quote, order and reference with terminate and cancel"));
    }
}
