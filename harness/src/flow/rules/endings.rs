//! Whether a step can end as it is expected to.

use signoff_protocol::es10a::SetDefaultDpAddressResult;
use signoff_protocol::es10b::{RemoveNotificationFromListResult, RetrieveNotificationsListError};
use signoff_protocol::es10c::{
    DeleteProfileResult, DisableProfileResult, EnableProfileResult, EuiccMemoryResetResult,
    GetProfilesInfoError, SetNicknameResult,
};

use super::super::check::Checker;
use super::super::diagnostic::Mistake;
use super::super::expect::{Expect, HasEnding};
use super::super::field::Field;
use super::super::place::Place;
use super::super::refusals::{BACKUP, BACKUP_REQUIRED, RESTORE};
use super::super::scalar::RefusalName;
use super::super::step::Step;

/// The results by which the function of a step can refuse; `None` when the step is none that a card can refuse.
fn results(step: &Step, demands_backup: bool) -> Option<(&'static str, Vec<&'static str>)> {
    macro_rules! names {
        ($($results:ty),+) => {{
            let mut names: Vec<&'static str> = Vec::new();
            $(names.extend(<$results>::NAMED.iter().map(|result| result.name()).filter(|name| *name != "ok"));)+
            names
        }};
    }
    Some(match step {
        Step::List(_) => ("GetProfilesInfo", names!(GetProfilesInfoError)),
        Step::Enable(_) => ("EnableProfile", names!(EnableProfileResult)),
        Step::Disable(_) => ("DisableProfile", names!(DisableProfileResult)),
        Step::Delete(_) => (
            "DeleteProfile",
            by_policy(names!(DeleteProfileResult), demands_backup),
        ),
        Step::MemoryReset(_) => (
            "eUICCMemoryReset",
            by_policy(names!(EuiccMemoryResetResult), demands_backup),
        ),
        Step::Backup(_) => ("backup", BACKUP.to_vec()),
        Step::Restore(_) => ("restore", BACKUP.into_iter().chain(RESTORE).collect()),
        Step::Nickname(_) => ("SetNickname", names!(SetNicknameResult)),
        Step::Notifications(s) if s.remove.is_some() => (
            "RemoveNotificationFromList",
            names!(RemoveNotificationFromListResult),
        ),
        Step::Notifications(s) if s.retrieve.is_some() => (
            "RetrieveNotificationsList",
            names!(RetrieveNotificationsListError),
        ),
        Step::Notifications(_) => ("ListNotification", vec!["undefinedError"]),
        Step::Addresses(s) if s.set_default_smdp.is_some() => {
            ("SetDefaultDpAddress", names!(SetDefaultDpAddressResult))
        }
        Step::Rat(_) => ("GetRAT", Vec::new()),
        Step::Addresses(_) => ("GetEuiccConfiguredAddresses", Vec::new()),
        Step::Eid(_) => ("GetEID", Vec::new()),
        Step::Info(_) => ("GetEUICCInfo2", Vec::new()),
        Step::Detect(_) => ("detect", Vec::new()),
        _ => return None,
    })
}

/// A deletion can also be refused by the policy of the flow.
fn by_policy(mut names: Vec<&'static str>, demands_backup: bool) -> Vec<&'static str> {
    if demands_backup {
        names.push(BACKUP_REQUIRED);
    }
    names
}

/// The expected ending of a step: the name of a refusal, and whether several endings are given.
fn ending(step: &Step) -> Option<(Option<&Field<RefusalName>>, usize, Place)> {
    fn of<T: HasEnding>(expect: Option<&Expect<T>>) -> Option<(Option<&Field<RefusalName>>, usize, Place)> {
        let expect = expect?;
        let fields = expect.fields.as_ref()?;
        let given = [
            fields.refused().is_some(),
            fields.status().is_some(),
            fields.unknown().is_some(),
        ];
        Some((
            fields.refused(),
            given.iter().filter(|given| **given).count(),
            expect.place,
        ))
    }
    match step {
        Step::Backup(s) => of(s.expect.as_ref()),
        Step::Restore(s) => of(s.expect.as_ref()),
        Step::Detect(s) => of(s.expect.as_ref()),
        Step::List(s) => of(s.expect.as_ref()),
        Step::Enable(s) => of(s.expect.as_ref()),
        Step::Disable(s) => of(s.expect.as_ref()),
        Step::Delete(s) => of(s.expect.as_ref()),
        Step::MemoryReset(s) => of(s.expect.as_ref()),
        Step::Nickname(s) => of(s.expect.as_ref()),
        Step::Notifications(s) => of(s.expect.as_ref()),
        Step::Rat(s) => of(s.expect.as_ref()),
        Step::Addresses(s) => of(s.expect.as_ref()),
        Step::Eid(s) => of(s.expect.as_ref()),
        Step::Info(s) => of(s.expect.as_ref()),
        _ => None,
    }
}

/// A step ends in one way, and by a result that its function has.
pub(super) fn endings(step: &Step, checker: &mut Checker<'_>) {
    if let Some((refused, count, place)) = ending(step) {
        if count > 1 {
            let mistake = Mistake::new(
                "unreachable",
                place,
                "a command ends in one way only",
                "several endings",
            );
            checker
                .mistakes
                .push(mistake.hint("keep one of refused, status and unknown"));
        }
        if let Some(name) = refused {
            refusal(step, name, checker);
        }
    }
    if let Some(retry) = step.common().retry {
        retry.on.iter().for_each(|name| refusal(step, name, checker));
        if retry.on.is_empty() {
            let place = retry.times.place();
            checker.mistakes.push(Mistake::new(
                "alternatives",
                place,
                "retry needs a result to retry on",
                "never retried",
            ));
        }
    }
}

/// A name that the function never answers with is never met.
fn refusal(step: &Step, field: &Field<RefusalName>, checker: &mut Checker<'_>) {
    let Some(name) = checker.field(field) else { return };
    let Some((function, results)) = results(step, checker.require_backup) else {
        let message = format!("{} is not refused by a result", step.kind());
        checker
            .mistakes
            .push(Mistake::new("unreachable", field.place(), message, "never met"));
        return;
    };
    let words: Vec<String> = results
        .iter()
        .map(|result| RefusalName::from_sgp22(result).to_string())
        .collect();
    if name.as_str() == "undefined" && !words.is_empty() || words.iter().any(|word| word == name.as_str()) {
        return;
    }
    let message = format!("{function} never answers {name}");
    let mistake = Mistake::new("unreachable", field.place(), message, "never met");
    let by_policy = name.as_str() == RefusalName::from_sgp22(BACKUP_REQUIRED).to_string();
    checker.mistakes.push(if by_policy {
        mistake.hint("only policy: { require_backup: true } in the head of the flow refuses so")
    } else if words.is_empty() {
        mistake.hint("it has no results; a refusal shows as a status word: status: \"6985\"")
    } else {
        mistake.did_you_mean(name.as_str(), "its results", words.iter().map(String::as_str))
    });
}
