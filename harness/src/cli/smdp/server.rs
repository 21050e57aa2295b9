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
use crate::cli::files;
use crate::cli::simulate::DEFAULT_ADDRESS;
use crate::lpa::es9p::{AddressError, Es9p, Es9pAnswer, Es9pClient, Es9pOptions, ServerAddress};
use crate::text::{Message, Told};

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
            roots.extend(files::roots([path])?);
        }
        let names = file.addresses.iter().chain(&file.smds_addresses);
        let options = Es9pOptions {
            roots,
            resolve: names.map(|name| (name.to_ascii_lowercase(), self.at)).collect(),
            timeout_ms: TIMEOUT_MS,
            proxy: false,
            ..Es9pOptions::default()
        };
        let client = Es9pClient::new(options).map_err(|error| CliError::usage(error.told()))?;
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
            CliError::usage(Message::say("error-smdp-profile", &[("name", name.into())])).help(Message::say(
                "error-smdp-profile-help",
                &[("names", names.join(", ").into())],
            ))
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
        let response: Response<A> = from_json(&answer.body).map_err(|error| {
            let values = [
                ("path", path.into()),
                ("status", answer.status.into()),
                ("reason", error.to_string().into()),
            ];
            CliError::environment(Message::say("error-smdp-status", &values))
        })?;
        response.into_result().map_err(|header| {
            let status = header.function_execution_status;
            let code = status.status_code.map(|code| format!(": {code}"));
            let status = format!("{}{}", status.status.as_str(), code.unwrap_or_default());
            CliError::failed(Message::say(
                "error-smdp-function",
                &[("path", path.into()), ("status", status.into())],
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
                let reason = error.to_string().into();
                CliError::environment(Message::say("error-smdp-answer", &[("reason", reason)]))
            }),
            204 => Ok(None),
            status => Err(CliError::failed(Message::say(
                "error-smdp-refused",
                &[
                    ("status", status.into()),
                    (
                        "reason",
                        String::from_utf8_lossy(&answer.body).into_owned().into(),
                    ),
                ],
            ))),
        }
    }

    async fn post(&self, address: &str, path: &str, body: Vec<u8>) -> Result<Es9pAnswer, CliError> {
        let server: ServerAddress = address
            .parse()
            .map_err(|error: AddressError| files::wrong("address", address, error.told()))?;
        self.client.post(&server, path, body).await.map_err(|error| {
            let values = [("place", self.at.to_string().into()), ("reason", error.told())];
            CliError::environment(Message::say("error-smdp-silent", &values))
                .help(Message::say("error-smdp-silent-help", &[]))
        })
    }
}
