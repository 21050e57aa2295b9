//! A card in the reader that vsmartcard's vpcd driver shows to PC/SC programs.
//!
//! The driver listens; the card connects. Each message has its length in two bytes, most significant first. A
//! message of one byte is a control: 0 power off, 1 power on, 2 reset, 4 asks for the ATR. Everything else is a
//! command APDU. Only the ATR and command APDUs are answered.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};

use super::wake::{Stopped, Worker};
use crate::card::{Card, Mute};

/// The port on which the driver listens for its first reader.
pub const DEFAULT_PORT: u16 = 35963;

/// How long the driver may take to accept the connection, and then to ask for the card: it looks at its reader a
/// few times a second.
const CONNECT: Duration = Duration::from_secs(5);

const POWER_OFF: u8 = 0;
const POWER_ON: u8 = 1;
const RESET: u8 = 2;
const GET_ATR: u8 = 4;

/// What a card without power, or one that lost it, answers to a command: a reader would report a mute card, and
/// the driver has no message for that.
const MUTE: [u8; 2] = [0x6F, 0x00];

/// A card in the driver's reader until this is dropped.
#[derive(Debug)]
pub struct VpcdCard {
    /// Of the thread's stream: to wake it where it waits for the driver.
    stream: TcpStream,
    worker: Worker,
}

impl VpcdCard {
    /// Inserts `card` into the reader of the driver at `driver`.
    ///
    /// # Errors
    /// Nothing listens there, or another card is in the reader: the driver does not ask for this one.
    pub fn insert(card: Arc<Mutex<Card>>, driver: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&driver, CONNECT)?;
        stream.set_nodelay(true)?;
        // A second card waits in the driver's queue, and nobody would say so.
        let mut asked = [PollFd::new(&stream, PollFlags::IN)];
        if poll(&mut asked, Some(&CONNECT.try_into().map_err(io::Error::other)?))? == 0 {
            return Err(io::Error::new(
                io::ErrorKind::AddrInUse,
                "it does not ask for the card, so another card is in its reader",
            ));
        }
        let mut slot = Slot {
            stream: stream.try_clone()?,
            card,
            atr: Vec::new(),
            received: Vec::new(),
        };
        let worker = Worker::start("signoff-vpcd", move |stopped| {
            // The driver went away, or this end was told to stop: either way the card is out.
            drop(slot.run(&stopped));
        })?;
        Ok(Self { stream, worker })
    }

    /// Whether the card is still in the reader: false once the driver let go of it, as when pcscd stops.
    pub fn is_inserted(&self) -> bool {
        !self.worker.has_ended()
    }

    /// Waits until the driver lets go of the card, as it does when pcscd stops.
    pub fn wait(&mut self) {
        self.worker.wait();
    }
}

impl Drop for VpcdCard {
    fn drop(&mut self) {
        // The driver may have been faster. Then the worker is told, who may be waiting for the card.
        drop(self.stream.shutdown(Shutdown::Both));
    }
}

struct Slot {
    stream: TcpStream,
    card: Arc<Mutex<Card>>,
    atr: Vec<u8>,
    /// What the driver sent and was not answered yet: less than a message and what one reading brings.
    received: Vec<u8>,
}

impl Slot {
    fn run(&mut self, stopped: &Stopped) -> io::Result<()> {
        loop {
            let message = self.message()?;
            let answer = match message.as_slice() {
                [] => continue,
                [control] => self.control(*control),
                command => Some(self.transmit(command, stopped)),
            };
            if let Some(answer) = answer {
                self.write(&answer)?;
            }
        }
    }

    fn control(&mut self, control: u8) -> Option<Vec<u8>> {
        let mut card = self.card.lock().unwrap_or_else(PoisonError::into_inner);
        let atr = match control {
            POWER_OFF => {
                card.power_off();
                return None;
            }
            POWER_ON => card.power_on(),
            RESET => card.reset(),
            GET_ATR if self.atr.is_empty() => card.power_on(),
            GET_ATR => return Some(self.atr.clone()),
            _ => return None,
        };
        self.atr = atr.map(|atr| atr.as_bytes().to_vec()).unwrap_or_default();
        (control == GET_ATR).then(|| self.atr.clone())
    }

    fn transmit(&self, command: &[u8], stopped: &Stopped) -> Vec<u8> {
        let mut card = self.card.lock().unwrap_or_else(PoisonError::into_inner);
        stopped.pause(card.latency_ms(command));
        card.transmit(command).unwrap_or_else(|Mute| MUTE.to_vec())
    }

    /// The next message.
    fn message(&mut self) -> io::Result<Vec<u8>> {
        loop {
            if let Some((length, rest)) = self.received.split_first_chunk::<2>() {
                let length = usize::from(u16::from_be_bytes(*length));
                if let Some(message) = rest.get(..length) {
                    let message = message.to_vec();
                    self.received.drain(..2 + length);
                    return Ok(message);
                }
            }
            self.read()?;
        }
    }

