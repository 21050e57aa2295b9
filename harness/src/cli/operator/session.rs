//! `signoff operator identify` and `sign-off`.

use clap::Args;

use super::desk::DeskArgs;
use crate::cli::customer::desk_error;
use crate::cli::files::shown;
use crate::cli::{CliError, Console, Exit};
use crate::text::{Message, Told};

/// Arguments of `signoff operator identify`.
#[derive(Debug, Args)]
pub(super) struct IdentifyArgs {
    /// Do not identify yet: let the operator send a one-time code to the customer
    #[arg(long, conflicts_with_all = ["document", "code", "session"])]
    request_code: bool,
    #[command(flatten)]
    desk: DeskArgs,
}

impl IdentifyArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let desk = self.desk.open(console)?;
        if self.request_code {
            let account = self.desk.account(console)?;
            let asked = desk.client.request_code(&account).await;
            asked.map_err(|error| desk_error(&error))?;
            console.line(&console.say("operator-code-sent", &[]))?;
            return Ok(Exit::Pass);
        }
        let token = self.desk.identify(&desk, console).await?;
        let until = token.expires().map_or_else(String::new, |at| at.to_string());
        console.line(&console.say("operator-identified", &[("until", until.into())]))?;
        if desk.session.is_none() {
            console.note(&console.say("operator-session-not-kept", &[]));
        }
        Ok(Exit::Pass)
    }
}

/// Arguments of `signoff operator sign-off`.
#[derive(Debug, Args)]
pub(super) struct SignOffArgs {
    #[command(flatten)]
    desk: DeskArgs,
}

impl SignOffArgs {
    pub(super) async fn run(self, console: Console) -> Result<Exit, CliError> {
        let desk = self.desk.open(console)?;
        if desk.client.session().is_some() {
            desk.client.sign_off().await.map_err(|error| desk_error(&error))?;
        }
        if let Some(path) = &desk.session
            && let Err(error) = std::fs::remove_file(path)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            let values = [("path", shown(path)), ("reason", error.told())];
            return Err(CliError::environment(Message::say(
                "error-cannot-remove",
                &values,
            )));
        }
        console.line(&console.say("operator-signed-off", &[]))?;
        Ok(Exit::Pass)
    }
}
