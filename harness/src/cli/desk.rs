//! The options that name an operator's desk, and who asks there.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;
use url::Url;

use super::ask::ask;
use super::device::Device;
use super::files::{cannot_read, cannot_read_what, shown, wrong_at};
use super::network::NetworkArgs;
use super::{CliError, Console};
use crate::dut::web_address;
use crate::operator::{
    EndChoice, Identification, OperatorAnswers, OperatorClient, OperatorError, OperatorOptions, SessionToken,
};
use crate::removal::Desk;
use crate::text::{Message, Told};

/// An operator's desk, and who asks there.
#[derive(Debug, Args)]
pub(super) struct DeskArgs {
    /// The operator's desk
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) operator: Option<Url>,
    /// A session that `signoff operator identify --session FILE` kept
    #[arg(long, value_name = "FILE")]
    session: Option<PathBuf>,
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

impl DeskArgs {
    /// Where the desk is, as the options or the DUT file say.
    pub(super) fn url<'a>(&'a self, device: &'a Device) -> Option<&'a Url> {
        self.operator.as_ref().or(device.endpoints.operator.as_ref())
    }

    /// Goes to the desk, as somebody who was identified before, or identifies them now.
    pub(super) async fn open(
        &self,
        device: &Device,
        network: &NetworkArgs,
        choice: EndChoice,
        known: Option<SessionToken>,
        console: Console,
    ) -> Result<Option<Desk>, CliError> {
        let Some(url) = self.url(device) else {
            return Ok(None);
        };
        let known = match &self.session {
            Some(path) => Some(session(path)?),
            None => known,
        };
        let es9p = network.options(device.roots.clone(), &device.endpoints)?;
        let options = OperatorOptions {
            roots: es9p.roots,
            resolve: es9p.resolve,
            session: known.clone(),
            ..OperatorOptions::default()
        };
        let client = OperatorClient::new(url.clone(), options).map_err(|error| desk_error(&error))?;
        // A session that is good is used: a desk takes a few of them at a time only.
        let is_known = match &known {
            Some(_) => match client.lines().await {
                Ok(_) => true,
                Err(OperatorError::NotIdentified) => false,
                Err(error) => return Err(desk_error(&error)),
            },
            None => false,
        };
        if !is_known {
            let who = self.who(console)?;
            client.identify(&who).await.map_err(|error| desk_error(&error))?;
        }
        Ok(Some(Desk { client, choice }))
    }

    /// Who asks, as the options say, or as the person at the terminal does.
    fn who(&self, console: Console) -> Result<Identification, CliError> {
        if let Some(path) = &self.answers {
            return answers(path);
        }
        let say = console.texts();
        let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let account = match &self.account {
            Some(account) => account.clone(),
            None if terminal => ask(console, &say.say("desk-ask-account", &[]))?,
            None => {
                return Err(CliError::usage(say.say("desk-who", &[])).help(say.say("desk-who-help", &[])));
            }
        };
        Ok(match (&self.document, &self.code) {
            (Some(document), _) => Identification::by_document(account, document),
            (None, Some(code)) => Identification::by_code(account, code),
            (None, None) if terminal => {
                Identification::by_document(account, ask(console, &say.say("desk-ask-document", &[]))?)
            }
            (None, None) => {
                return Err(CliError::usage(say.say("desk-proof", &[])).help(say.say("desk-proof-help", &[])));
            }
        })
    }
}

/// Who is asking, from a file.
fn answers(path: &Path) -> Result<Identification, CliError> {
    let place = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| cannot_read(path, &error))?;
    OperatorAnswers::parse(&text)
        .map_err(|error| wrong_at(&place, error.told()))?
        .ok_or_else(|| CliError::usage(Message::say("error-no-section", &[("path", shown(path))])))?
        .identification()
        .map_err(|error| wrong_at(&place, error.told()))
}

/// Who was identified before, from a file.
fn session(path: &Path) -> Result<SessionToken, CliError> {
    let text =
        std::fs::read(path).map_err(|error| cannot_read_what("session", path.display(), error.told()))?;
    serde_json::from_slice(&text)
        .map_err(|_| CliError::usage(Message::say("error-no-session", &[("path", shown(path))])))
}

/// A desk that is not there is the environment's, everything else the desk's.
pub(super) fn desk_error(error: &OperatorError) -> CliError {
    match error {
        OperatorError::NotReachable { .. }
        | OperatorError::Timeout { .. }
        | OperatorError::ServerFault { .. }
        | OperatorError::Tls { .. } => CliError::environment(error.told()),
        OperatorError::Url { .. } => CliError::usage(error.told()),
        _ => CliError::failed(error.told()),
    }
}
