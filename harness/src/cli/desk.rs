//! The options that name an operator's desk, and who asks there.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use url::Url;

use super::customer::{CustomerArgs, desk_error, read_session};
use super::device::Device;
use super::files::cannot_read_what;
use super::network::NetworkArgs;
use super::{CliError, Console};
use crate::dut::web_address;
use crate::operator::{EndChoice, OperatorClient, OperatorError, OperatorOptions, SessionToken};
use crate::removal::Desk;
use crate::text::Told;

/// An operator's desk, and who asks there.
#[derive(Debug, Args)]
pub(super) struct DeskArgs {
    /// The operator's desk
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) operator: Option<Url>,
    /// A session that `signoff operator identify --session FILE` kept
    #[arg(long, value_name = "FILE")]
    session: Option<PathBuf>,
    #[command(flatten)]
    pub(super) customer: CustomerArgs,
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
            Some(path) => Some(kept(path)?),
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
            let who = self.customer.identification(console)?;
            client.identify(&who).await.map_err(|error| desk_error(&error))?;
        }
        Ok(Some(Desk { client, choice }))
    }
}

/// A session that was kept before.
fn kept(path: &Path) -> Result<SessionToken, CliError> {
    read_session(path)?.ok_or_else(|| {
        let error = io::Error::from(io::ErrorKind::NotFound);
        cannot_read_what("session", path.display(), error.told())
    })
}
