//! The person's own contact with the operator: by the options, by the file of `--answers`, or by who sits at the terminal.

use super::RemoveArgs;
use super::confirm::{answer, is_interactive};
use crate::cli::person::{no_reference, read_answers};
use crate::cli::{CliError, Console};
use crate::flow::reference::Reference;
use crate::removal::{ContactOutcome, Decision, PlannedProfile};
use crate::runner::Stop;
use crate::text::Message;

/// What the contact is called in a file of answers.
const LABEL: &str = "call the operator";

/// What came of it.
struct Contact {
    outcome: ContactOutcome,
    reference: Option<String>,
}

/// What the options say of the contact about each profile; nothing if they say nothing.
///
/// # Errors
/// The reference is none, or the file of answers can't be used or says nothing of it.
pub(super) fn given(args: &RemoveArgs, planned: &[PlannedProfile]) -> Result<Vec<Decision>, CliError> {
    if let Some(text) = &args.reference {
        let reference = Reference::new(text).map_err(|error| {
            let reason = no_reference(error);
            CliError::usage(Message::say("remove-reference", &[("reason", reason)]))
        })?;
        let contact = Contact {
            outcome: ContactOutcome::Done,
            reference: Some(reference.to_string()),
        };
        return Ok(decisions(&contact, planned));
    }
    let Some(path) = &args.desk.customer.answers else {
        return Ok(Vec::new());
    };
    let mut answers = read_answers(path)?;
    let fact = answers.remove(LABEL).ok_or_else(|| {
        let file = path.display().to_string().into();
        let missing = Message::say("remove-answers", &[("file", file), ("label", LABEL.into())]);
        CliError::usage(missing).help(Message::say("remove-answers-help", &[("label", LABEL.into())]))
    })?;
    let contact = Contact {
        outcome: fact.outcome.into(),
        reference: fact.reference.map(|reference| reference.to_string()),
    };
    Ok(decisions(&contact, planned))
}

/// What the person at the terminal says of it; nothing if nobody is there to be asked.
pub(super) async fn asked(
    args: &RemoveArgs,
    planned: &[PlannedProfile],
    stop: &Stop,
    console: Console,
) -> Result<Vec<Decision>, CliError> {
    if args.yes || !is_interactive() {
        return Ok(Vec::new());
    }
    loop {
        let question = console.say("remove-ask-reference", &[]);
        let typed = answer(console, question, stop).await?;
        if typed.is_empty() {
            return Ok(Vec::new());
        }
        match Reference::new(&typed) {
            Ok(reference) => {
                let contact = Contact {
                    outcome: ContactOutcome::Done,
                    reference: Some(reference.to_string()),
                };
                return Ok(decisions(&contact, planned));
            }
            Err(error) => console.note(&console.texts().tell(&no_reference(error))),
        }
    }
}

fn decisions(contact: &Contact, planned: &[PlannedProfile]) -> Vec<Decision> {
    let of = planned.iter().map(|profile| Decision::Contacted {
        iccid: profile.iccid.clone(),
        reference: contact.reference.clone(),
        outcome: contact.outcome,
    });
    of.collect()
}
