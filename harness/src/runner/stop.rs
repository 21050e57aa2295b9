//! Ctrl-C: the command that is running ends first, then nothing new begins.

use std::time::Duration;

use tokio::sync::watch;

/// The end at which somebody asks a run to stop.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

/// The end at which a run listens.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<bool>);

impl Stopper {
    /// Both ends.
    pub fn new() -> (Self, Stop) {
        let (sender, receiver) = watch::channel(false);
        (Self(sender), Stop(receiver))
    }

    /// Asks the run to stop.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Stop {
    /// One that nobody asks.
    pub fn never() -> Self {
        Self(watch::channel(false).1)
    }

    /// Whether somebody has asked.
    pub fn is_asked(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits, but not longer than until somebody asks.
    pub async fn wait(&mut self, time: Duration) {
        let asked = async {
            if self.0.wait_for(|asked| *asked).await.is_err() {
                // Nobody can ask any more.
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = asked => {}
        }
    }
}
