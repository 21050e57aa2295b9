//! The machine's time, counted from when a server was started.

use std::time::{Duration, Instant};

use rustix::event::Timespec;

#[derive(Clone, Copy, Debug)]
pub(super) struct Clock(Instant);

#[expect(
    clippy::disallowed_methods,
    reason = "a server is driven by the time of the machine"
)]
impl Clock {
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    pub(super) fn now(self) -> Duration {
        self.0.elapsed()
    }

    /// How long to wait until `due`; none for what is past.
    pub(super) fn until(self, due: Duration) -> Timespec {
        due.saturating_sub(self.now()).try_into().unwrap_or(Timespec {
            tv_sec: 3600,
            tv_nsec: 0,
        })
    }

    /// Waits for the last moments before `due` without giving up the processor: who sleeps wakes late by about a
    /// byte's time.
    pub(super) fn spin_until(self, due: Duration) {
        while self.now() < due {
            std::hint::spin_loop();
        }
    }
}
