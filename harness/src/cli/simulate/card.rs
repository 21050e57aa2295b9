//! `signoff simulate card`

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use clap::{ArgGroup, Args};
use signoff_simulator::Card;
use signoff_simulator::serve::vpcd::VpcdCard;

use super::modem::until_asked;
use crate::cli::{CliError, Console, Exit, card};

/// Arguments of `signoff simulate card`.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("door").required(true).args(["tcp", "unix", "vpcd"]),
    after_help = "\
Over --tcp and --unix each message is its length in two bytes, high byte first, and then that many bytes. When a
client connects the card is powered up and its answer to reset is the first message; then each command APDU gets
one response APDU. An empty message resets the card, and is answered with the answer to reset. A mute card answers
with an empty message. One client at a time; the power goes when it leaves.

Examples:
  signoff simulate card --card traveller --tcp 127.0.0.1:5001 --state card/
  signoff simulate card --card traveller --vpcd 127.0.0.1:35963"
)]
pub(super) struct CardArgs {
    /// Card file, or name of a shipped card
    #[arg(long, value_name = "CARD", default_value = "traveller")]
    card: String,
    /// Serve over TCP
    #[arg(long, value_name = "ADDR:PORT")]
    tcp: Option<SocketAddr>,
    /// Serve over a socket file; removed at the end
    #[arg(long, value_name = "PATH")]
    unix: Option<PathBuf>,
    /// Insert the card into the reader of the vpcd driver of pcscd
    #[arg(long, value_name = "ADDR:PORT")]
    vpcd: Option<SocketAddr>,
    /// Keep the state of the card in this folder
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// Seed of keys and of everything that is random
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

impl CardArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        let file = card::card_file(&self.card)?;
        let card = Arc::new(Mutex::new(card::card(&file, self.seed, self.state.as_deref())?));
        if let Some(driver) = self.vpcd {
            let _inserted = VpcdCard::insert(card, driver).map_err(|error| {
                CliError::environment(format!("no vpcd driver at {driver}: {error}"))
                    .help("install the vpcd driver and start pcscd; it listens on port 35963")
            })?;
            return until_asked(console, &format!("in the reader of the vpcd driver at {driver}"));
        }
        if let Some(path) = &self.unix {
            let failed = |error: io::Error| {
                CliError::environment(format!("cannot serve at {}: {error}", path.display()))
            };
            let listener = UnixListener::bind(path).map_err(failed)?;
            std::thread::spawn(move || {
                while let Ok((stream, _)) = listener.accept() {
                    serve(&card, stream);
                }
            });
            let done = until_asked(console, &format!("unix:{}", path.display()));
            std::fs::remove_file(path).map_err(failed)?;
            return done;
        }
        let address = self
            .tcp
            .ok_or_else(|| CliError::usage("give --tcp, --unix or --vpcd"))?;
        let failed = |error: io::Error| CliError::environment(format!("cannot serve at {address}: {error}"));
        let listener = TcpListener::bind(address).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        std::thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                // Without this each answer waits for the client's acknowledgement.
                if stream.set_nodelay(true).is_ok() {
                    serve(&card, stream);
                }
            }
        });
        until_asked(console, &format!("tcp:{address}"))
    }
}

/// Serves one client until it leaves.
fn serve(card: &Mutex<Card>, mut stream: impl Read + Write) {
    let mut card = card.lock().unwrap_or_else(PoisonError::into_inner);
    // Whatever ends it, the client is gone.
    drop(dialogue(&mut card, &mut stream));
    card.power_off();
}

fn dialogue(card: &mut Card, stream: &mut (impl Read + Write)) -> io::Result<()> {
    let atr = card.power_on().map(|atr| atr.as_bytes().to_vec());
    send(stream, &atr.unwrap_or_default())?;
    loop {
        let mut length = [0; 2];
        stream.read_exact(&mut length)?;
        let mut command = vec![0; usize::from(u16::from_be_bytes(length))];
        stream.read_exact(&mut command)?;
        let answer = if command.is_empty() {
            card.reset().map(|atr| atr.as_bytes().to_vec())
        } else {
            card.transmit(&command)
        };
        send(stream, &answer.unwrap_or_default())?;
    }
}

fn send(stream: &mut impl Write, message: &[u8]) -> io::Result<()> {
    let length = u16::try_from(message.len()).map_err(io::Error::other)?;
    stream.write_all(&length.to_be_bytes())?;
    stream.write_all(message)?;
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a client sends, and what it gets.
    struct Client {
        sends: io::Cursor<Vec<u8>>,
        gets: Vec<u8>,
    }

    impl Read for Client {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.sends.read(buffer)
        }
    }

    impl Write for Client {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.gets.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn messages_have_their_length_in_front() {
        let file = card::card_file("traveller").expect("it ships");
        let mut card = card::card(&file, 1, None).expect("a card");
        let atr = card.power_on().expect("an ATR").as_bytes().to_vec();
        let sends = vec![0, 5, 0x00, 0x70, 0x00, 0x00, 0x01, 0, 0];
        let mut client = Client {
            sends: io::Cursor::new(sends),
            gets: Vec::new(),
        };
        serve(&Mutex::new(card), &mut client);
        let length = u8::try_from(atr.len()).expect("short");
        let framed_atr = [&[0, length], atr.as_slice()].concat();
        let want = [framed_atr.as_slice(), &[0, 3, 0x01, 0x90, 0x00], &framed_atr].concat();
        assert_eq!(client.gets, want);
    }
}
