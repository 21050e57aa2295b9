//! The options that name an operator's desk, and who asks there.

use std::io::IsTerminal;

use clap::Args;
use url::Url;

use super::ask::ask;
use super::device::Device;
use super::network::NetworkArgs;
use super::{CliError, Console};
use crate::dut::web_address;
use crate::operator::{
    EndChoice, Identification, OperatorClient, OperatorError, OperatorOptions, SessionToken,
};
use crate::removal::Desk;

/// An operator's desk, and who asks there.
#[derive(Debug, Args)]
pub(super) struct DeskArgs {
    /// The operator's desk
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) operator: Option<Url>,
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
        let es9p = network.options(device.roots.clone(), &device.endpoints)?;
        let options = OperatorOptions {
            roots: es9p.roots,
            resolve: es9p.resolve,
            session: known.clone(),
            ..OperatorOptions::default()
        };
        let client = OperatorClient::new(url.clone(), options).map_err(|error| desk_error(&error))?;
        if let Some(who) = self.who(known.is_some(), console)? {
            client.identify(&who).await.map_err(|error| desk_error(&error))?;
        }
        Ok(Some(Desk { client, choice }))
    }

    /// Who asks; `None` if they are known already and say nothing else.
    fn who(&self, known: bool, console: Console) -> Result<Option<Identification>, CliError> {
        let say = console.texts();
        let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let account = match &self.account {
            Some(account) => account.clone(),
            None if known => return Ok(None),
            None if terminal => ask(console, &say.say("desk-ask-account", &[]))?,
            None => {
                return Err(CliError::usage("the operator wants to know who is asking")
                    .help("give --account, and --document or --code"));
            }
        };
        Ok(Some(match (&self.document, &self.code) {
            (Some(document), _) => Identification::by_document(account, document),
            (None, Some(code)) => Identification::by_code(account, code),
            (None, None) if terminal => {
                Identification::by_document(account, ask(console, &say.say("desk-ask-document", &[]))?)
            }
            (None, None) => {
                return Err(CliError::usage("the operator wants a proof of who is asking")
                    .help("give --document or --code"));
            }
        }))
    }
}

/// A desk that is not there is the environment's, everything else the desk's.
pub(super) fn desk_error(error: &OperatorError) -> CliError {
    match error {
        OperatorError::NotReachable { .. }
        | OperatorError::Timeout { .. }
        | OperatorError::ServerFault { .. }
        | OperatorError::Tls { .. } => CliError::environment(error.to_string()),
        OperatorError::Url { .. } => CliError::usage(error.to_string()),
        _ => CliError::failed(error.to_string()),
    }
}