    /// Debian's driver sends length and message in two segments with Nagle's algorithm on. Unless the first is
    /// acknowledged at once, each message waits for the delayed acknowledgement, about 40 ms; the kernel forgets
    /// the option, so it is set before each read. The message is often there together with its length then: a
    /// command costs three system calls, or one or two more.
    fn read(&mut self) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        rustix::net::sockopt::set_tcp_quickack(&self.stream, true)?;
        let mut buffer = [0; 4096];
        match self.stream.read(&mut buffer) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                self.received
                    .extend_from_slice(buffer.get(..count).unwrap_or_default());
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn write(&mut self, answer: &[u8]) -> io::Result<()> {
        let length = u16::try_from(answer.len()).map_err(|_| io::ErrorKind::InvalidData)?;
        let mut message = Vec::with_capacity(answer.len() + 2);
        message.extend_from_slice(&length.to_be_bytes());
        message.extend_from_slice(answer);
        self.stream.write_all(&message)
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use signoff_protocol::hex;

    use super::*;
    use crate::card_file::CardFile;

    struct Driver(TcpStream);

    impl Driver {
        fn send(&mut self, message: &[u8]) {
            let length = u16::try_from(message.len()).unwrap().to_be_bytes();
            self.0.write_all(&[&length[..], message].concat()).unwrap();
        }

        fn ask(&mut self, message: &[u8]) -> String {
            self.send(message);
            let mut length = [0; 2];
            self.0.read_exact(&mut length).unwrap();
            let mut answer = vec![0; usize::from(u16::from_be_bytes(length))];
            self.0.read_exact(&mut answer).unwrap();
            hex::encode(&answer)
        }
    }

    fn inserted() -> (VpcdCard, Driver) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let file = CardFile::parse(&signoff_fixtures::card("traveller").unwrap()).unwrap();
        let card = Arc::new(Mutex::new(Card::new(&file, 1).unwrap()));
        let address = listener.local_addr().unwrap();
        let driver = std::thread::spawn(move || {
            let (driver, _) = listener.accept().unwrap();
            driver.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
            let mut driver = Driver(driver);
            assert!(driver.ask(&[GET_ATR]).starts_with("3B"));
            driver
        });
        (VpcdCard::insert(card, address).unwrap(), driver.join().unwrap())
    }

    #[test]
    fn controls_and_commands_are_answered_as_the_driver_expects() {
        let (_card, mut driver) = inserted();
        let atr = driver.ask(&[GET_ATR]);
        assert!(atr.starts_with("3B"), "{atr}");
        assert_eq!(driver.ask(&hex::decode("0070000001").unwrap()), "019000");
        // A reset closes the channel and has no answer of its own.
        driver.send(&[RESET]);
        assert_eq!(driver.ask(&hex::decode("01A40000023F00").unwrap()), "6881");
        assert_eq!(driver.ask(&[GET_ATR]), atr);
        driver.send(&[POWER_OFF]);
        assert_eq!(driver.ask(&hex::decode("0070000001").unwrap()), "6F00");
        driver.send(&[POWER_ON]);
        assert_eq!(driver.ask(&hex::decode("0070000001").unwrap()), "019000");
    }

    #[test]
    fn an_empty_message_is_skipped_and_a_cut_one_ends_the_card() {
        let (mut card, mut driver) = inserted();
        driver.send(&[]);
        assert_eq!(driver.ask(&hex::decode("0070000001").unwrap()), "019000");
        assert!(card.is_inserted());
        driver.0.write_all(&[0, 9, 0x00]).unwrap();
        drop(driver);
        card.wait();
        assert!(!card.is_inserted());
    }

    #[test]
    fn messages_may_come_in_one_piece_or_in_many() {
        let (card, mut driver) = inserted();
        let command = hex::decode("0070000001").unwrap();
        let both = [&[0, 5][..], &command, &[0, 5], &command].concat();
        driver.0.write_all(&both).unwrap();
        for want in ["0003019000", "0003029000"] {
            let mut answer = [0; 5];
            driver.0.read_exact(&mut answer).unwrap();
            assert_eq!(hex::encode(&answer), want);
        }
        for byte in [0, 5].iter().chain(&command) {
            driver.0.write_all(&[*byte]).unwrap();
        }
        let mut answer = [0; 5];
        driver.0.read_exact(&mut answer).unwrap();
        assert_eq!(hex::encode(&answer), "0003039000");
        // The thread waits for the driver, which is still there: taking the card out ends it all the same.
        drop(card);
        assert_eq!(driver.0.read(&mut answer).unwrap(), 0);
    }
}
