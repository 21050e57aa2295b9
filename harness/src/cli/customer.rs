//! Who asks at an operator's desk.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::ask::{ask, ask_secret};
use super::{CliError, Console, Exit, files};
use crate::causes::operator_advice;
use crate::operator::{Identification, OperatorAnswers, OperatorError, SessionToken};
use crate::text::{Message, Told};

/// Longest file of answers or sessions that is read, bytes.
const MAX_FILE: u64 = 64 * 1024;

/// A customer of the operator, and how they prove who they are. What is not given is asked for on a terminal.
#[derive(Debug, Args)]
pub(super) struct CustomerArgs {
    /// Who is asking, from the section `operator` of this YAML file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["account", "document", "code"])]
    pub(super) answers: Option<PathBuf>,
    /// Number of the account at the operator, from a bill
    #[arg(long, value_name = "NUMBER")]
    account: Option<String>,
    /// Number of the identity document that the operator knows
    #[arg(long, value_name = "NUMBER", conflicts_with = "code")]
    document: Option<String>,
    /// One-time code that the operator sent
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
}

impl CustomerArgs {
    /// The number of the account.
    ///
    /// # Errors
    /// Nobody gives it, or the file of answers is wrong.
    pub(super) fn account(&self, console: Console) -> Result<String, CliError> {
        if let Some(path) = &self.answers {
            return Ok(answers(path)?.account);
        }
        match &self.account {
            Some(account) => Ok(account.clone()),
            None if is_terminal() => ask(console, &console.say("desk-ask-account", &[])),
            None => {
                Err(CliError::usage(Message::say("desk-who", &[])).help(Message::say("desk-who-help", &[])))
            }
        }
    }

    /// Account and proof.
    ///
    /// # Errors
    /// Nobody gives them, or the file of answers is wrong.
    pub(super) fn identification(&self, console: Console) -> Result<Identification, CliError> {
        if let Some(path) = &self.answers {
            return answers(path)?
                .identification()
                .map_err(|error| files::wrong_at(path.display(), error.told()));
        }
        let account = self.account(console)?;
        Ok(match (&self.document, &self.code) {
            (Some(document), _) => Identification::by_document(account, document),
            (None, Some(code)) => Identification::by_code(account, code),
            (None, None) if is_terminal() => {
                let document = ask_secret(console, &console.say("desk-ask-document", &[]))?;
                Identification::by_document(account, document)
            }
            (None, None) => {
                return Err(CliError::usage(Message::say("desk-proof", &[]))
                    .help(Message::say("desk-proof-help", &[])));
            }
        })
    }
}

fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// An error of the desk as an error of the command: a desk that is not there is the environment's.
pub(super) fn desk_error(error: &OperatorError) -> CliError {
    let exit = match error {
        OperatorError::Url { .. } => Exit::Usage,
        OperatorError::Malformed { .. } => Exit::Environment,
        error if error.is_absent() => Exit::Environment,
        _ => Exit::Failed,
    };
    CliError {
        exit,
        message: error.told(),
        help: Some(operator_advice(error)),
    }
}

/// The session that is kept in a file; nothing where there is no file.
///
/// # Errors
/// It can't be read, or is no session.
pub(super) fn read_session(path: &Path) -> Result<Option<SessionToken>, CliError> {
    match read_small(path) {
        Ok(text) => serde_json::from_str(&text)
            .map(Some)
            .map_err(|_| CliError::usage(Message::say("error-no-session", &[("path", files::shown(path))]))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(files::cannot_read_what("session", path.display(), error.told())),
    }
}

fn answers(path: &Path) -> Result<OperatorAnswers, CliError> {
    let text = read_small(path).map_err(|error| files::cannot_read(path, &error))?;
    OperatorAnswers::parse(&text)
        .map_err(|error| files::wrong_at(path.display(), error.told()))?
        .ok_or_else(|| CliError::usage(Message::say("error-no-section", &[("path", files::shown(path))])))
}

fn read_small(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    std::fs::File::open(path)?
        .take(MAX_FILE)
        .read_to_string(&mut text)?;
    Ok(text)
}
