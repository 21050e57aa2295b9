//! Manual steps without a person: answers that stand in the flow or were given beforehand, and what is missing.

use std::collections::BTreeMap;

use super::manual::ManualFact;
use super::session::Session;
use crate::flow::{ResolvedFlow, Step};
use crate::text::Message;

/// The answers in the head of the flow.
pub(super) fn answers(flow: &ResolvedFlow) -> BTreeMap<String, ManualFact> {
    let known = flow.flow.answers.0.iter().filter_map(|(label, answer)| {
        let outcome = answer.outcome.get(&flow.variables).ok()?;
        let reference = match &answer.reference {
            Some(reference) => Some(reference.get(&flow.variables).ok()?),
            None => None,
        };
        Some((label.text.clone(), ManualFact { outcome, reference }))
    });
    known.collect()
}

/// Why the manual steps of a flow can't be carried out: neither is there an answer beforehand nor a person.
pub(super) fn nobody_to_ask(session: &Session, flow: &ResolvedFlow) -> Option<Message> {
    if session.people.person.is_some() {
        return None;
    }
    unanswered(flow, &session.people.answers, &session.answers).map(|label| {
        Message::translated(
            "cause-flow-needs-person",
            &[("label", format!("{label:?}").into())],
            &format!(
                "the flow needs a person for {label:?}, and there is neither a terminal nor an answer (--answers)"
            ),
        )
    })
}

/// The label of the first manual step that has no answer.
pub(super) fn unanswered(
    flow: &ResolvedFlow,
    given: &BTreeMap<String, ManualFact>,
    own: &BTreeMap<String, ManualFact>,
) -> Option<String> {
    flow.steps().iter().find_map(|placed| {
        let Step::Manual(step) = &placed.step else {
            return None;
        };
        let label = step.label.as_ref()?.get(&flow.variables).ok()?;
        (!given.contains_key(&label) && !own.contains_key(&label)).then_some(label)
    })
}
