//! Expectations on what an answer cannot say.

use std::collections::BTreeSet;

use super::super::check::Checker;
use super::super::diagnostic::Mistake;
use super::super::expect::{Expect, ListExpect, NotificationsExpect};
use super::super::place::Place;
use super::super::step::{NotificationsStep, WaitUntilStep};

/// A profile that is both in the answer and absent from it.
pub(super) fn list(expect: Option<&Expect<ListExpect>>, checker: &mut Checker<'_>) {
    let Some(fields) = expect.and_then(|expect| expect.fields.as_ref()) else {
        return;
    };
    let named: BTreeSet<String> = fields
        .profiles
        .iter()
        .filter_map(|profile| profile.profile.as_ref()?.get(checker.variables).ok())
        .map(|name| name.to_string())
        .collect();
    for absent in &fields.absent {
        if let Ok(name) = absent.get(checker.variables)
            && named.contains(name.as_str())
        {
            let message = format!("{name} is expected both in the list and absent from it");
            checker
                .mistakes
                .push(Mistake::new("unreachable", absent.place(), message, "never met"));
        }
    }
    for profile in &fields.profiles {
        let found_by = [
            profile.profile.is_some(),
            profile.iccid.is_some(),
            profile.aid.is_some(),
        ];
        if !found_by.contains(&true) {
            let place = expect.map_or_else(Place::default, |expect| expect.place);
            let message = "a profile is expected without saying which one";
            let mistake = Mistake::new(
                "alternatives",
                place,
                message,
                "an entry without profile, iccid or aid",
            );
            checker.mistakes.push(mistake);
        }
    }
}

/// Expectations on what the function does not answer.
pub(super) fn notifications(step: &NotificationsStep, checker: &mut Checker<'_>) {
    let Some(NotificationsExpect {
        count,
        entries,
        signature,
        signer,
        ..
    }) = step.expect.as_ref().and_then(|expect| expect.fields.as_ref())
    else {
        return;
    };
    let place = step
        .expect
        .as_ref()
        .map_or_else(Place::default, |expect| expect.place);
    if step.list.is_some() && (signature.is_some() || signer.is_some()) {
        let mistake = Mistake::new(
            "unreachable",
            place,
            "ListNotification answers without signatures",
            "never met",
        );
        checker
            .mistakes
            .push(mistake.hint("signatures come with retrieve"));
    }
    if step.remove.is_some()
        && (count.is_some() || entries.is_some() || signature.is_some() || signer.is_some())
    {
        let message = "RemoveNotificationFromList answers with a result only";
        checker
            .mistakes
            .push(Mistake::new("unreachable", place, message, "never met"));
    }
    if let Some(selection) = &step.retrieve
        && let (Some(number), Some(_)) = (&selection.seq_number, &selection.events)
    {
        let message = "retrieve takes a sequence number or events, not both";
        checker.mistakes.push(Mistake::new(
            "alternatives",
            number.place(),
            message,
            "one of two",
        ));
    }
}

pub(super) fn wait_until(step: &WaitUntilStep, checker: &mut Checker<'_>) {
    let (Some(limit), Some(every)) = (step.at_most_ms.literal(), step.every_ms.literal()) else {
        return;
    };
    if every.get() > limit.get() {
        let message = "the state would be read once only";
        let mistake = Mistake::new("bounds", step.every_ms.place(), message, "longer than at_most_ms");
        checker.mistakes.push(mistake);
    }
}
