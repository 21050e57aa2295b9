//! The tree of commands with its texts replaced.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command};

use super::examples;
use crate::text::{Language, Texts};

/// The tree in the language of these texts. It is for help alone: its arguments take texts where ours take types.
pub(in crate::cli) fn localized(command: Command, texts: &Texts) -> Command {
    if texts.language() == Language::English {
        return command;
    }
    let mut command = command;
    command.build();
    let mut translate = |keys: &[String], _: &str| keys.iter().find_map(|key| texts.find(key));
    walk(command, &[], &mut translate)
}

/// Gives each text of a built tree to `translate`, with the keys that it may have, the most specific one first, and
/// puts what comes back in its place.
pub(super) fn walk(
    command: Command,
    path: &[String],
    translate: &mut dyn FnMut(&[String], &str) -> Option<String>,
) -> Command {
    let mut command = command;
    if let Some(about) = command.get_about().map(ToString::to_string)
        && let Some(text) = translate(&[key("about", path, &[])], &about)
    {
        command = command.about(text);
    }
    if let Some(after) = command.get_after_help().map(ToString::to_string) {
        let parts = examples::split(&after);
        let prose = (!parts.prose.is_empty()).then_some(parts.prose);
        let prose = prose.and_then(|prose| translate(&[key("after", path, &[])], prose));
        let heading = translate(&["help-heading-examples".to_owned()], "Examples:");
        command = command.after_help(examples::joined(prose.as_deref(), heading.as_deref(), &parts));
    }
    command = command.mut_args(|arg| argument(arg, path, translate));
    command.mut_subcommands(|below| {
        // The tree below `help` is a copy of what is beside it.
        if path.first().is_some_and(|first| first == "help") {
            return below;
        }
        let mut path = path.to_vec();
        path.push(below.get_name().to_owned());
        // As clap gives every command that has commands a `help` of its own, all of them share one text.
        if below.get_name() == "help" {
            path = vec!["help".to_owned()];
        }
        walk(below, &path, translate)
    })
}

fn argument(arg: Arg, path: &[String], translate: &mut dyn FnMut(&[String], &str) -> Option<String>) -> Arg {
    let id = arg.get_id().to_string();
    let mut arg = arg;
    if let Some(help) = arg.get_help().map(ToString::to_string)
        && let Some(text) = translate(&keys("arg", path, &[&id]), &help)
    {
        arg = arg.help(text).long_help(None);
    }
    let values = arg.get_possible_values();
    if !values.iter().any(|value| value.get_help().is_some()) {
        return arg;
    }
    let values: Vec<PossibleValue> = values
        .into_iter()
        .map(|value| {
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            match translate(&keys("value", path, &[&id, value.get_name()]), &help) {
                Some(text) => value.help(text),
                None => value,
            }
        })
        .collect();
    arg.value_parser(PossibleValuesParser::new(values))
}

/// The keys that a text may have: for its command alone, for all commands beside it, …, for all commands.
fn keys(kind: &str, path: &[String], rest: &[&str]) -> Vec<String> {
    (0..=path.len())
        .rev()
        .filter_map(|length| path.get(..length))
        .map(|path| key(kind, path, rest))
        .collect()
}

fn key(kind: &str, path: &[String], rest: &[&str]) -> String {
    let path = path.iter().map(String::as_str);
    let words: Vec<&str> = ["help", kind]
        .into_iter()
        .chain(path)
        .chain(rest.iter().copied())
        .collect();
    words.join("-")
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
