//! What is wrong with a file that a person named.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

use super::CliError;
use crate::lpa::es9p::read_roots;
use crate::text::{Message, Told};

/// A file that cannot be read.
pub(super) fn cannot_read(path: &Path, error: &io::Error) -> CliError {
    CliError::usage(Message::say(
        "error-cannot-read",
        &[("path", shown(path)), ("reason", error.told())],
    ))
}

/// A file that cannot be read, by what it should be: `card`, `modem`, `smdp`, `operator`, `rules`, `root`, `session`,
/// `upp`.
pub(super) fn cannot_read_what(what: &str, name: impl Display, reason: Message) -> CliError {
    CliError::usage(Message::say(
        "error-cannot-read-what",
        &[
            ("what", what.into()),
            ("name", name.to_string().into()),
            ("reason", reason),
        ],
    ))
}

/// As [`cannot_read_what`], where one that ships could have been named.
pub(super) fn no_such_file(what: &str, name: &str, error: &io::Error, shipped: &[String]) -> CliError {
    let names = shipped.join(", ").into();
    cannot_read_what(what, name, error.told()).help(Message::say("error-shipped-names", &[("names", names)]))
}

/// A mistake in what was named, by what it is: as of [`cannot_read_what`], and `pin-file`, `variable`, `pki`, `state`,
/// `address`.
pub(super) fn wrong(what: &str, name: impl Display, reason: impl Into<Message>) -> CliError {
    CliError::usage(wrong_message(what, name, reason))
}

/// The sentence of [`wrong`].
pub(super) fn wrong_message(what: &str, name: impl Display, reason: impl Into<Message>) -> Message {
    Message::say(
        "error-wrong",
        &[
            ("what", what.into()),
            ("name", name.to_string().into()),
            ("reason", reason.into()),
        ],
    )
}

/// A mistake at a place.
pub(super) fn wrong_at(place: impl Display, reason: impl Into<Message>) -> CliError {
    CliError::usage(Message::say(
        "common-labelled",
        &[("label", place.to_string().into()), ("text", reason.into())],
    ))
}

/// A file that cannot be written.
pub(super) fn cannot_write(path: &Path, error: &io::Error) -> CliError {
    CliError::environment(Message::say(
        "error-cannot-write",
        &[("path", shown(path)), ("reason", error.told())],
    ))
}

/// The root certificates of files.
pub(super) fn roots<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> Result<Vec<Vec<u8>>, CliError> {
    let mut roots = Vec::new();
    for path in paths {
        let contents =
            std::fs::read(path).map_err(|error| cannot_read_what("root", path.display(), error.told()))?;
        let read = read_roots(&contents).map_err(|error| wrong("root", path.display(), error.told()))?;
        roots.extend(read);
    }
    Ok(roots)
}

/// A path as a value.
pub(super) fn shown(path: &Path) -> Message {
    path.display().to_string().into()
}
