//! A card behind TCP or a socket file: command and response APDUs, each with its length before it.
//!
//! A message is its length in two bytes, most significant first, and then that many bytes. Each command APDU gets
//! one response APDU. An empty message resets the card, and is answered with its answer to reset. A mute card
//! answers with an empty message. The card has power as long as the door is open: a client that leaves is no loss
//! of power, unless the door was told otherwise.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::event::PollFlags;

use super::door::Door;
use super::wake::{Stopped, Worker};
use crate::card::Card;

/// What a second client reads: a message of 37 bytes that is no response APDU but a text.
const REFUSAL: &[u8] = b"\x00\x25busy: this card serves another client";

/// What happens to the card when its client leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Departure {
    /// Nothing: what was selected and opened stays.
    #[default]
    KeepsPower,
    /// It loses its power, and has it again for the next client.
    CutsPower,
}

/// A card served until this is dropped.
#[derive(Debug)]
pub struct FramedCard {
    address: Option<SocketAddr>,
    file: Option<PathBuf>,
    // Dropped after the fields above are read no more: it joins the thread.
    worker: Worker,
}

impl FramedCard {
    /// Serves at a TCP address (port 0: any that is free).
    ///
    /// # Errors
    /// The address can't be had.
    pub fn tcp(card: Arc<Mutex<Card>>, address: SocketAddr, departure: Departure) -> io::Result<Self> {
        let door = Door::tcp(address, REFUSAL)?;
        let address = door.address();
        Self::start(card, door, departure, address, None)
    }

    /// Serves at a socket file, which is removed at the end.
    ///
    /// # Errors
    /// The file is there already, or can't be made.
    pub fn unix(card: Arc<Mutex<Card>>, path: &Path, departure: Departure) -> io::Result<Self> {
        let door = Door::unix(path, REFUSAL)?;
        Self::start(card, door, departure, None, Some(path.to_owned()))
    }

    fn start(
        card: Arc<Mutex<Card>>,
        door: Door,
        departure: Departure,
        address: Option<SocketAddr>,
        file: Option<PathBuf>,
    ) -> io::Result<Self> {
        let slot = Slot {
            door,
            card,
            departure,
            received: Vec::new(),
            ready: Vec::new(),
        };
        let worker = Worker::start("signoff-card", move |stopped| slot.run(&stopped))?;
        Ok(Self {
            address,
            file,
            worker,
        })
    }

    /// The TCP address, where it is one.
    pub const fn address(&self) -> Option<SocketAddr> {
        self.address
    }

    /// Waits until the door closes by itself, which it does when it can't listen any longer.
    pub fn wait(&mut self) {
        self.worker.wait();
    }
}

impl Drop for FramedCard {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            // Somebody else may have removed it.
            drop(std::fs::remove_file(file));
        }
    }
}

struct Slot {
    door: Door,
    card: Arc<Mutex<Card>>,
    departure: Departure,
    /// What the client wrote and was not answered yet; less than a message and what one reading brings.
    received: Vec<u8>,
    /// The answer that the client has not taken yet.
    ready: Vec<u8>,
}

impl Slot {
    fn run(mut self, stopped: &Stopped) {
        // A mute card says so to each command.
        drop(self.card().power_on());
        loop {
            // Nothing more is read from a client that does not take its answers.
            let wanted = if self.ready.is_empty() {
                PollFlags::IN
            } else {
                PollFlags::OUT
            };
            let Some(events) = self.door.wait(stopped, wanted, None) else {
                break;
            };
            if events.readable && self.ready.is_empty() && !self.read() {
                self.hang_up();
            }
            if events.waiting {
                self.door.accept();
            }
            while self.ready.is_empty() {
                let Some(message) = self.take() else { break };
                let answer = self.answer(&message, stopped);
                // A response APDU has 65,538 bytes at most; the card's have 258.
                let length = u16::try_from(answer.len()).unwrap_or(u16::MAX);
                self.ready.extend_from_slice(&length.to_be_bytes());
                self.ready.extend_from_slice(&answer);
                if !self.door.write(&mut self.ready) {
                    self.hang_up();
                }
            }
            if !self.door.write(&mut self.ready) {
                self.hang_up();
            }
        }
        self.card().power_off();
    }

    fn card(&self) -> MutexGuard<'_, Card> {
        self.card.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// False when the client is gone.
    fn read(&mut self) -> bool {
        let mut buffer = [0; 4096];
        let count = self.door.read(&mut buffer);
        self.received
            .extend_from_slice(count.and_then(|count| buffer.get(..count)).unwrap_or_default());
        count.is_some()
    }

    /// The next complete message.
    fn take(&mut self) -> Option<Vec<u8>> {
        let (length, rest) = self.received.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        let message = rest.get(..length)?.to_vec();
        self.received.drain(..2 + length);
        Some(message)
    }

