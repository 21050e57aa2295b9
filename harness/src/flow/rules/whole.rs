//! The flow as a whole: names of its files, the order of its steps, variables that nobody uses.

use std::collections::BTreeSet;

use signoff_simulator::card_file::CardFile;
use signoff_simulator::smdp::SmdpFile;

use super::super::check::Checker;
use super::super::diagnostic::Mistake;
use super::super::document::Flow;
use super::super::place::Place;
use super::super::step::Step;

/// A name that card and SM-DP+ share stands for one profile.
pub(in crate::flow) fn same_names(
    card: &CardFile,
    smdp: &SmdpFile,
    place: Place,
    mistakes: &mut Vec<Mistake>,
) {
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
pub(in crate::flow) fn order(flow: &Flow, checker: &mut Checker<'_>) {
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
pub(in crate::flow) fn unused(flow: &Flow, used: &BTreeSet<String>, mistakes: &mut Vec<Mistake>) {
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
