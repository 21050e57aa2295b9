//! A modem behind TCP, as ser2net in raw mode shows one. One client at a time; the address is the caller's choice.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use super::clock::Clock;
use super::connection::Connection;
use super::door::Door;
use super::shared::SharedModem;
use super::wake::{Stopped, Worker};
use crate::card::Card;
use crate::modem::Modem;
use crate::terminal::CardPort;

/// What a second client reads before its connection is closed: a text for people, a result code for programs.
const REFUSAL: &[u8] = b"\r\nthis modem serves another client\r\n\r\nBUSY\r\n";

/// A modem served over TCP until this is dropped.
pub struct TcpServer<C = Card> {
    address: SocketAddr,
    modem: SharedModem<C>,
    worker: Worker,
}

impl<C: CardPort + 'static> TcpServer<C> {
    /// Listens at `address` (port 0: any that is free) and serves `modem` there.
    ///
    /// # Errors
    /// The address can't be had.
    pub fn start(modem: Modem<C>, address: SocketAddr) -> io::Result<Self> {
        Self::share(SharedModem::new(modem), address)
    }

    /// As [`TcpServer::start`], with a modem that others use beside its line.
    ///
    /// # Errors
    /// As [`TcpServer::start`].
    pub fn share(modem: SharedModem<C>, address: SocketAddr) -> io::Result<Self> {
        let door = Door::tcp(address, REFUSAL)?;
        let address = door.address().unwrap_or(address);
        let port = Port {
            door,
            connection: Connection::new(None),
            modem: modem.clone(),
        };
        let worker = Worker::start("signoff-tcp", move |stopped| port.run(&stopped))?;
        Ok(Self {
            address,
            modem,
            worker,
        })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The modem, as to arm a fault between commands.
    pub fn modem(&self) -> Arc<Mutex<Modem<C>>> {
        self.modem.engine()
    }

    /// Waits until the server ends by itself, which it does when it can't listen any longer.
    pub fn wait(&mut self) {
        self.worker.wait();
    }
}

/// What the thread holds.
struct Port<C> {
    door: Door,
    connection: Connection,
    modem: SharedModem<C>,
}

impl<C: CardPort> Port<C> {
    fn run(mut self, stopped: &Stopped) {
        let clock = Clock::start();
        loop {
            let timeout = self.connection.wake().map(|due| clock.until(due));
            let Some(events) = self.door.wait(stopped, self.connection.wanted(), timeout) else {
                return;
            };
            if events.readable && !self.read(clock) {
                self.hang_up();
            }
            // After the reading: a client that left makes room for the one that waits.
            if events.waiting {
                self.door.accept();
            }
            self.modem
                .on_the_line(|modem| self.connection.advance(clock.now(), modem));
            if !self.door.write(&mut self.connection.ready) {
                self.hang_up();
            }
        }
    }

    /// False when the client is gone.
    fn read(&mut self, clock: Clock) -> bool {
        let mut buffer = [0; 4096];
        let count = self.door.read(&mut buffer);
        if let Some(bytes) = count.and_then(|count| buffer.get(..count)) {
            self.connection.receive(clock.now(), bytes);
        }
        count.is_some()
    }

    fn hang_up(&mut self) {
        self.door.hang_up();
        self.modem.on_the_line(|modem| self.connection.hang_up(modem));
    }
}