    fn answer(&self, message: &[u8], stopped: &Stopped) -> Vec<u8> {
        let mut card = self.card();
        if message.is_empty() {
            let atr = card.reset().or_else(|_| card.power_on());
            return atr.map(|atr| atr.as_bytes().to_vec()).unwrap_or_default();
        }
        stopped.pause(card.latency_ms(message));
        card.transmit(message).unwrap_or_default()
    }

    fn hang_up(&mut self) {
        self.door.hang_up();
        self.received.clear();
        self.ready.clear();
        if self.departure == Departure::CutsPower {
            let mut card = self.card();
            card.power_off();
            drop(card.power_on());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    use signoff_protocol::hex;

    use super::*;
    use crate::card_file::CardFile;

    const DEADLINE: Option<Duration> = Some(Duration::from_secs(5));

    fn card() -> Arc<Mutex<Card>> {
        let file = CardFile::parse(&signoff_fixtures::card("traveller").unwrap()).unwrap();
        Arc::new(Mutex::new(Card::new(&file, 1).unwrap()))
    }

    fn message(stream: &mut impl Read) -> Vec<u8> {
        let mut length = [0; 2];
        stream.read_exact(&mut length).unwrap();
        let mut message = vec![0; usize::from(u16::from_be_bytes(length))];
        stream.read_exact(&mut message).unwrap();
        message
    }

    fn ask(stream: &mut (impl Read + Write), command: &str) -> String {
        let command = hex::decode(command).unwrap();
        let length = u16::try_from(command.len()).unwrap().to_be_bytes();
        stream.write_all(&[&length[..], &command].concat()).unwrap();
        hex::encode(&message(stream))
    }

    fn connect(door: &FramedCard) -> TcpStream {
        let stream = TcpStream::connect(door.address().unwrap()).unwrap();
        stream.set_read_timeout(DEADLINE).unwrap();
        stream
    }

    fn served(departure: Departure) -> FramedCard {
        FramedCard::tcp(card(), "127.0.0.1:0".parse().unwrap(), departure).unwrap()
    }

    #[test]
    fn messages_have_their_length_in_front_and_an_empty_one_resets() {
        let door = served(Departure::KeepsPower);
        let mut client = connect(&door);
        assert_eq!(ask(&mut client, "0070000001"), "019000");
        assert!(ask(&mut client, "").starts_with("3B9F96"));
        assert_eq!(
            ask(&mut client, "01A40000023F00"),
            "6881",
            "the reset closed the channel"
        );
        // Two messages in one piece, and one in three.
        client
            .write_all(&hex::decode("0005007000000100050070000001").unwrap())
            .unwrap();
        assert_eq!(hex::encode(&message(&mut client)), "019000");
        assert_eq!(hex::encode(&message(&mut client)), "029000");
        for piece in [&[0u8][..], &[4, 0x00], &[0x70, 0x80, 0x02]] {
            client.write_all(piece).unwrap();
        }
        assert_eq!(hex::encode(&message(&mut client)), "9000");
    }

    /// The next client may come before the door saw that the last one left: it is refused then, and tries again.
    fn next_client(door: &FramedCard, command: &str) -> String {
        for _ in 0..1000 {
            let answer = ask(&mut connect(door), command);
            if answer != hex::encode(&REFUSAL[2..]) {
                return answer;
            }
        }
        panic!("always refused");
    }

    #[test]
    fn a_client_that_leaves_is_no_loss_of_power_unless_the_door_says_so() {
        for (departure, want) in [
            (Departure::KeepsPower, "029000"),
            (Departure::CutsPower, "019000"),
        ] {
            let door = served(departure);
            let mut first = connect(&door);
            assert_eq!(ask(&mut first, "0070000001"), "019000");
            drop(first);
            assert_eq!(next_client(&door, "0070000001"), want, "{departure:?}");
        }
    }

    #[test]
    fn a_second_client_is_turned_away_with_a_reason() {
        let door = served(Departure::KeepsPower);
        let mut first = connect(&door);
        assert_eq!(ask(&mut first, "0070000001"), "019000");
        let mut second = connect(&door);
        assert_eq!(message(&mut second), &REFUSAL[2..]);
        assert_eq!(second.read(&mut [0; 8]).unwrap(), 0, "and that is all");
        assert_eq!(ask(&mut first, "0070800100"), "9000");
    }

    #[test]
    fn a_socket_file_is_removed_at_the_end_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("card");
        let door = FramedCard::unix(card(), &path, Departure::KeepsPower).unwrap();
        let mut client = UnixStream::connect(&path).unwrap();
        client.set_read_timeout(DEADLINE).unwrap();
        assert_eq!(ask(&mut client, "0070000001"), "019000");
        let again = FramedCard::unix(card(), &path, Departure::KeepsPower);
        assert_eq!(again.unwrap_err().kind(), io::ErrorKind::AddrInUse);
        drop(door);
        assert!(!path.exists());
    }
}
