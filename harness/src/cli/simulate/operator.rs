//! `signoff simulate operator`

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;
use signoff_simulator::operator::{ContractRules, Operator, OperatorFile};
use signoff_simulator::pki::SmdpPki;
use signoff_simulator::serve::operator::{DeskClock, OperatorServer, SmdpLink};
use signoff_simulator::serve::smdp_store::{FileStore, StateOf};
use signoff_simulator::smdp::{MemoryStore, SmdpFile, SmdpStore};
use url::Url;

use super::modem::until_asked;
use super::smdp::state_error;
use super::smdp_link::RemoteSmdp;
use crate::cli::files::{cannot_read_what, no_such_file, roots, wrong, wrong_at};
use crate::cli::{CliError, Console, Exit};
use crate::lpa::es9p::{AddressError, Es9pClient, Es9pOptions, HostMapping, ServerAddress};
use crate::text::{Message, Told};

/// Where it listens unless told otherwise.
const DEFAULT_ADDRESS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8622);
/// How long the SM-DP+ may take: a customer waits meanwhile.
const LINK_TIMEOUT_MS: u64 = 5_000;

/// Arguments of `signoff simulate operator`.
#[derive(Debug, Args)]
#[command(after_help = "\
Runs until Ctrl-C or SIGTERM. The first line on standard output says where the desk is, when it is ready; its interface is
described at /openapi.json there. The clock starts on the day that the file names and runs on from there.

Examples:
  signoff simulate operator --operator proximus
  signoff simulate operator --operator proximus --smdp https://smdp.proximus.example \\
      --resolve smdp.proximus.example=127.0.0.1:8443")]
pub(super) struct OperatorArgs {
    /// Operator file, or name of a shipped one
    #[arg(long, value_name = "OPERATOR", default_value = "proximus")]
    operator: String,
    /// Listen here; another address than loopback needs --public
    #[arg(long, value_name = "ADDR:PORT", default_value_t = DEFAULT_ADDRESS)]
    bind: SocketAddr,
    /// Let others on the network in: anybody who reaches the port can try to identify, without encryption
    #[arg(long)]
    public: bool,
    /// The SM-DP+ whose news it hears and which it orders from, by the URL of one of its addresses
    #[arg(long, value_name = "URL")]
    smdp: Option<Url>,
    /// Where the address of the SM-DP+ is, instead of what DNS says
    #[arg(long, value_name = "HOST=IP:PORT", requires = "smdp")]
    resolve: Vec<HostMapping>,
    /// Root certificates of the SM-DP+, PEM or DER [default: that of the seed]
    #[arg(long, value_name = "FILE", requires = "smdp")]
    tls_root: Vec<PathBuf>,
    /// Seed of everything that is random
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Keep orders and states in this folder
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// Start the clock on this day, ten in the morning, instead of the one of the file
    #[arg(long, value_name = "DATE", conflicts_with = "machine_clock")]
    today: Option<Date>,
    /// Use the clock of this machine
    #[arg(long)]
    machine_clock: bool,
    /// Let the clock stand until `signoff operator admin clock` moves it
    #[arg(long, conflicts_with = "machine_clock")]
    standing_clock: bool,
}

impl OperatorArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        self.check_bind(console)?;
        let mut file = operator_file(&self.operator)?;
        if let Some(today) = self.today {
            file.today = today;
        }
        let rules = rules(&file.rules, &self.operator)?;
        let (store, starts): (Box<dyn SmdpStore>, u64) = match &self.state {
            Some(folder) => {
                let store =
                    FileStore::open_as(folder, StateOf::Operator).map_err(|error| state_error(&error))?;
                let starts = store.starts();
                (Box::new(store), starts)
            }
            None => (Box::new(MemoryStore::new()), 0),
        };
        // No two lives draw the same tokens.
        let seed = self.seed ^ starts.rotate_right(16);
        let operator = Operator::new(&file, rules, store, seed)
            .map_err(|error| wrong("operator", &self.operator, error.to_string()))?;
        let clock = if self.machine_clock {
            DeskClock::machine()
        } else if self.standing_clock {
            DeskClock::standing(operator.opening())
        } else {
            DeskClock::running_from(operator.opening())
        };
        let operator = Arc::new(operator);
        let server = match self.link()? {
            Some(link) => OperatorServer::start_linked(operator, self.bind, clock, link),
            None => OperatorServer::start(operator, self.bind, clock),
        };
        let server = server.map_err(|error| CliError::environment(error.told()))?;
        let done = until_asked(console, &server.url());
        server.stop();
        done
    }

    fn check_bind(&self, console: Console) -> Result<(), CliError> {
        if self.bind.ip().is_loopback() {
            return Ok(());
        }
        let place = || ("place", self.bind.to_string().into());
        if !self.public {
            let refused = CliError::usage(console.say("simulate-no-loopback", &[place()]));
            return Err(refused.help(console.say("simulate-operator-no-loopback-help", &[])));
        }
        console.note(&console.say("simulate-operator-public", &[place()]));
        Ok(())
    }

    /// The way to the SM-DP+.
    fn link(&self) -> Result<Option<Arc<dyn SmdpLink>>, CliError> {
        let Some(url) = &self.smdp else {
            return Ok(None);
        };
        let wrong = |reason: Message| wrong_at(format!("--smdp {url}"), reason);
        if url.scheme() != "https" {
            return Err(wrong(Message::say("error-smdp-https", &[])));
        }
        let host = url.host_str().unwrap_or_default();
        let address = url
            .port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let server: ServerAddress = address
            .parse()
            .map_err(|error: AddressError| wrong(error.told()))?;
        let mut roots = roots(&self.tls_root)?;
        if roots.is_empty() {
            let keys = SmdpPki::generate(self.seed, SmdpFile::DEFAULT_OID)
                .map_err(|error| wrong(error.to_string().into()))?;
            roots.push(keys.ci_certificate().to_vec());
        }
        let options = Es9pOptions {
            roots,
            resolve: self
                .resolve
                .iter()
                .map(|mapping| (mapping.host.clone(), mapping.place))
                .collect(),
            connect_timeout_ms: LINK_TIMEOUT_MS,
            timeout_ms: LINK_TIMEOUT_MS,
            ..Es9pOptions::default()
        };
        let client = Es9pClient::new(options).map_err(|error| wrong(error.told()))?;
        Ok(Some(Arc::new(RemoteSmdp::new(client, server))))
    }
}

/// The operator file with this name or path.
pub(in crate::cli) fn operator_file(name: &str) -> Result<OperatorFile, CliError> {
    let text = match signoff_fixtures::operator(name) {
        Some(shipped) => shipped.into_owned(),
        None => std::fs::read_to_string(name)
            .map_err(|error| no_such_file("operator", name, &error, &signoff_fixtures::operators()))?,
    };
    OperatorFile::parse(&text).map_err(|error| wrong("operator", name, error.to_string()))
}

/// The rules that an operator file names: shipped ones, or a file beside it.
pub(in crate::cli) fn rules(name: &str, operator: &str) -> Result<ContractRules, CliError> {
    let text = if let Some(shipped) = signoff_fixtures::contract(name) {
        shipped.into_owned()
    } else {
        let path = Path::new(operator).parent().unwrap_or(Path::new("")).join(name);
        std::fs::read_to_string(&path).map_err(|error| {
            let names = signoff_fixtures::contracts().join(", ").into();
            cannot_read_what("rules", path.display(), error.told())
                .help(Message::say("error-rules-help", &[("names", names)]))
        })?
    };
    ContractRules::parse(&text).map_err(|error| wrong("rules", name, error.to_string()))
}
