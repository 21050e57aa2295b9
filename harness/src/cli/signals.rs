//! Ctrl-C and SIGTERM.

use std::io;

use super::{Console, Exit};
use crate::runner::Stopper;

/// Waits for the first signal, and asks the run to stop. The second one ends the process at once.
pub(super) async fn stop_when_asked(stopper: Stopper, console: Console) {
    let Ok(mut signals) = Signals::listen() else {
        return;
    };
    if signals.next().await.is_err() {
        return;
    }
    console.note("stopping: the command that is running ends first, then channels are closed");
    stopper.stop();
    if signals.next().await.is_ok() {
        console.note("stopped at once: the state of the card is not known");
        std::process::exit(i32::from(Exit::Interrupted.code()));
    }
}

/// Until somebody asks us to end.
pub(super) async fn asked() -> io::Result<()> {
    Signals::listen()?.next().await
}

/// Listens from the start on: a signal that comes between two calls of [`Signals::next`] is not lost.
#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    #[expect(clippy::unnecessary_wraps, reason = "it can fail on other systems")]
    async fn next(&mut self) -> io::Result<()> {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        Ok(())
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}
