//! What went over ES10 and over ES9+ during a step, in one order.

use std::sync::{Arc, Mutex, PoisonError};

use crate::lpa::{Es10Exchange, ExchangeSink};

/// One request of the LPA and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exchange {
    /// With the eUICC.
    Es10(Es10Exchange),
    /// With an SM-DP+ or SM-DS.
    Es9p(Es9pExchange),
}

/// One ES9+ or ES11 function, without anything that differs from run to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Es9pExchange {
    /// As SGP.22 spells it in a path: `handleNotification`.
    pub function: String,
    /// The host, without port.
    pub server: String,
    /// What was sent, where it is short enough to tell: `3 delete of 8932100000000000013`.
    pub request: Option<String>,
    /// How it was answered: `204`, `200 Executed-Success`, `200 Failed 8.2.6/3.8`, `no answer: timeout`.
    pub answer: String,
}

/// Collects exchanges; clones share them, so that the ends of the LPA and of the runner see the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchanges(Arc<Mutex<Vec<Exchange>>>);

impl Exchanges {
    /// What was collected since the last call.
    pub(super) fn take(&self) -> Vec<Exchange> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// An exchange with a server has ended.
    pub(super) fn es9p(&self, exchange: Es9pExchange) {
        self.push(Exchange::Es9p(exchange));
    }

    fn push(&self, exchange: Exchange) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(exchange);
    }
}

impl ExchangeSink for Exchanges {
    fn exchange(&mut self, exchange: Es10Exchange) {
        self.push(Exchange::Es10(exchange));
    }
}
