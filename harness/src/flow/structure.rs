//! Mistakes in the structure of a flow file: no YAML, unknown steps and fields, a list where a word should be.

use serde_saphyr::{DefaultMessageFormatter, Error, MessageFormatter};

use super::diagnostic::Mistake;
use super::document::Flow;
use super::place::Place;
use super::step::Step;

/// At most so many mistakes of structure are looked for in one file.
const LIMIT: usize = 20;

/// Reads the file. After a mistake inside a step that step is set aside and the reading starts again, so that
/// mistakes in several steps are found at once.
pub(super) fn read(text: &str) -> (Option<Flow>, Vec<Mistake>) {
    let mut text = text.to_owned();
    let mut mistakes = Vec::new();
    while mistakes.len() < LIMIT {
        let error = match Flow::parse(&text) {
            Ok(flow) => return (Some(flow), mistakes),
            Err(error) => error,
        };
        let mistake = mistake(&error);
        let line = mistake.place.line;
        let readable = mistake.code != "yaml";
        mistakes.push(mistake);
        if !readable {
            return (None, mistakes);
        }
        match without_step_at(&text, line) {
            Some(rest) => text = rest,
            None => return (None, mistakes),
        }
    }
    (None, mistakes)
}

/// The text with the step at `line` replaced by one that does nothing, every other byte at its place.
fn without_step_at(text: &str, line: usize) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let steps = lines.iter().position(|line| line.trim_end() == "steps:")?;
    let indent = |line: &str| line.len() - line.trim_start().len();
    let first = lines
        .iter()
        .skip(steps + 1)
        .find(|line| line.trim_start().starts_with("- "))?;
    let level = indent(first);
    let starts = |line: &&str| indent(line) == level && line.trim_start().starts_with("- ");
    let wrong = line.checked_sub(1)?;
    let start = (steps + 1..=wrong)
        .rev()
        .find(|at| lines.get(*at).is_some_and(starts))?;
    let end = (start + 1..lines.len())
        .find(|at| lines.get(*at).is_some_and(starts))
        .unwrap_or(lines.len());
    if lines
        .get(start)
        .is_some_and(|line| line.contains("- snapshot: {} "))
    {
        return None;
    }
    let mut healed = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        if at < start || at >= end {
            healed.push_str(line);
            continue;
        }
        let blank: String = line.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        if at == start {
            let nothing = format!("{:level$}- snapshot: {{}} ", "");
            healed.push_str(&nothing);
            healed.push_str(blank.get(nothing.len()..).unwrap_or("\n"));
        } else {
            healed.push_str(&blank);
        }
    }
    Some(healed)
}

/// The mistake that an error of the YAML reader tells of.
pub(crate) fn mistake(error: &Error) -> Mistake {
    let error = error.without_snippet();
    let place = error.location().map(Place::from).unwrap_or_default();
    match error {
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } if expected.contains(&"detect") => Mistake::new(
            "unknown_step",
            place,
            format!("there is no step {variant:?}"),
            "no kind of step",
        )
        .did_you_mean(variant, "steps", Step::KINDS),
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } => Mistake::new(
            "unknown_word",
            place,
            format!("{variant:?} is not possible here"),
            "not possible here",
        )
        .did_you_mean(variant, "possible here", expected.iter().copied()),
        Error::SerdeUnknownField { field, expected, .. } => Mistake::new(
            "unknown_field",
            place,
            format!("there is no field {field:?} here"),
            "unknown field",
        )
        .did_you_mean(field, "fields here", expected.iter().copied()),
        Error::SerdeMissingField { field, .. } => Mistake::new(
            "missing_field",
            place,
            format!("the field {field} is missing"),
            format!("{field} belongs in here"),
        )
        .hint(format!("add {field}: with a value")),
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or("this key");
            Mistake::new(
                "duplicate_field",
                place,
                format!("{key:?} is given twice"),
                "second time",
            )
            .hint("keep one of the two")
        }
        Error::SerdeInvalidType {
            unexpected, expected, ..
        }
        | Error::SerdeInvalidValue {
            unexpected, expected, ..
        } => Mistake::new(
            "type",
            place,
            format!("expected {expected}, found {unexpected}"),
            "of another type",
        ),
        Error::Unexpected {
            expected: "string scalar",
            ..
        } => Mistake::new(
            "type",
            place,
            "a single value belongs here, no list and no mapping",
            "no single value",
        ),
        other => {
            let message = DefaultMessageFormatter.format_message(other).into_owned();
            let mut lines = message.lines();
            let first = lines.next().unwrap_or_default().to_owned();
            let code = if is_syntax(other) { "yaml" } else { "type" };
            let mistake = Mistake::new(code, place, first.trim_end_matches('.'), "here");
            match lines
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join("; ")
            {
                rest if rest.is_empty() => mistake,
                rest => mistake.hint(rest),
            }
        }
    }
}

const fn is_syntax(error: &Error) -> bool {
    matches!(
        error,
        Error::Message { .. }
            | Error::ExternalMessage { .. }
            | Error::Eof { .. }
            | Error::MultipleDocuments { .. }
            | Error::UnknownAnchor { .. }
            | Error::ContainerEndMismatch { .. }
            | Error::IndentationError { .. }
    )
}
