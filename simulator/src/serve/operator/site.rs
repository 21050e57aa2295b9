//! What all requests share.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use signoff_protocol::tmf::{ErrorCode, TmfError};

use super::clock::DeskClock;
use super::exchange::{exchange, speak};
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
            let listened = site.exchange(now, exchange);
            let done = work(&site.operator, now);
            // Who did not answer before is not waited for a second time. Work may have moved the clock.
            if listened {
                site.exchange(site.clock.now(), speak);
            }
            done
        });
        let broken = |_| TmfError::new(ErrorCode::OutOfOrder, "the desk gave up on this request");
        done.await.map_err(broken)?
    }

    /// Whether the SM-DP+ answered; a desk works on without it, with what it knew.
    fn exchange(
        &self,
        now: Timestamp,
        talk: fn(&Operator, &dyn SmdpLink, Timestamp) -> Result<(), LinkError>,
    ) -> bool {
        let Some(link) = &self.link else {
            return false;
        };
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        *trouble = talk(&self.operator, &**link, now).err();
        trouble.is_none()
    }
}
