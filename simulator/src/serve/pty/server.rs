//! The thread between a modem and a pseudo-terminal.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, QueueSelector, ioctl_tiocnxcl, tcflush, tcgetattr, tcsetattr};

use super::link::Link;
use super::watch::Watch;
use crate::card::Card;
use crate::modem::Modem;
use crate::serve::clock::Clock;
use crate::serve::connection::Connection;
use crate::serve::shared::SharedModem;
use crate::serve::wake::{Stopped, Worker};
use crate::terminal::CardPort;

/// How late a thread may be woken that sleeps until a given time: 50 microseconds of slack that Linux allows itself
/// and what the processor needs to come back.
const LATE: Duration = Duration::from_micros(150);
/// How long the thread looks out for the next command after an answer on a line that takes time, without going to sleep:
/// a line begins to take time when its first byte is seen, and a host that speaks again at once shall not wait for this
/// side to wake.
const ATTENTIVE: Duration = Duration::from_micros(300);

/// A modem served on a pseudo-terminal until this is dropped. Clients may come and go; sessions and card stay, as they
/// do with a modem whose client crashed.
pub struct PtyServer<C = Card> {
    // Dropped first: nobody shall find the link once the terminal is gone.
    link: Option<Link>,
    path: PathBuf,
    modem: SharedModem<C>,
    worker: Worker,
}

impl<C: CardPort + 'static> PtyServer<C> {
    /// Opens a pseudo-terminal and serves `modem` on it. `baud` paces the bytes as a UART of that speed would; `link`
    /// is where a symbolic link to it is put.
    ///
    /// # Errors
    /// No pseudo-terminal is to be had, or something that is no stale link of an earlier server stands at `link`.
    pub fn start(modem: Modem<C>, baud: Option<u32>, link: Option<&Path>) -> io::Result<Self> {
        Self::share(SharedModem::new(modem), baud, link)
    }

    /// As [`PtyServer::start`], with a modem that others use beside its line.
    ///
    /// # Errors
    /// As [`PtyServer::start`].
    pub fn share(modem: SharedModem<C>, baud: Option<u32>, link: Option<&Path>) -> io::Result<Self> {
        let (master, slave, path) = open_pair()?;
        let link = link.map(|link| Link::create(link, &path)).transpose()?;
        let port = Port {
            watch: Watch::new(&path),
            master,
            slave,
            connection: Connection::new(baud),
            modem: modem.clone(),
        };
        let worker = Worker::start("signoff-pty", move |stopped| port.run(&stopped))?;
        Ok(Self {
            link,
            path,
            modem,
            worker,
        })
    }

    /// What to open: the link if there is one, else the terminal itself.
    pub fn path(&self) -> &Path {
        self.link.as_ref().map_or(self.path.as_path(), Link::path)
    }

    /// The modem, as to arm a fault between commands.
    pub fn modem(&self) -> Arc<Mutex<Modem<C>>> {
        self.modem.engine()
    }

    /// Waits until the server ends by itself, which it does when the terminal fails.
    pub fn wait(&mut self) {
        self.worker.wait();
    }
}

/// Both ends in raw mode. The slave end stays open here, so that the terminal and its settings outlive each client.
fn open_pair() -> io::Result<(OwnedFd, OwnedFd, PathBuf)> {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
    grantpt(&master)?;
    unlockpt(&master)?;
    let name = ptsname(&master, Vec::new())?;
    let path = PathBuf::from(std::ffi::OsString::from_vec(name.into_bytes()));
    let slave = rustix::fs::open(
        &path,
        OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC,
        Mode::empty(),
    )?;
    let mut settings = tcgetattr(&slave)?;
    settings.make_raw();
    tcsetattr(&slave, OptionalActions::Now, &settings)?;
    let flags = rustix::fs::fcntl_getfl(&master)?;
    rustix::fs::fcntl_setfl(&master, flags | OFlags::NONBLOCK)?;
    Ok((master, slave, path))
}

