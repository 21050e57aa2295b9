//! A modem behind TCP, as ser2net in raw mode shows one. One client at a time; the address is the caller's choice.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::clock::Clock;
use super::connection::Connection;
use super::wake::{Stopped, Worker};
use crate::modem::Modem;

/// What a second client reads before its connection is closed: a text for people, a result code for programs.
const REFUSAL: &[u8] = b"\r\nthis modem serves another client\r\n\r\nBUSY\r\n";

/// Refused clients that are kept half open: closing at once would take the text away from one that has written.
const KEPT: usize = 4;

/// A modem served over TCP until this is dropped.
pub struct TcpServer {
    address: SocketAddr,
    modem: Arc<Mutex<Modem>>,
    worker: Worker,
}

impl TcpServer {
    /// Listens at `address` (port 0: any that is free) and serves `modem` there.
    ///
    /// # Errors
    /// The address can't be had.
    pub fn start(modem: Modem, address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let modem = Arc::new(Mutex::new(modem));
        let port = Port {
            listener,
            client: None,
            refused: VecDeque::new(),
            connection: Connection::new(None),
            modem: Arc::clone(&modem),
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
    pub fn modem(&self) -> Arc<Mutex<Modem>> {
        Arc::clone(&self.modem)
    }

    /// Waits until the server ends by itself, which it does when it can't listen any longer.
    pub fn wait(&mut self) {
        self.worker.wait();
    }
}

/// What the thread holds.
struct Port {
    listener: TcpListener,
    client: Option<TcpStream>,
    refused: VecDeque<TcpStream>,
    connection: Connection,
    modem: Arc<Mutex<Modem>>,
}

impl Port {
    fn run(mut self, stopped: &Stopped) {
        let clock = Clock::start();
        while let Some(events) = self.poll(stopped, clock) {
            if events.readable && !self.read(clock) {
                self.hang_up();
            }
            // After the reading: a client that left makes room for the one that waits.
            if events.waiting {
                self.accept();
            }
            {
                let mut modem = self.modem.lock().unwrap_or_else(PoisonError::into_inner);
                self.connection.advance(clock.now(), &mut modem);
            }
            if !self.write() {
                self.hang_up();
            }
        }
    }

    /// Waits for something to do; `None` when the server ends.
    fn poll(&self, stopped: &Stopped, clock: Clock) -> Option<Events> {
        let mut wanted = PollFlags::IN;
        if !self.connection.ready.is_empty() {
            wanted |= PollFlags::OUT;
        }
        let mut descriptors = vec![
            PollFd::new(stopped, PollFlags::IN),
            PollFd::new(&self.listener, PollFlags::IN),
        ];
        if let Some(client) = &self.client {
            descriptors.push(PollFd::new(client, wanted));
        }
        let timeout = self.connection.wake().map(|due| clock.until(due));
        match poll(&mut descriptors, timeout.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return None,
        }
        let happened = |place: usize| descriptors.get(place).map_or(PollFlags::empty(), PollFd::revents);
        happened(0).is_empty().then(|| Events {
            waiting: !happened(1).is_empty(),
            readable: !(happened(2) - PollFlags::OUT).is_empty(),
        })
    }

    fn accept(&mut self) {
        let Ok((mut client, _)) = self.listener.accept() else {
            return;
        };
        if self.client.is_some() {
            // Nothing more is said either way, so a client that does not take the text gets none.
            drop(client.write_all(REFUSAL));
            drop(client.shutdown(Shutdown::Write));
            self.refused.push_back(client);
            if self.refused.len() > KEPT {
                self.refused.pop_front();
            }
        } else if client.set_nonblocking(true).is_ok() && client.set_nodelay(true).is_ok() {
            self.client = Some(client);
        }
    }

    /// False when the client is gone.
    fn read(&mut self, clock: Clock) -> bool {
        let Some(client) = &mut self.client else {
            return true;
        };
        let mut buffer = [0; 4096];
        match client.read(&mut buffer) {
            Ok(0) => false,
            Ok(count) => {
                self.connection
                    .receive(clock.now(), buffer.get(..count).unwrap_or_default());
                true
            }
            Err(error) => is_passing(&error),
        }
    }

    /// False when the client is gone.
    fn write(&mut self) -> bool {
        let ready = &mut self.connection.ready;
        let Some(client) = &mut self.client else {
            ready.clear();
            return true;
        };
        while !ready.is_empty() {
            match client.write(ready) {
                Ok(count) => drop(ready.drain(..count)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) if is_passing(&error) => {}
                Err(_) => return false,
            }
        }
        true
    }

    fn hang_up(&mut self) {
        self.client = None;
        let mut modem = self.modem.lock().unwrap_or_else(PoisonError::into_inner);
        self.connection.hang_up(&mut modem);
    }
}

fn is_passing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
    )
}

struct Events {
    waiting: bool,
    readable: bool,
}
