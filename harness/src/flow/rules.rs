//! What can never be right in a step, beyond names and types.

use std::collections::BTreeSet;

use signoff_protocol::es10a::SetDefaultDpAddressResult;
use signoff_protocol::es10b::{RemoveNotificationFromListResult, RetrieveNotificationsListError};
use signoff_protocol::es10c::{
    DeleteProfileResult, DisableProfileResult, EnableProfileResult, EuiccMemoryResetResult,
    GetProfilesInfoError, SetNicknameResult,
};

use signoff_simulator::card_file::CardFile;
use signoff_simulator::smdp::SmdpFile;

use super::capture::CapturePath;
use super::check::Checker;
use super::diagnostic::Mistake;
use super::document::{Flow, PlacedStep};
use super::expect::{Expect, HasEnding, ListExpect, NotificationsExpect};
use super::field::{Field, is_variable_name};
use super::place::Place;
use super::scalar::RefusalName;
use super::step::{NotificationsStep, Step, VerifyStep, WaitUntilStep};

/// Looks at one step, and takes in what it captures.
pub(super) fn step(placed: &PlacedStep, checker: &mut Checker<'_>) {
    let place = placed.place;
    shape(&placed.step, place, checker);
    refusals(&placed.step, checker);
    match &placed.step {
        Step::List(step) => list(step.expect.as_ref(), checker),
        Step::Notifications(step) => notifications(step, checker),
        Step::WaitUntil(step) => wait_until(step, checker),
        _ => {}
    }
    captures(&placed.step, checker);
}

/// How many of the alternatives of a step are given.
fn shape(step: &Step, place: Place, checker: &mut Checker<'_>) {
    let given = |fields: &[bool]| fields.iter().filter(|given| **given).count();
    let exactly_one = match step {
        Step::Enable(s) => Some((
            given(&[s.profile.is_some(), s.iccid.is_some(), s.aid.is_some()]),
            "profile, iccid or aid",
        )),
        Step::Disable(s) => Some((
            given(&[s.profile.is_some(), s.iccid.is_some(), s.aid.is_some()]),
            "profile, iccid or aid",
        )),
        Step::Delete(s) => Some((
            given(&[s.profile.is_some(), s.iccid.is_some(), s.aid.is_some()]),
            "profile, iccid or aid",
        )),
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
        checker.mistakes.push(
            mistake
                .hint("add profiles, notifications, pending, signatures, channels, modem, smdp or removal"),
        );
    }
    by_without_profile(step, checker);
}