/// What the thread holds.
struct Port<C> {
    master: OwnedFd,
    slave: OwnedFd,
    watch: Option<Watch>,
    connection: Connection,
    modem: SharedModem<C>,
}

impl<C: CardPort> Port<C> {
    fn run(mut self, stopped: &Stopped) {
        let clock = Clock::start();
        let mut attentive_until = Duration::ZERO;
        loop {
            let attentive = clock.now() < attentive_until;
            let Some(events) = self.poll(stopped, clock, attentive) else {
                return;
            };
            let was_sending = self.connection.is_sending();
            // Before each reading: bytes of a new client must not be dropped with those of one that left before.
            if events.clients || events.readable {
                self.follow_clients();
            }
            if events.readable && !self.read(clock) {
                return;
            }
            self.modem
                .on_the_line(|modem| self.connection.advance(clock.now(), modem));
            if !self.write() {
                return;
            }
            if was_sending && !self.connection.is_sending() {
                attentive_until = clock.now() + ATTENTIVE;
            }
        }
    }

    /// Waits for something to do, or but looks whether there is when `attentive`; `None` when the server ends.
    fn poll(&self, stopped: &Stopped, clock: Clock, attentive: bool) -> Option<Events> {
        let mut descriptors = vec![
            PollFd::new(stopped, PollFlags::IN),
            PollFd::new(&self.master, self.connection.wanted()),
        ];
        if let Some(watch) = &self.watch {
            descriptors.push(PollFd::new(watch, PollFlags::IN));
        }
        let wake = self.connection.wake();
        // The host waits for the end of an answer and for nothing else: that must not be late.
        let tail = self.connection.tail().filter(|tail| Some(*tail) == wake);
        let timeout = if attentive {
            // Who is to answer may need this very processor.
            std::thread::yield_now();
            Some(clock.until(Duration::ZERO))
        } else {
            let due = tail.map(|tail| tail.saturating_sub(LATE)).or(wake);
            due.map(|due| clock.until(due))
        };
        match poll(&mut descriptors, timeout.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return None,
        }
        if let Some(tail) = tail.filter(|tail| tail.saturating_sub(LATE) <= clock.now()) {
            clock.spin_until(tail);
        }
        let happened = |place: usize| descriptors.get(place).map_or(PollFlags::empty(), PollFd::revents);
        happened(0).is_empty().then(|| Events {
            readable: !(happened(1) - PollFlags::OUT).is_empty(),
            clients: !happened(2).is_empty(),
        })
    }

    fn follow_clients(&mut self) {
        let gone = self.watch.as_mut().is_some_and(Watch::last_client_is_gone);
        if gone {
            // A client that was killed leaves the terminal to itself alone, and bytes that nobody read.
            ioctl_tiocnxcl(&self.slave).unwrap_or_default();
            tcflush(&self.slave, QueueSelector::IFlush).unwrap_or_default();
            self.modem.on_the_line(|modem| self.connection.hang_up(modem));
        }
    }

    /// False when the terminal failed.
    fn read(&mut self, clock: Clock) -> bool {
        let mut buffer = [0; 4096];
        match rustix::io::read(self.master.as_fd(), &mut buffer) {
            Ok(count) => {
                let bytes = buffer.get(..count).unwrap_or_default();
                self.connection.receive(clock.now(), bytes);
                count > 0
            }
            Err(Errno::AGAIN | Errno::INTR) => true,
            Err(_) => false,
        }
    }

    /// False when the terminal failed.
    fn write(&mut self) -> bool {
        let ready = &mut self.connection.ready;
        if self.watch.as_ref().is_some_and(Watch::nobody_is_there) {
            // As on a wire without anybody at its end.
            ready.clear();
        }
        while !ready.is_empty() {
            match rustix::io::write(self.master.as_fd(), ready) {
                Ok(count) => drop(ready.drain(..count)),
                Err(Errno::AGAIN) => break,
                Err(Errno::INTR) => {}
                Err(_) => return false,
            }
        }
        true
    }
}

struct Events {
    readable: bool,
    clients: bool,
}
