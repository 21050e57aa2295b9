//! Ctrl-C and SIGTERM.

use super::{Console, Exit};
use crate::runner::Stopper;

/// Waits for the first signal, and asks the run to stop. The second one ends the process at once.
pub(super) async fn stop_when_asked(stopper: Stopper, console: Console) {
    if asked().await.is_err() {
        return;
    }
    console.note("stopping: the command that is running ends first, then channels are closed");
    stopper.stop();
    if asked().await.is_ok() {
        console.note("stopped at once: the state of the card is not known");
        std::process::exit(i32::from(Exit::Interrupted.code()));
    }
}

/// Until somebody asks us to end.
pub(super) async fn asked() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
