//! The file of `--answers`: what stands for a person, by the labels of manual steps.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::super::CliError;
use super::super::files::cannot_read;
use super::no_reference;
use crate::flow::field::Scalar as _;
use crate::flow::reference::Reference;
use crate::flow::word::ManualOutcome;
use crate::runner::ManualFact;
use crate::text::Message;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    outcome: String,
    #[serde(default)]
    reference: Option<String>,
}

/// Who is asking is the business of a desk.
#[derive(Deserialize)]
struct Sections {
    #[serde(default, rename = "operator")]
    _operator: IgnoredAny,
    #[serde(flatten)]
    answers: BTreeMap<String, Entry>,
}

/// Reads the file. What is wrong in an answer is told without repeating it.
pub(in crate::cli) fn read_answers(path: &Path) -> Result<BTreeMap<String, ManualFact>, CliError> {
    let wrong = |id: &'static str, said: String| {
        let file = path.display().to_string().into();
        CliError::usage(Message::say(id, &[("file", file), ("said", said.into())]))
    };
    let text = std::fs::read_to_string(path).map_err(|error| cannot_read(path, &error))?;
    let file: Sections = serde_saphyr::from_str(&text).map_err(|error| {
        wrong("manual-answers-none", error.without_snippet().to_string())
            .help(Message::say("manual-answers-none-help", &[]))
    })?;
    let mut answers = BTreeMap::new();
    for (label, entry) in file.answers {
        let about = |id: &'static str, reason: Message| {
            let file = path.display().to_string().into();
            let label = (&label).into();
            let variables = [("file", file), ("label", label), ("reason", reason)];
            CliError::usage(Message::say(id, &variables))
        };
        let outcome = ManualOutcome::parse(&entry.outcome).map_err(|_| {
            let known = ManualOutcome::choices().join(", ");
            about("manual-answers-outcome", known.into())
        })?;
        let reference = match &entry.reference {
            Some(text) => Some(
                Reference::new(text)
                    .map_err(|error| about("manual-answers-reference", no_reference(error)))?,
            ),
            None => None,
        };
        answers.insert(label, ManualFact { outcome, reference });
    }
    Ok(answers)
}
