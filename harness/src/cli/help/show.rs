//! What clap answers in place of arguments: help, the version, or what is wrong with them.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write as _};

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Error};

use super::headings::headings;
use super::localized;
use super::usage_error::usage_error;
use crate::cli::{Cli, Exit};
use crate::text::{Language, Texts};

/// Prints the answer to these arguments in the language of the texts.
pub(in crate::cli) fn show(answer: &Error, arguments: &[OsString], texts: &Texts) -> Exit {
    let exit = if answer.use_stderr() {
        Exit::Usage
    } else {
        Exit::Pass
    };
    if texts.language() == Language::English || answer.kind() == ErrorKind::DisplayVersion {
        // A reader that went away is no error.
        let _ = answer.print();
        return exit;
    }
    let text = match answer.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // The same arguments, asked of the tree that has other texts.
            let other = localized(Cli::command(), texts).try_get_matches_from(arguments);
            let said = other.err().map(|other| other.render());
            headings(&said.unwrap_or_else(|| answer.render()).ansi().to_string(), texts)
        }
        _ => usage_error(answer, texts),
    };
    print(&text, answer.use_stderr());
    exit
}

/// As clap prints: with colours on a terminal, unless NO_COLOR is set.
fn print(text: &str, to_stderr: bool) {
    let is_terminal = if to_stderr {
        io::stderr().is_terminal()
    } else {
        io::stdout().is_terminal()
    };
    let has_colour = is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let text = if has_colour {
        text.to_owned()
    } else {
        ::console::strip_ansi_codes(text).into_owned()
    };
    // A reader that went away is no error.
    let _ = if to_stderr {
        io::stderr().write_all(text.as_bytes())
    } else {
        io::stdout().write_all(text.as_bytes())
    };
}
