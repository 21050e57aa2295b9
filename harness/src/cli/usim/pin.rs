//! Where a PIN comes from. None is ever kept or shown.

use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read};
use std::path::Path;

use crate::cli::files::wrong;
use crate::cli::{CliError, Console};
use crate::text::{Message, Told};
use crate::usim::{Pin, PinError};

/// The first line of a file.
pub(super) fn of_file(path: &Path) -> Result<Pin, CliError> {
    let failed = |error: io::Error| wrong("pin-file", path.display(), error.told());
    let source: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(std::fs::File::open(path).map_err(failed)?)
    };
    let mut line = String::new();
    // A PIN is short: what is longer is none.
    BufReader::new(source.take(64))
        .read_line(&mut line)
        .map_err(failed)?;
    parse(&line).map_err(|error| wrong("pin-file", path.display(), error.told()))
}

/// The value of an environment variable.
pub(super) fn of_environment(name: &str) -> Result<Pin, CliError> {
    let value = std::env::var(name)
        .map_err(|_| CliError::usage(Message::say("error-no-variable", &[("name", name.into())])))?;
    parse(&value).map_err(|error| wrong("variable", name, error.told()))
}

/// What a person types, without echo; `None` where nobody can.
pub(in crate::cli) fn asked(tries: Option<u8>, console: Console) -> Result<Option<Pin>, CliError> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    let prompt = match tries {
        Some(tries) => console.say("backup-pin", &[("tries", tries.into())]),
        None => console.say("backup-pin-unknown-tries", &[]),
    };
    let typed = rpassword::prompt_password(prompt).map_err(|error| {
        CliError::environment(Message::say("error-pin-unread", &[("reason", error.told())]))
    })?;
    if typed.trim().is_empty() {
        return Ok(None);
    }
    parse(&typed)
        .map(Some)
        .map_err(|error| CliError::usage(Message::say("error-typed", &[("reason", error.told())])))
}

fn parse(text: &str) -> Result<Pin, PinError> {
    text.trim().parse()
}
