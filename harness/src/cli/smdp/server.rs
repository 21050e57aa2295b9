//! The way to a running SM-DP+.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use serde::de::DeserializeOwned;
use signoff_protocol::es2p::RequestHeader;
use signoff_protocol::es9p::{Response, from_json, to_json};
use signoff_protocol::id::Iccid;
use signoff_simulator::serve::https::ADMIN_PATH;
use signoff_simulator::smdp::SmdpFile;

use super::file::SmdpSource;
use crate::cli::CliError;
use crate::cli::simulate::DEFAULT_ADDRESS;
use crate::lpa::es9p::{Es9p, Es9pAnswer, Es9pClient, Es9pOptions, ServerAddress, read_roots};

/// Deadline of a call, milliseconds.
const TIMEOUT_MS: u64 = 30_000;

/// Where it runs, and what it was started with.
#[derive(Debug, Args)]
pub(super) struct ServerArgs {
    /// Where `signoff simulate smdp` listens
    #[arg(long, value_name = "ADDR:PORT", default_value_t = DEFAULT_ADDRESS)]
    at: SocketAddr,
    #[command(flatten)]
    source: SmdpSource,
    /// Root certificate that it was told to write; needed where it was started with --tls
    #[arg(long, value_name = "FILE")]
    root: Option<PathBuf>,
}

/// A running SM-DP+.
pub(super) struct Server {
    client: Es9pClient,
    file: SmdpFile,
    at: SocketAddr,
}

impl ServerArgs {
    /// Nothing is sent yet.
    pub(super) fn open(&self) -> Result<Server, CliError> {
        let file = self.source.file()?;
        let mut roots = vec![self.source.keys(&file)?.ci_certificate().to_vec()];
        if let Some(path) = &self.root {
            let wrong = |error: &dyn std::fmt::Display| {
                CliError::usage(format!("cannot read the root {}: {error}", path.display()))
            };
            let contents = std::fs::read(path).map_err(|error| wrong(&error))?;
            roots.extend(read_roots(&contents).map_err(|error| wrong(&error))?);
        }
        let names = file.addresses.iter().chain(&file.smds_addresses);
        let options = Es9pOptions {
            roots,
            resolve: names.map(|name| (name.to_ascii_lowercase(), self.at)).collect(),
            timeout_ms: TIMEOUT_MS,
            proxy: false,
            ..Es9pOptions::default()
        };
        let client = Es9pClient::new(options).map_err(|error| CliError::usage(error.to_string()))?;
        Ok(Server {
            client,
            file,
            at: self.at,
        })
    }
}

impl Server {
    /// The profile with this ICCID, or this name in the file.
    pub(super) fn profile(&self, name: &str) -> Result<Iccid, CliError> {
        if let Some(profile) = self.file.profile(name) {
            return Ok(profile.profile.iccid);
        }
        name.parse().map_err(|_| {
            let names: Vec<&str> = self
                .file
                .profiles
                .iter()
                .map(|known| known.profile.name.as_str())
                .collect();
            CliError::usage(format!("{name} is neither an ICCID nor the name of a profile"))
                .help(format!("the SM-DP+ has: {}", names.join(", ")))
        })
    }

    /// What the file calls a profile.
    pub(super) fn name(&self, iccid: &str) -> String {
        let found = self
            .file
            .profiles
            .iter()
            .find(|known| known.profile.iccid.to_string() == iccid);
        found.map_or_else(String::new, |known| known.profile.name.clone())
    }

    /// The address that delivers a profile.
    pub(super) fn address(&self, iccid: Iccid) -> String {
        let profile = self
            .file
            .profiles
            .iter()
            .find(|known| known.profile.iccid == iccid);
        profile
            .and_then(|known| known.address.clone())
            .or_else(|| self.file.addresses.first().cloned())
            .unwrap_or_default()
    }

    /// The header of a request of ES2+.
    pub(super) fn header(call: &str) -> RequestHeader {
        RequestHeader {
            function_requester_identifier: "signoff".to_owned(),
            function_call_identifier: call.to_owned(),
        }
    }

    /// Calls a function of ES2+ at the address that delivers `iccid`.
    pub(super) async fn call<Q: Serialize, A: DeserializeOwned>(
        &self,
        iccid: Iccid,
        path: &str,
        request: &Q,
    ) -> Result<A, CliError> {
        let answer = self.post(&self.address(iccid), path, to_json(request)).await?;
        let response: Response<A> = from_json(&answer.body)
            .map_err(|error| CliError::environment(format!("{path}: status {}, {error}", answer.status)))?;
        response.into_result().map_err(|header| {
            let status = header.function_execution_status;
            let code = status.status_code.map(|code| format!(": {code}"));
            CliError::failed(format!(
                "{path}: {}{}",
                status.status.as_str(),
                code.unwrap_or_default()
            ))
        })
    }

    /// Reads or changes something on a path of our own.
    pub(super) async fn admin<A: DeserializeOwned>(
        &self,
        path: &str,
        body: Vec<u8>,
    ) -> Result<Option<A>, CliError> {
        let address = self.file.addresses.first().cloned().unwrap_or_default();
        let answer = self.post(&address, &format!("{ADMIN_PATH}{path}"), body).await?;
        match answer.status {
            200 => serde_json::from_slice(&answer.body).map(Some).map_err(|error| {
                CliError::environment(format!("the SM-DP+ answered something else: {error}"))
            }),
            204 => Ok(None),
            status => Err(CliError::failed(format!(
                "the SM-DP+ refused with status {status}: {}",
                String::from_utf8_lossy(&answer.body)
            ))),
        }
    }

    async fn post(&self, address: &str, path: &str, body: Vec<u8>) -> Result<Es9pAnswer, CliError> {
        let server: ServerAddress = address
            .parse()
            .map_err(|error| CliError::usage(format!("address {address}: {error}")))?;
        self.client.post(&server, path, body).await.map_err(|error| {
            CliError::environment(format!("no answer from the SM-DP+ at {}: {error}", self.at))
                .help("is `signoff simulate smdp` running there, with the same --smdp and --seed?")
        })
    }
}
