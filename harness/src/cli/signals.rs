//! Ctrl-C and SIGTERM.

use super::{Console, Exit};
use crate::runner::Stopper;

/// Waits for the first signal, and asks the run to stop. The second one ends the process at once.
pub(super) async fn stop_when_asked(mut signals: Signals, stopper: Stopper, console: Console) {
    signals.asked().await;
    console.note(&console.say("common-stopping", &[]));
    stopper.stop();
    signals.asked().await;
    console.note(&console.say("common-stopped-at-once", &[]));
    std::process::exit(i32::from(Exit::Interrupted.code()));
}

/// Listens for Ctrl-C and SIGTERM from when it is made: a signal that comes before somebody waits is not lost.
pub(super) struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

impl Signals {
    /// Begins to listen; needs a runtime.
    pub(super) fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Until somebody asks us to end.
    pub(super) async fn asked(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
