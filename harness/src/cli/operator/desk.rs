//! The way to a desk, and who is asking there.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use url::Url;

use crate::cli::customer::{CustomerArgs, desk_error, read_session};
use crate::cli::files;
use crate::cli::run::load_dut;
use crate::cli::{CliError, Console};
use crate::dut::Endpoints;
use crate::lpa::es9p::HostMapping;
use crate::operator::{OperatorClient, OperatorError, OperatorOptions, SessionToken};
use crate::text::{Message, Told};

/// Where `signoff simulate operator` listens unless told otherwise.
pub(in crate::cli) const DEFAULT_URL: &str = "http://127.0.0.1:8622";

/// Where the desk is.
#[derive(Debug, Args)]
pub(super) struct PlaceArgs {
    /// Where the operator's desk is, https or http on loopback [default: that of the DUT file, or http://127.0.0.1:8622]
    #[arg(long, global = true, value_name = "URL")]
    operator: Option<Url>,
    /// DUT file that says where the desk is
    #[arg(long, global = true, value_name = "FILE")]
    dut: Option<PathBuf>,
    /// Where a host is, instead of what DNS says
    #[arg(long, global = true, value_name = "HOST=IP:PORT")]
    resolve: Vec<HostMapping>,
    /// Root certificates that the desk's certificate may lead to, PEM or DER
    #[arg(long, global = true, value_name = "FILE")]
    tls_root: Vec<PathBuf>,
    /// How long the desk may take to answer, in milliseconds
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    server_timeout_ms: Option<u64>,
}

impl PlaceArgs {
    /// The URL, and the options to reach it with.
    pub(super) fn open(&self, console: Console) -> Result<(Url, OperatorOptions), CliError> {
        let dut = self
            .dut
            .as_deref()
            .map(|path| load_dut(path, console))
            .transpose()?;
        let endpoints: Endpoints = dut.map(|dut| dut.endpoints).unwrap_or_default();
        let roots = files::roots(endpoints.tls_root.iter().chain(&self.tls_root))?;
        let default = || {
            DEFAULT_URL
                .parse()
                .map_err(|error: url::ParseError| files::wrong_at(DEFAULT_URL, error.to_string()))
        };
        let url = match self.operator.clone().or(endpoints.operator) {
            Some(url) => url,
            None => default()?,
        };
        let usual = OperatorOptions::default();
        let timeout_ms = self.server_timeout_ms.unwrap_or(usual.timeout_ms);
        let mappings = endpoints.resolve.iter().chain(&self.resolve);
        let options = OperatorOptions {
            roots,
            resolve: mappings
                .map(|mapping| (mapping.host.clone(), mapping.place))
                .collect(),
            connect_timeout_ms: usual.connect_timeout_ms.min(timeout_ms),
            timeout_ms,
            ..usual
        };
        Ok((url, options))
    }
}

/// Where the desk is, and who is asking.
#[derive(Debug, Args)]
pub(super) struct DeskArgs {
    #[command(flatten)]
    place: PlaceArgs,
    /// Keep the session in this file, which only you can read, and use the one that is there
    #[arg(long, value_name = "FILE")]
    session: Option<PathBuf>,
    #[command(flatten)]
    customer: CustomerArgs,
}

/// A desk at which somebody may be identified.
pub(super) struct Desk {
    pub(super) client: OperatorClient,
    pub(super) session: Option<PathBuf>,
}

impl DeskArgs {
    /// The desk, with the session of the file if there is one. Nothing is sent yet.
    pub(super) fn open(&self, console: Console) -> Result<Desk, CliError> {
        let (url, options) = self.place.open(console)?;
        let session = self.session.as_deref().map(read_session).transpose()?.flatten();
        let options = OperatorOptions { session, ..options };
        let client = OperatorClient::new(url, options).map_err(|error| desk_error(&error))?;
        Ok(Desk {
            client,
            session: self.session.clone(),
        })
    }

    /// The desk, after whoever is asking was identified. A session that is there is used, unless it has expired.
    pub(super) async fn enter(&self, console: Console) -> Result<Desk, CliError> {
        let desk = self.open(console)?;
        if desk.client.session().is_some() {
            match desk.client.lines().await {
                Ok(_) => return Ok(desk),
                Err(OperatorError::NotIdentified) => {}
                Err(error) => return Err(desk_error(&error)),
            }
        }
        self.identify(&desk, console).await?;
        Ok(desk)
    }

    /// Identifies whoever is asking, and keeps the session.
    pub(super) async fn identify(&self, desk: &Desk, console: Console) -> Result<SessionToken, CliError> {
        let who = self.customer.identification(console)?;
        let token = desk
            .client
            .identify(&who)
            .await
            .map_err(|error| desk_error(&error))?;
        if let Some(path) = &desk.session {
            write_session(path, &token)?;
        }
        Ok(token)
    }

    /// The number of the account.
    pub(super) fn account(&self, console: Console) -> Result<String, CliError> {
        self.customer.account(console)
    }
}

/// Keeps a session where only this user can read it: whoever has it acts as they.
fn write_session(path: &Path, token: &SessionToken) -> Result<(), CliError> {
    use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
    let failed = |error: std::io::Error| {
        let values = [("path", files::shown(path)), ("reason", error.told())];
        CliError::environment(Message::say("error-keep-session", &values))
    };
    let text = serde_json::to_string(token).map_err(|error| failed(error.into()))?;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .map_err(failed)?;
    // A file that was there keeps its mode: it is made ours before anything is in it.
    file.set_permissions(std::fs::Permissions::from_mode(0o600))
        .map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}
