//! The options of commands that talk to an SM-DP+.

use std::path::PathBuf;

use clap::Args;

use super::{CliError, Exit};
use crate::causes::server_advice;
use crate::dut::Endpoints;
use crate::lpa::LpaError;
use crate::lpa::es9p::{Es9pCause, Es9pClient, Es9pError, Es9pOptions, HostMapping};
use crate::text::{Message, Told};

/// Options of commands that talk to an SM-DP+.
#[derive(Debug, Args)]
pub(super) struct NetworkArgs {
    /// Where a host is, instead of what DNS says
    #[arg(long, value_name = "HOST=IP:PORT")]
    pub(super) resolve: Vec<HostMapping>,
    /// Root certificates to trust beside the CI of a simulated card, PEM or DER
    #[arg(long, value_name = "FILE")]
    pub(super) tls_root: Vec<PathBuf>,
    /// How long a server may take to answer, in milliseconds
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) server_timeout_ms: Option<u64>,
}

impl NetworkArgs {
    /// A client that trusts `roots` and those of the DUT file and of the options, and finds hosts as they say.
    pub(super) fn client(&self, roots: Vec<Vec<u8>>, endpoints: &Endpoints) -> Result<Es9pClient, CliError> {
        let options = self.options(roots, endpoints)?;
        if options.roots.is_empty() {
            return Err(CliError::usage(Message::say("error-no-root", &[]))
                .help(Message::say("error-no-root-help", &[])));
        }
        Es9pClient::new(options).map_err(|cause| CliError::usage(cause.told()))
    }

    /// What such a client is made of; there may be no root.
    pub(super) fn options(
        &self,
        mut roots: Vec<Vec<u8>>,
        endpoints: &Endpoints,
    ) -> Result<Es9pOptions, CliError> {
        roots.extend(super::files::roots(
            endpoints.tls_root.iter().chain(&self.tls_root),
        )?);
        let usual = Es9pOptions::default();
        let timeout_ms = self.server_timeout_ms.unwrap_or(usual.timeout_ms);
        Ok(Es9pOptions {
            roots,
            resolve: endpoints
                .resolve
                .iter()
                .chain(&self.resolve)
                .map(|mapping| (mapping.host.clone(), mapping.place))
                .collect(),
            connect_timeout_ms: usual.connect_timeout_ms.min(timeout_ms),
            timeout_ms,
            ..usual
        })
    }
}

/// A server that is not there is the environment's, everything else the server's.
pub(super) fn es9p_error(error: &Es9pError) -> CliError {
    let exit = if is_absent(error) {
        Exit::Environment
    } else {
        Exit::Failed
    };
    CliError {
        exit,
        message: error.told(),
        help: Some(server_advice(error)),
    }
}

/// Whether nobody answered at all.
pub(super) const fn is_absent(error: &Es9pError) -> bool {
    matches!(
        error.cause,
        Es9pCause::Dns { .. }
            | Es9pCause::Refused
            | Es9pCause::Reset
            | Es9pCause::Unreachable { .. }
            | Es9pCause::Timeout { .. }
    )
}

/// The error of the device that stopped something.
pub(super) fn stopped(error: &LpaError) -> CliError {
    super::device::lpa_error(error).help(Message::say("error-still-on-card", &[]))
}