/// `by` says how a profile is named, and nothing else.
fn by_without_profile(step: &Step, checker: &mut Checker<'_>) {
    let by = match step {
        Step::Enable(s) => s.by.as_ref().filter(|_| s.profile.is_none()),
        Step::Disable(s) => s.by.as_ref().filter(|_| s.profile.is_none()),
        Step::Delete(s) => s.by.as_ref().filter(|_| s.profile.is_none()),
        Step::List(s) => s.by.as_ref().filter(|_| s.profile.is_none()),
        _ => None,
    };
    if let Some(by) = by {
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
        && step.removal.is_none()
}

/// The results by which the function of a step can refuse; `None` when the step is none that a card can refuse.
fn results(step: &Step) -> Option<(&'static str, Vec<&'static str>)> {
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
        Step::Delete(_) => ("DeleteProfile", names!(DeleteProfileResult)),
        Step::MemoryReset(_) => ("eUICCMemoryReset", names!(EuiccMemoryResetResult)),
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

fn refusals(step: &Step, checker: &mut Checker<'_>) {
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
    let Some((function, results)) = results(step) else {
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
    checker.mistakes.push(if words.is_empty() {
        mistake.hint("it has no results; a refusal shows as a status word: status: \"6985\"")
    } else {
        mistake.did_you_mean(name.as_str(), "its results", words.iter().map(String::as_str))
    });
}

/// A profile that is both in the answer and absent from it.
fn list(expect: Option<&Expect<ListExpect>>, checker: &mut Checker<'_>) {
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
fn notifications(step: &NotificationsStep, checker: &mut Checker<'_>) {
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

fn wait_until(step: &WaitUntilStep, checker: &mut Checker<'_>) {
    let (Some(limit), Some(every)) = (step.at_most_ms.literal(), step.every_ms.literal()) else {
        return;
    };
    if every.get() > limit.get() {
        let message = "the state would be read once only";
        let mistake = Mistake::new("bounds", step.every_ms.place(), message, "longer than at_most_ms");
        checker.mistakes.push(mistake);
    }
}

/// Takes in the variables that a step sets.
fn captures(step: &Step, checker: &mut Checker<'_>) {
    let Some(captures) = step.common().capture else {
        return;
    };
    for (key, field) in captures.iter() {
        if !is_variable_name(&key.text) {
            let message = format!("{:?} can't be the name of a variable", key.text);
            let mistake = Mistake::new("variable_name", key.place, message, "this name");
            checker
                .mistakes
                .push(mistake.hint("use letters, digits and _, with a letter first"));
        } else if checker.variables.get(&key.text).is_some() {
            let message = format!("{} is a variable of for_each already", key.text);
            let mistake = Mistake::new(
                "variable_name",
                key.place,
                message,
                "would change in the middle of a case",
            );
            checker.mistakes.push(mistake.hint("choose another name"));
        }
        if let Some(path) = checker.field(field) {
            let (fits, known) = path_fits(step, &path, checker);
            if !fits {
                let message = format!("the answer of {} has no value {path}", step.kind());
                let mistake = Mistake::new("unknown_capture", field.place(), message, "no such value");
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                checker
                    .mistakes
                    .push(mistake.did_you_mean(path.as_str(), "values", known));
            }
        }
        checker.captured.insert(key.text.clone(), key.place);
    }
}

/// Values of a profile that can be captured.
const OF_PROFILE: [&str; 7] = [
    "iccid",
    "aid",
    "state",
    "nickname",
    "class",
    "service_provider_name",
    "profile_name",
];
/// Values of a notification that can be captured.
const OF_NOTIFICATION: [&str; 4] = ["seq_number", "event", "address", "iccid"];

fn path_fits(step: &Step, path: &CapturePath, checker: &Checker<'_>) -> (bool, Vec<String>) {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let each = |owners: &[&str], values: &[&str]| -> Vec<String> {
        let of = |owner: &&str| {
            values
                .iter()
                .map(move |value| format!("{owner}.{value}"))
                .collect::<Vec<_>>()
        };
        owners.iter().flat_map(of).collect()
    };
    let known = match step {
        Step::Detect(_) => words(&["verdict", "eid", "isd_r"]),
        Step::List(_) => {
            let mut owners = vec!["first", "last", "enabled"];
            owners.extend(
                checker
                    .card
                    .iter()
                    .flat_map(|card| card.profiles.iter().map(|p| p.name.as_str())),
            );
            let mut known = words(&["count"]);
            known.extend(each(&owners, &OF_PROFILE));
            known
        }
        Step::Notifications(s) if s.remove.is_none() => {
            let mut known = words(&["count"]);
            known.extend(each(&["first", "last"], &OF_NOTIFICATION));
            known
        }
        Step::Rat(_) => words(&["count"]),
        Step::Addresses(s) if s.set_default_smdp.is_none() => words(&["default_smdp", "root_smds"]),
        Step::Eid(_) => words(&["eid"]),
        Step::Info(_) => words(&["svn", "firmware", "free_nvm", "installed"]),
        Step::Apdu(_) => words(&["status", "data"]),
        Step::At(_) => {
            let line = path
                .as_str()
                .strip_prefix("line.")
                .is_some_and(|n| n.parse::<u8>().is_ok_and(|n| n > 0));
            if line {
                return (true, Vec::new());
            }
            words(&["final", "line.1"])
        }
        Step::Reset(_) | Step::PowerCycle(_) => words(&["atr"]),
        Step::Download(_) | Step::Redownload(_) => words(&["iccid", "aid", "seq_number"]),
        Step::Smdp(s) if s.order.is_some() => words(&["iccid", "matching_id", "activation_code"]),
        Step::Deliver(_) => {
            let mut known = words(&["count"]);
            known.extend(each(&["first", "last"], &OF_NOTIFICATION));
            known
        }
        _ => Vec::new(),
    };
    (known.iter().any(|word| word == path.as_str()), known)
}

/// A name that card and SM-DP+ share stands for one profile.
pub(super) fn same_names(card: &CardFile, smdp: &SmdpFile, place: Place, mistakes: &mut Vec<Mistake>) {
    for profile in &card.profiles {
        let Some(known) = smdp.profile(&profile.name) else {
            continue;
        };
        let iccid = known.profile.iccid;
        if iccid != profile.iccid {
            let message = format!(
                "{} is {} on the card and {iccid} at the SM-DP+",
                profile.name, profile.iccid
            );
            let mistake = Mistake::new("smdp", place, message, "one name for two profiles");
            mistakes.push(mistake.hint("rename one of the two, or give both the same ICCID"));
        }
    }
}

/// Looks at steps together.
pub(super) fn order(flow: &Flow, checker: &mut Checker<'_>) {
    if let Some(last) = flow.steps.last()
        && let Step::Fault(fault) = &last.step
    {
        let message = format!(
            "the fault {} is armed for a step that does not come",
            fault.name()
        );
        let mistake = Mistake::new("unused_fault", last.place, message, "the last step");
        checker
            .mistakes
            .push(mistake.hint("put the step that it is for behind it"));
    }
}

/// Variables that nobody uses.
pub(super) fn unused(flow: &Flow, used: &BTreeSet<String>, mistakes: &mut Vec<Mistake>) {
    let matrix = flow
        .for_each
        .iter()
        .map(|(key, _)| (key, "for_each sets it for nothing"));
    let captured = flow
        .steps
        .iter()
        .filter_map(|placed| placed.step.common().capture);
    let captured =
        captured.flat_map(|captures| captures.iter().map(|(key, _)| (key, "captured for nothing")));
    for (key, label) in matrix.chain(captured) {
        if !used.contains(&key.text) {
            let message = format!("the variable {} is never used", key.text);
            let mistake = Mistake::new("unused_variable", key.place, message, label);
            mistakes.push(mistake.hint(format!(
                "write ${{{}}} where it belongs, or take it out",
                key.text
            )));
        }
    }
}
