//! The words that clap has of its own and lets nobody change: they are replaced in the finished text.

use crate::text::{Language, Texts};

/// Headings and notes of a help text.
pub(super) fn headings(text: &str, texts: &Texts) -> String {
    if texts.language() == Language::English {
        return text.to_owned();
    }
    let usage = texts.say("help-heading-usage", &[]);
    let words = [
        // A Chinese colon needs no blank behind it.
        ("Usage:\u{1b}[0m ", format!("{usage}\u{1b}[0m")),
        ("Usage: ", usage),
        ("Commands:", texts.say("help-heading-commands", &[])),
        ("Arguments:", texts.say("help-heading-arguments", &[])),
        ("Options:", texts.say("help-heading-options", &[])),
        ("Possible values:", texts.say("help-heading-values", &[])),
        ("<COMMAND>", texts.say("help-heading-any-command", &[])),
        ("[OPTIONS]", texts.say("help-heading-any-options", &[])),
        ("[default: ", texts.say("help-heading-default", &[])),
        ("[possible values: ", texts.say("help-heading-value-list", &[])),
    ];
    replaced(text, &words)
}

/// Headings of a manual page.
pub(in crate::cli) fn man_headings(page: &str, texts: &Texts) -> String {
    if texts.language() == Language::English {
        return page.to_owned();
    }
    let words = [
        (".SH NAME\n", texts.say("help-man-name", &[])),
        (".SH SYNOPSIS\n", texts.say("help-man-synopsis", &[])),
        (".SH DESCRIPTION\n", texts.say("help-man-description", &[])),
        (".SH OPTIONS\n", texts.say("help-man-options", &[])),
        (".SH SUBCOMMANDS\n", texts.say("help-man-commands", &[])),
        (".SH EXTRA\n", texts.say("help-man-extra", &[])),
        (".SH VERSION\n", texts.say("help-man-version", &[])),
    ]
    .map(|(heading, text)| (heading, format!(".SH {text}\n")));
    let notes = [
        ("Possible values:", texts.say("help-heading-values", &[])),
        ("[default: ", texts.say("help-heading-default", &[])),
        ("[possible values: ", texts.say("help-heading-value-list", &[])),
    ];
    replaced(&replaced(page, &words), &notes)
}

fn replaced(text: &str, words: &[(&str, String)]) -> String {
    words
        .iter()
        .fold(text.to_owned(), |text, (word, other)| text.replace(word, other))
}
