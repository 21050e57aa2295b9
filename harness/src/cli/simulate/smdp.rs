//! `signoff simulate smdp`

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use signoff_simulator::serve::https::{Binding, HttpsServer};
use signoff_simulator::serve::smdp_store::{FileStore, FileStoreError};
use signoff_simulator::smdp::{MemoryStore, SmdpStore};

use super::modem::until_asked;
use crate::cli::files::shown;
use crate::cli::smdp::file::{SmdpSource, pem, tls_chain};
use crate::cli::{CliError, Console, Exit};
use crate::text::{Message, Told};

/// Where it listens unless told otherwise.
pub(in crate::cli) const DEFAULT_ADDRESS: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8443);

/// Arguments of `signoff simulate smdp`.
#[derive(Debug, Args)]
#[command(after_help = "\
Clients must trust the root certificate that --write-root writes, and be told where the addresses are: the lines that
start with --resolve can be given to other commands as they are. A simulated card of the same seed trusts it already.

Example: signoff simulate smdp --smdp travel --write-root root.pem --state smdp/
         signoff smdp order holiday")]
pub(super) struct SmdpArgs {
    #[command(flatten)]
    source: SmdpSource,
    /// Listen here; another address than loopback needs --public
    #[arg(long, value_name = "ADDR:PORT", default_value_t = DEFAULT_ADDRESS)]
    bind: SocketAddr,
    /// Let others on the network in: anybody who reaches the port can order profiles
    #[arg(long)]
    public: bool,
    /// Keep orders, states and notifications in this folder
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// Use the TLS certificate cert.pem and its key key.pem (PKCS #8) in this folder at all addresses
    #[arg(long, value_name = "DIR")]
    tls: Option<PathBuf>,
    /// Write the root certificate (PEM) to this file
    #[arg(long, value_name = "FILE")]
    write_root: Option<PathBuf>,
}

impl SmdpArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        if !self.bind.ip().is_loopback() {
            if !self.public {
                let place = self.bind.to_string().into();
                let refused = CliError::usage(console.say("simulate-no-loopback", &[("place", place)]));
                return Err(refused.help(console.say("simulate-no-loopback-help", &[])));
            }
            let place = self.bind.to_string().into();
            console.note(&console.say("simulate-public", &[("place", place)]));
        }
        let (store, starts): (Box<dyn SmdpStore>, u64) = match &self.state {
            Some(folder) => {
                let store = FileStore::open(folder).map_err(|error| state_error(&error))?;
                let starts = store.starts();
                (Box::new(store), starts)
            }
            None => (Box::new(MemoryStore::new()), 0),
        };
        let smdp = Arc::new(self.source.start(store, starts)?);
        let tls = self.tls.as_deref().map(tls_chain).transpose()?;
        if let Some(file) = &self.write_root {
            std::fs::write(file, pem(smdp.pki().ci_certificate())).map_err(|error| {
                let values = [("path", shown(file)), ("reason", error.told())];
                CliError::environment(Message::say("error-write-root", &values))
            })?;
        }
        let server = HttpsServer::start_with(smdp, Binding::Shared(self.bind), tls)
            .map_err(|error| CliError::environment(error.told()))?;
        let addresses = server.resolve();
        let bound = addresses.values().next().copied().unwrap_or(self.bind);
        let mut lines = vec![format!("https://{bound}")];
        lines.extend(
            addresses
                .iter()
                .map(|(name, address)| format!("--resolve {name}={address}")),
        );
        if let Some(file) = &self.write_root {
            let path = file.display().to_string().into();
            lines.push(console.say("simulate-root", &[("path", path)]));
        }
        let done = until_asked(console, &lines.join("\n"));
        server.stop();
        done
    }
}

/// A folder that is no state, or whose state cannot be used.
pub(super) fn state_error(error: &FileStoreError) -> CliError {
    match error {
        FileStoreError::Foreign { .. } | FileStoreError::Newer { .. } => CliError::usage(error.told()),
        _ => CliError::environment(error.told()),
    }
}
