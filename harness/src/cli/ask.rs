//! Questions to the person at the terminal.

use std::io::{BufRead as _, Write as _};

use super::{CliError, Console, Exit};
use crate::text::Message;

/// Longest answer that is read, bytes.
const LONGEST: u64 = 4096;

/// Asks at the terminal, and reads one line without showing it.
pub(super) fn ask_secret(console: Console, question: &str) -> Result<String, CliError> {
    let shown = console.error_palette().strong(question);
    let line = rpassword::prompt_password(format!("{shown} "))?;
    Ok(line.trim().to_owned())
}

/// Asks on standard error, and reads one line of standard input, without the white space around it.
pub(super) fn ask(console: Console, question: &str) -> Result<String, CliError> {
    let mut err = std::io::stderr();
    // In one piece, as somebody may type before it is all there.
    let prompt = format!("{} ", console.error_palette().strong(question));
    err.write_all(prompt.as_bytes()).and_then(|()| err.flush())?;
    let mut line = String::new();
    let mut input = std::io::Read::take(std::io::stdin().lock(), LONGEST);
    let read = input.read_line(&mut line)?;
    if read == 0 {
        return Err(CliError {
            exit: Exit::Protected,
            message: Message::say("common-nobody-answered", &[]),
            help: None,
        });
    }
    Ok(line.trim().to_owned())
}
