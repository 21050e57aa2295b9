//! Variables that a step takes from its answer.

use super::super::capture::CapturePath;
use super::super::check::Checker;
use super::super::diagnostic::Mistake;
use super::super::field::is_variable_name;
use super::super::step::Step;

/// Takes in the variables that a step sets.
pub(super) fn captures(step: &Step, checker: &mut Checker<'_>) {
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
        Step::Detect(_) => words(&["verdict", "eid", "isd_r", "version"]),
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
        Step::Operator(_) => words(&[
            "reference",
            "external_id",
            "effective",
            "total",
            "status",
            "today",
        ]),
        Step::Manual(_) => words(&["outcome", "reference"]),
        Step::Reset(_) | Step::PowerCycle(_) => words(&["atr"]),
        Step::Download(_) | Step::Redownload(_) => words(&["iccid", "aid", "seq_number"]),
        Step::Backup(_) => words(&["iccid", "imsi", "contacts", "messages"]),
        Step::Restore(_) => words(&["iccid", "contacts", "messages", "present"]),
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
