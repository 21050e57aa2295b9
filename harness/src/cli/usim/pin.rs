//! Where a PIN comes from. None is ever kept or shown.

use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::files::wrong;
use crate::cli::{CliError, Console};
use crate::text::{Message, Told};
use crate::usim::{Pin, PinError};

/// A PIN that neither a list of processes nor a shell's history shows.
#[derive(Debug, Args)]
pub(in crate::cli) struct PinArgs {
    /// PIN 1 of the profile, in the first line of this file; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "pin_env")]
    pin_file: Option<PathBuf>,
    /// PIN 1 of the profile, in this environment variable
    #[arg(long, value_name = "NAME")]
    pin_env: Option<String>,
}

impl PinArgs {
    /// The PIN, if one was given.
    ///
    /// # Errors
    /// The file can't be read, the variable is not set, or there is no PIN in it.
    pub(in crate::cli) fn read(&self) -> Result<Option<Pin>, CliError> {
        match (&self.pin_file, &self.pin_env) {
            (Some(file), _) => of_file(file).map(Some),
            (None, Some(name)) => of_environment(name).map(Some),
            (None, None) => Ok(None),
        }
    }
}

/// The first line of a file.
fn of_file(path: &Path) -> Result<Pin, CliError> {
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
fn of_environment(name: &str) -> Result<Pin, CliError> {
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
