//! `signoff simulate card`

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clap::{ArgGroup, Args};
use signoff_simulator::Card;
use signoff_simulator::serve::framed::{Departure, FramedCard};
use signoff_simulator::serve::vpcd::{self, VpcdCard};

use super::lpac_stdio;
use super::modem::until_asked;
use crate::cli::card::CardChoice;
use crate::cli::device::block_on;
use crate::cli::signals::Signals;
use crate::cli::{CliError, Console, Exit};
use crate::text::{Message, Told};

/// How often the reader is looked at.
const LOOK: Duration = Duration::from_millis(500);

/// Arguments of `signoff simulate card`.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("door").required(true).args(["tcp", "unix", "vpcd", "lpac_stdio"]),
    after_help = "\
Over --tcp and --unix each message is its length in two bytes, high byte first, and then that many bytes. Each \
command APDU gets one response APDU. An empty message resets the card, and is answered with the answer to reset. A \
mute card answers with an empty message. The card keeps its power, its channels and its state when a client leaves, \
unless --power-off-on-disconnect is given. One client at a time: a second one reads a message with the text `busy: \
this card serves another client`, and its connection is closed.

In the reader of the vpcd driver the card can be taken out with SIGUSR1 and put back with SIGUSR2. When pcscd stops \
it waits for it to come back.

Examples:
  signoff simulate card --card traveller --tcp 127.0.0.1:5001 --state card/
  signoff simulate card --card traveller --vpcd
  signoff simulate card --card traveller --state card/ --lpac-stdio -- lpac profile list"
)]
pub(super) struct CardArgs {
    #[command(flatten)]
    card: CardChoice,
    /// Serve over TCP
    #[arg(long, value_name = "ADDR:PORT")]
    tcp: Option<SocketAddr>,
    /// Serve over a socket file; removed at the end
    #[arg(long, value_name = "PATH")]
    unix: Option<PathBuf>,
    /// Insert the card into the reader of the vpcd driver of pcscd [default: 127.0.0.1:35963]
    #[arg(long, value_name = "ADDR:PORT", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "absent, without a value, with a value")]
    vpcd: Option<Option<SocketAddr>>,
    /// Run a program that speaks lpac's stdio APDU protocol, given behind --
    #[arg(long, requires = "program")]
    lpac_stdio: bool,
    /// The program and its arguments
    #[arg(last = true, value_name = "PROGRAM", requires = "lpac_stdio")]
    program: Vec<String>,
    /// Take the power from the card when a client of --tcp or --unix leaves
    #[arg(long, conflicts_with_all = ["vpcd", "lpac_stdio"])]
    power_off_on_disconnect: bool,
}

impl CardArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        let card = self.card.card(&self.card.file()?)?;
        if self.lpac_stdio {
            return block_on(lpac_stdio::run(card, &self.program, console));
        }
        let card = Arc::new(Mutex::new(card));
        if let Some(driver) = self.vpcd {
            let driver = driver.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, vpcd::DEFAULT_PORT).into());
            return block_on(in_the_reader(card, driver, console));
        }
        let departure = if self.power_off_on_disconnect {
            Departure::CutsPower
        } else {
            Departure::KeepsPower
        };
        if let Some(path) = &self.unix {
            let failed = |error| cannot_serve(&path.display().to_string(), &error);
            let _served = FramedCard::unix(card, path, departure).map_err(failed)?;
            return until_asked(console, &format!("unix:{}", path.display()));
        }
        let address = self
            .tcp
            .ok_or_else(|| CliError::usage(Message::say("error-no-door", &[])))?;
        let served = FramedCard::tcp(card, address, departure)
            .map_err(|error| cannot_serve(&address.to_string(), &error))?;
        until_asked(console, &format!("tcp:{}", served.address().unwrap_or(address)))
    }
}

pub(super) fn cannot_serve(place: &str, error: &io::Error) -> CliError {
    let values = [("place", place.into()), ("reason", error.told())];
    let failed = CliError::environment(Message::say("error-cannot-serve", &values));
    if error.kind() == io::ErrorKind::AddrInUse {
        failed.help(Message::say("error-cannot-serve-help", &[]))
    } else {
        failed
    }
}

/// Keeps the card in the reader until somebody asks to end; SIGUSR1 takes it out, SIGUSR2 puts it back.
async fn in_the_reader(
    card: Arc<Mutex<Card>>,
    driver: SocketAddr,
    console: Console,
) -> Result<Exit, CliError> {
    use tokio::signal::unix::{SignalKind, signal};

    let insert = || VpcdCard::insert(Arc::clone(&card), driver);
    let mut ending = Signals::listen()?;
    let mut take_out = signal(SignalKind::user_defined1())?;
    let mut put_back = signal(SignalKind::user_defined2())?;
    let mut inserted = Some(insert().map_err(|error| {
        let values = [("driver", driver.to_string().into()), ("reason", error.told())];
        CliError::environment(Message::say("error-no-driver", &values))
            .help(Message::say("error-no-driver-help", &[]))
    })?);
    let place = console.say("simulate-in-the-reader", &[("driver", driver.to_string().into())]);
    console.line(&place)?;
    let mut wanted = true;
    let mut look = tokio::time::interval(LOOK);
    loop {
        tokio::select! {
            () = ending.asked() => return Ok(Exit::Pass),
            _ = take_out.recv() => {
                wanted = false;
                inserted = None;
                console.line(&console.say("simulate-taken-out", &[]))?;
            }
            _ = put_back.recv() => wanted = true,
            _ = look.tick() => {}
        }
        if inserted.as_ref().is_some_and(|card| !card.is_inserted()) {
            inserted = None;
            console.line(&console.say("simulate-let-go", &[]))?;
        }
        if wanted && inserted.is_none() {
            // Not there yet: the next look tells.
            inserted = insert().ok();
            if inserted.is_some() {
                console.line(&place)?;
            }
        }
    }
}
