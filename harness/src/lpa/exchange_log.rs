//! What the LPA tells of its ES10 calls: one record for each, whatever the link made of it.

use std::sync::{Arc, Mutex, PoisonError};

use signoff_protocol::apdu::StatusWord;

/// One ES10 function: request and response without segments, GET RESPONSE and status words of success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Es10Exchange {
    /// As SGP.22 spells it: `GetProfilesInfo`.
    pub function: &'static str,
    /// The request TLV.
    pub request: Vec<u8>,
    /// The response TLV, if there was one.
    pub response: Option<Vec<u8>>,
    /// How it ended.
    pub outcome: ExchangeOutcome,
}

/// How an exchange ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExchangeOutcome {
    /// With a response TLV; a result code stands in it.
    Answered,
    /// With a status word other than success.
    Status(StatusWord),
    /// Without an answer; the text says why, and differs from link to link.
    Lost(String),
}

/// Takes the records.
pub trait ExchangeSink: Send {
    /// An exchange has ended.
    fn exchange(&mut self, exchange: Es10Exchange);
}

/// For who is not interested.
impl ExchangeSink for () {
    fn exchange(&mut self, _exchange: Es10Exchange) {}
}

/// Collects the records; clones share them, so that one end stays with the LPA and the other with the runner.
#[derive(Clone, Debug, Default)]
pub struct ExchangeLog(Arc<Mutex<Vec<Es10Exchange>>>);

impl ExchangeLog {
    /// What was collected since the last call.
    pub fn take(&self) -> Vec<Es10Exchange> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl ExchangeSink for ExchangeLog {
    fn exchange(&mut self, exchange: Es10Exchange) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(exchange);
    }
}
