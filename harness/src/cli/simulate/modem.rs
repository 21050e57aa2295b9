//! `signoff simulate modem`

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use signoff_simulator::modem::Modem;
use signoff_simulator::serve::pty::PtyServer;
use signoff_simulator::serve::tcp::TcpServer;

use crate::cli::card::CardChoice;
use crate::cli::device::block_on;
use crate::cli::files::{shown, wrong};
use crate::cli::signals::Signals;
use crate::cli::{CliError, Console, Exit, card};
use crate::text::{Message, Told};

/// Arguments of `signoff simulate modem`.
#[derive(Debug, Args)]
#[command(after_help = "\
Runs until Ctrl-C or SIGTERM. The first line on standard output says where the modem is, when it is ready.
AT+SIGNOFF=\"restore\" puts the card back to its first state, except with --state or --pki.

Examples:
  signoff simulate modem --card traveller --modem quectel-eg25 --link /tmp/modem --baud 115200
  signoff simulate modem --card my-card.yaml --tcp 127.0.0.1:5000")]
pub(super) struct ModemArgs {
    #[command(flatten)]
    card: CardChoice,
    /// Modem personality: a file, or name of a shipped one
    #[arg(long, value_name = "MODEM", default_value = "ref-27007")]
    modem: String,
    /// Make a symbolic link to the pseudo-terminal here; removed at the end
    #[arg(long, value_name = "PATH", conflicts_with = "tcp")]
    link: Option<PathBuf>,
    /// Pace the bytes as a line of this speed would
    #[arg(long, value_name = "N", conflicts_with = "tcp", value_parser = clap::value_parser!(u32).range(300..=4_000_000))]
    baud: Option<u32>,
    /// Serve over TCP instead of a pseudo-terminal
    #[arg(long, value_name = "ADDR:PORT")]
    tcp: Option<SocketAddr>,
}

impl ModemArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        let file = self.card.file()?;
        let personality = card::modem(&self.modem)?;
        let seed = self.card.seed;
        let modem = if self.card.is_its_file() {
            Modem::from_file(&file, personality, seed)
                .map_err(|error| wrong("card", &self.card.card, error.to_string()))?
        } else {
            Modem::new(Some(self.card.card(&file)?), personality, seed)
        };
        if let Some(address) = self.tcp {
            let server = TcpServer::start(modem, address).map_err(|error| {
                let values = [("place", address.to_string().into()), ("reason", error.told())];
                CliError::environment(Message::say("error-cannot-serve", &values))
            })?;
            return until_asked(console, &format!("tcp:{}", server.address()));
        }
        let server = PtyServer::start(modem, self.baud, self.link.as_deref()).map_err(|error| {
            let reason = ("reason", error.told());
            CliError::environment(match &self.link {
                Some(link) => Message::say("error-cannot-serve-link", &[("path", shown(link)), reason]),
                None => Message::say("error-cannot-serve-terminal", &[reason]),
            })
        })?;
        until_asked(console, &format!("serial:{}", server.path().display()))
    }
}

/// Says where, and waits for Ctrl-C or SIGTERM.
pub(super) fn until_asked(console: Console, place: &str) -> Result<Exit, CliError> {
    block_on(async {
        let mut signals = Signals::listen()?;
        console.line(place)?;
        signals.asked().await;
        Ok(Exit::Pass)
    })
}
