//! What all requests share.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use signoff_protocol::tmf::{ErrorCode, TmfError};

use super::clock::DeskClock;
use super::exchange;
use super::link::{LinkError, SmdpLink};
use crate::operator::Operator;

/// The desk, its clock, and its way to the SM-DP+.
pub(super) struct Site {
    pub(super) operator: Arc<Operator>,
    pub(super) clock: DeskClock,
    link: Option<Arc<dyn SmdpLink>>,
    /// News come one after the other; what went wrong last.
    trouble: Mutex<Option<LinkError>>,
}

impl Site {
    pub(super) fn new(
        operator: Arc<Operator>,
        clock: DeskClock,
        link: Option<Arc<dyn SmdpLink>>,
    ) -> Arc<Self> {
        Arc::new(Self {
            operator,
            clock,
            link,
            trouble: Mutex::new(None),
        })
    }

    /// Whether there is an SM-DP+, and what went wrong with it last.
    pub(super) fn link(&self) -> (bool, Option<LinkError>) {
        let trouble = self
            .trouble
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        (self.link.is_some(), trouble)
    }

    /// Carries something out between news and calls, not on the threads that listen.
    pub(super) async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Operator, Timestamp) -> Result<T, TmfError> + Send + 'static,
    ) -> Result<T, TmfError> {
        let site = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let now = site.clock.now();
            site.exchange(now, true);
            let done = work(&site.operator, now);
            // Work may have moved the clock.
            site.exchange(site.clock.now(), false);
            done
        });
        let broken = |_| TmfError::new(ErrorCode::OutOfOrder, "the desk gave up on this request");
        done.await.map_err(broken)?
    }

    fn exchange(&self, now: Timestamp, listens: bool) {
        let Some(link) = &self.link else {
            return;
        };
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        let listened = if listens {
            exchange::listen(&self.operator, &**link, now)
        } else {
            Ok(())
        };
        let done = listened.and_then(|()| exchange::speak(&self.operator, &**link, now));
        // A desk works on without its SM-DP+, with what it knew.
        *trouble = done.err();
    }
}
