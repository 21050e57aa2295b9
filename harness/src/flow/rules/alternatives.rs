//! Steps that take one of several fields, or need at least one.

use super::super::check::Checker;
use super::super::diagnostic::Mistake;
use super::super::place::Place;
use super::super::step::{ProfileFields, Step, VerifyStep};

/// How many of the alternatives of a step are given.
pub(super) fn alternatives(step: &Step, place: Place, checker: &mut Checker<'_>) {
    let given = |fields: &[bool]| fields.iter().filter(|given| **given).count();
    let exactly_one = match step {
        Step::Enable(s) => Some(one_profile(s.target())),
        Step::Disable(s) => Some(one_profile(s.target())),
        Step::Delete(s) => Some(one_profile(s.target())),
        Step::Nickname(s) => Some((
            given(&[s.profile.is_some(), s.iccid.is_some()]),
            "profile or iccid",
        )),
        Step::Notifications(s) => Some((
            given(&[s.list.is_some(), s.retrieve.is_some(), s.remove.is_some()]),
            "list, retrieve or remove",
        )),
        Step::Apdu(s) => Some((given(&[s.command.is_some(), s.es10.is_some()]), "command or es10")),
        Step::At(s) => Some((given(&[s.command.is_some()]), "command")),
        Step::Download(s) => Some((
            given(&[
                s.profile.is_some(),
                s.activation_code.is_some(),
                s.default_smdp.is_some(),
                s.via_smds.is_some(),
            ]),
            "profile, activation_code, default_smdp or via_smds",
        )),
        Step::Redownload(s) => Some((given(&[s.profile.is_some()]), "profile")),
        Step::List(s) => {
            let searches = given(&[
                s.profile.is_some(),
                s.iccid.is_some(),
                s.aid.is_some(),
                s.class.is_some(),
            ]);
            Some((searches.max(1), "profile, iccid, aid or class, or none"))
        }
        Step::Smdp(s) => {
            let actions = given(&[
                s.order.is_some(),
                s.cancel.is_some(),
                s.release.is_some(),
                s.fault.is_some(),
            ]);
            Some((actions.max(1), "order, cancel, release or fault, or none"))
        }
        _ => None,
    };
    if let Some((count, wanted)) = exactly_one
        && count != 1
    {
        let (message, label) = if count == 0 {
            (format!("{} needs {wanted}", step.kind()), "nothing to act on")
        } else {
            (
                format!("{} takes only one of {wanted}", step.kind()),
                "more than one",
            )
        };
        checker
            .mistakes
            .push(Mistake::new("alternatives", place, message, label));
    }
    if let Step::Nickname(s) = step
        && s.nickname.is_none()
    {
        let mistake = Mistake::new(
            "missing_field",
            place,
            "nickname needs the nickname to set",
            "sets nothing",
        );
        checker
            .mistakes
            .push(mistake.hint("add nickname: \"…\"; \"\" removes it"));
    }
    if let Step::Verify(s) = step
        && verifies_nothing(s)
    {
        let mistake = Mistake::new("empty_verify", place, "verify demands nothing", "always true");
        checker.mistakes.push(mistake.hint(
            "add profiles, notifications, pending, signatures, channels, modem, smdp, operator, removal or ways",
        ));
    }
    by_without_profile(step, checker);
}

/// How many fields name a profile, where one must.
fn one_profile(target: ProfileFields<'_>) -> (usize, &'static str) {
    let given = [
        target.profile.is_some(),
        target.iccid.is_some(),
        target.aid.is_some(),
    ];
    (
        given.iter().filter(|given| **given).count(),
        "profile, iccid or aid",
    )
}

/// `by` says how a profile is named, and nothing else.
fn by_without_profile(step: &Step, checker: &mut Checker<'_>) {
    let target = match step {
        Step::Enable(s) => s.target(),
        Step::Disable(s) => s.target(),
        Step::Delete(s) => s.target(),
        Step::List(s) => s.target(),
        _ => return,
    };
    if let Some(by) = target.by
        && target.profile.is_none()
    {
        let mistake = Mistake::new(
            "alternatives",
            by.place(),
            "by is only for profile",
            "has no effect",
        );
        checker
            .mistakes
            .push(mistake.hint("iccid and aid say themselves what is sent"));
    }
}

const fn verifies_nothing(step: &VerifyStep) -> bool {
    step.profiles.is_none()
        && step.notifications.is_none()
        && step.pending.is_none()
        && step.signatures.is_none()
        && step.channels.is_none()
        && step.modem.is_none()
        && step.smdp.is_none()
        && step.ways.is_none()
        && step.operator.is_none()
        && step.removal.is_none()
}
