//! From what keeps a removal from going on to an exit code and a sentence.

use std::path::Path;

use crate::cli::CliError;
use crate::cli::files::cannot_write;
use crate::removal::JournalError;
use crate::text::Message;

/// Whose fault it is that a journal can't be used.
pub(super) fn journal_error(error: &JournalError) -> CliError {
    match error {
        JournalError::Io { folder, source } => cannot_write(Path::new(folder), source),
        JournalError::Record(error) => CliError::environment(Message::say(
            "remove-journal-record",
            &[("said", error.to_string().into())],
        )),
        JournalError::Locked { folder } => CliError::environment(Message::say(
            "remove-journal-locked",
            &[("folder", folder.into())],
        )),
        JournalError::Exists { folder } => CliError::usage(Message::say(
            "remove-journal-exists",
            &[("folder", folder.into())],
        )),
        JournalError::Missing { folder } => CliError::usage(Message::say(
            "remove-journal-missing",
            &[("folder", folder.into())],
        )),
        JournalError::Foreign { folder, line, reason } => CliError::usage(Message::say(
            "remove-journal-foreign",
            &[
                ("folder", folder.into()),
                ("line", (*line).into()),
                ("said", reason.into()),
            ],
        )),
        JournalError::Unversioned { folder } => CliError::usage(Message::say(
            "remove-journal-unversioned",
            &[("folder", folder.into())],
        )),
        JournalError::Newer { folder, found } => CliError::usage(Message::say(
            "remove-journal-newer",
            &[("folder", folder.into()), ("found", (*found).into())],
        )),
    }
}
