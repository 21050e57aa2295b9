//! Where a PIN comes from. None is ever kept or shown.

use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read};
use std::path::Path;

use crate::cli::{CliError, Console};
use crate::usim::Pin;

/// The first line of a file.
pub(super) fn of_file(path: &Path) -> Result<Pin, CliError> {
    let failed = |error: io::Error| CliError::usage(format!("PIN file {}: {error}", path.display()));
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
    parse(&line, &format!("PIN file {}", path.display()))
}

/// The value of an environment variable.
pub(super) fn of_environment(name: &str) -> Result<Pin, CliError> {
    let value = std::env::var(name)
        .map_err(|_| CliError::usage(format!("there is no environment variable {name} with a PIN")))?;
    parse(&value, &format!("environment variable {name}"))
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
    let typed = rpassword::prompt_password(prompt)
        .map_err(|error| CliError::environment(format!("the PIN could not be read: {error}")))?;
    if typed.trim().is_empty() {
        return Ok(None);
    }
    parse(&typed, "what was typed").map(Some)
}

fn parse(text: &str, source: &str) -> Result<Pin, CliError> {
    text.trim()
        .parse()
        .map_err(|error| CliError::usage(format!("{source}: {error}")))
}
