//! One client at a time behind a listener: who comes second is told so and turned away.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::wake::Stopped;

/// Refused clients that are kept half open: closing at once would take the text away from one that has written.
const KEPT: usize = 4;

/// Where clients come from.
#[derive(Debug)]
enum Listener {
    Tcp(TcpListener),
    Unix(UnixListener),
}

/// A connection.
#[derive(Debug)]
enum Client {
    Tcp(TcpStream),
    Unix(UnixStream),
}

/// A listener with the one client that it serves.
#[derive(Debug)]
pub(super) struct Door {
    listener: Listener,
    client: Option<Client>,
    refused: VecDeque<Client>,
    refusal: &'static [u8],
}

/// What happened at the door.
#[derive(Clone, Copy, Debug)]
pub(super) struct Events {
    /// The client wrote, or is gone.
    pub(super) readable: bool,
    /// Somebody asks to be let in.
    pub(super) waiting: bool,
}

impl Door {
    /// Listens at a TCP address (port 0: any that is free). `refusal` is what a second client reads.
    pub(super) fn tcp(address: SocketAddr, refusal: &'static [u8]) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok(Self::behind(Listener::Tcp(listener), refusal))
    }

    /// Listens at a socket file, which must not be there yet.
    pub(super) fn unix(path: &Path, refusal: &'static [u8]) -> io::Result<Self> {
        let listener = UnixListener::bind(path)?;
        listener.set_nonblocking(true)?;
        Ok(Self::behind(Listener::Unix(listener), refusal))
    }

    const fn behind(listener: Listener, refusal: &'static [u8]) -> Self {
        Self {
            listener,
            client: None,
            refused: VecDeque::new(),
            refusal,
        }
    }

    /// The TCP address, if it is one.
    pub(super) fn address(&self) -> Option<SocketAddr> {
        match &self.listener {
            Listener::Tcp(listener) => listener.local_addr().ok(),
            Listener::Unix(_) => None,
        }
    }

    /// Waits for something to do, for `timeout` at most; `wanted` of the client. `None` when the door shall
    /// close.
    pub(super) fn wait(
        &self,
        stopped: &Stopped,
        wanted: PollFlags,
        timeout: Option<Timespec>,
    ) -> Option<Events> {
        let listener = match &self.listener {
            Listener::Tcp(listener) => listener.as_fd(),
            Listener::Unix(listener) => listener.as_fd(),
        };
        let mut descriptors = vec![
            PollFd::new(stopped, PollFlags::IN),
            PollFd::from_borrowed_fd(listener, PollFlags::IN),
        ];
        if let Some(client) = &self.client {
            descriptors.push(PollFd::new(client, wanted));
        }
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

    /// Lets somebody in, or turns them away. True: there is a new client.
    pub(super) fn accept(&mut self) -> bool {
        let accepted = match &self.listener {
            Listener::Tcp(listener) => listener.accept().map(|(stream, _)| Client::Tcp(stream)),
            Listener::Unix(listener) => listener.accept().map(|(stream, _)| Client::Unix(stream)),
        };
        let Ok(mut client) = accepted else {
            return false;
        };
        if self.client.is_some() {
            // Nothing more is said either way, so a client that does not take the text gets none.
            drop(client.write_all(self.refusal));
            drop(client.no_more_writing());
            self.refused.push_back(client);
            if self.refused.len() > KEPT {
                self.refused.pop_front();
            }
            return false;
        }
        if client.prepare().is_ok() {
            self.client = Some(client);
        }
        self.client.is_some()
    }

    /// What the client wrote. `None` when it is gone; without a client, nothing.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Option<usize> {
        let Some(client) = &mut self.client else {
            return Some(0);
        };
        match client.read(buffer) {
            Ok(0) => None,
            Ok(count) => Some(count),
            Err(error) if is_passing(&error) => Some(0),
            Err(_) => None,
        }
    }

    /// Writes as much of `ready` as the client takes now; without a client it is thrown away. False when the
    /// client is gone.
    pub(super) fn write(&mut self, ready: &mut Vec<u8>) -> bool {
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

    /// Lets the client go.
    pub(super) fn hang_up(&mut self) {
        self.client = None;
    }
}

impl Client {
    /// Without Nagle's algorithm: each answer would wait for the client's acknowledgement.
    fn prepare(&self) -> io::Result<()> {
        match self {
            Self::Tcp(stream) => {
                stream.set_nonblocking(true)?;
                stream.set_nodelay(true)
            }
            Self::Unix(stream) => stream.set_nonblocking(true),
        }
    }

    fn no_more_writing(&self) -> io::Result<()> {
        match self {
            Self::Tcp(stream) => stream.shutdown(Shutdown::Write),
            Self::Unix(stream) => stream.shutdown(Shutdown::Write),
        }
    }
}

impl AsFd for Client {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Tcp(stream) => stream.as_fd(),
            Self::Unix(stream) => stream.as_fd(),
        }
    }
}

impl Read for Client {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(stream) => stream.read(buffer),
            Self::Unix(stream) => stream.read(buffer),
        }
    }
}

impl Write for Client {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(stream) => stream.write(bytes),
            Self::Unix(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn is_passing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
    )
}
