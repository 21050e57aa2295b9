//! The file of `--answers`: what stands for a person, by the labels of manual steps.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::super::CliError;
use crate::flow::field::Scalar as _;
use crate::flow::reference::Reference;
use crate::flow::word::ManualOutcome;
use crate::runner::ManualFact;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    outcome: String,
    #[serde(default)]
    reference: Option<String>,
}

/// Reads the file. What is wrong in an answer is told without repeating it.
pub(in crate::cli) fn read_answers(path: &Path) -> Result<BTreeMap<String, ManualFact>, CliError> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| CliError::usage(format!("cannot read {shown}: {error}")))?;
    let entries: BTreeMap<String, Entry> = serde_saphyr::from_str(&text).map_err(|error| {
        CliError::usage(format!("{shown} has no answers: {}", error.without_snippet())).help(
            "write for each label of a manual step: \"call the hotline\": { outcome: done, reference: \"4711\" }",
        )
    })?;
    let mut answers = BTreeMap::new();
    for (label, entry) in entries {
        let wrong = |what: &str, reason: String| {
            CliError::usage(format!(
                "{shown}: the {what} of {label:?} can't be used: {reason}"
            ))
        };
        let outcome = ManualOutcome::parse(&entry.outcome).map_err(|reason| wrong("outcome", reason))?;
        let reference = match &entry.reference {
            Some(text) => Some(Reference::new(text).map_err(|error| wrong("reference", error.to_string()))?),
            None => None,
        };
        answers.insert(label, ManualFact { outcome, reference });
    }
    Ok(answers)
}
