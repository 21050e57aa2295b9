//! A modem at one end of a line. Moves bytes by given times and touches no descriptor.

use std::time::Duration;

use rustix::event::PollFlags;

use super::uart::Uart;
use crate::modem::{Modem, Outbox};
use crate::terminal::CardPort;

/// Bytes under way, both directions together, from which on the host is read no further.
const FULL: usize = 64 * 1024;

#[derive(Debug)]
pub(super) struct Connection {
    uart: Uart,
    outbox: Outbox,
    /// What the host may have by now.
    pub(super) ready: Vec<u8>,
}

impl Connection {
    pub(super) fn new(baud: Option<u32>) -> Self {
        Self {
            uart: Uart::new(baud),
            outbox: Outbox::default(),
            ready: Vec::new(),
        }
    }

    /// The host wrote bytes.
    pub(super) fn receive(&mut self, now: Duration, bytes: &[u8]) {
        self.uart.receive(now, bytes);
    }

    /// Lets everything happen that is due by `now`, in the order of its time and as if at that time.
    pub(super) fn advance(&mut self, now: Duration, modem: &mut Modem<impl CardPort>) {
        loop {
            let received = self.uart.next_received().filter(|due| *due <= now);
            let due = self.outbox.next_due().filter(|due| *due <= now);
            match (received, due) {
                (None, None) => break,
                (Some(received), Some(due)) if due <= received => self.send(due),
                (None, Some(due)) => self.send(due),
                (Some(_), _) => {
                    if let Some((at, byte)) = self.uart.received(now) {
                        self.hand_over(at, byte, modem);
                    }
                }
            }
        }
        self.uart.sent(now, &mut self.ready);
    }

    fn send(&mut self, due: Duration) {
        if let Some(bytes) = self.outbox.pop(due) {
            self.uart.send(due, &bytes);
        }
    }

    fn hand_over(&mut self, at: Duration, byte: u8, modem: &mut Modem<impl CardPort>) {
        // The LF of a CR LF belongs to the command and does not stop it.
        if byte != b'\n' && self.outbox.abort() {
            modem.abort();
        } else {
            modem.input(&[byte]);
        }
        self.outbox.push(at, modem.take_output());
    }

    /// What to ask of the host's descriptor. A host that takes no answers, or writes faster than its line is, has to
    /// wait: what it writes is not kept without a bound.
    pub(super) fn wanted(&self) -> PollFlags {
        let mut wanted = PollFlags::empty();
        if self.ready.len() + self.uart.under_way() < FULL {
            wanted |= PollFlags::IN;
        }
        if !self.ready.is_empty() {
            wanted |= PollFlags::OUT;
        }
        wanted
    }

    /// When to come back.
    pub(super) fn wake(&self) -> Option<Duration> {
        [self.uart.wake(), self.outbox.next_due()]
            .into_iter()
            .flatten()
            .min()
    }

    /// When the next of the last bytes to the host arrives there, on a line that takes time.
    pub(super) fn tail(&self) -> Option<Duration> {
        self.uart.tail()
    }

    /// Whether bytes are on their way to the host, on a line that takes time.
    pub(super) fn is_sending(&self) -> bool {
        self.uart.is_sending()
    }

    /// The host is gone: what was under way is lost.
    pub(super) fn hang_up(&mut self, modem: &mut Modem<impl CardPort>) {
        self.uart.clear();
        self.outbox.clear();
        self.ready.clear();
        modem.hang_up();
    }
}
