//! The way to the SM-DP+: to one in this process, or by whatever means the caller has.

use std::sync::Arc;

use jiff::Timestamp;
use signoff_protocol::es9p::{CONTENT_TYPE, PROTOCOL_VERSION, X_ADMIN_PROTOCOL};

use crate::operator::{Cursor, SmdpCall, SmdpNews};
use crate::smdp::{HttpRequest, Smdp};

/// The SM-DP+ did not answer. It will be asked again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the SM-DP+ did not answer: {reason}")]
pub struct LinkError {
    /// What happened.
    pub reason: String,
}

/// The way to an SM-DP+. Calls may block; each has a deadline of its own.
pub trait SmdpLink: Send + Sync {
    /// What it has to tell from a place on. Another life of the SM-DP+ tells everything.
    ///
    /// # Errors
    /// It did not answer.
    fn news(&self, since: &Cursor) -> Result<SmdpNews, LinkError>;

    /// Makes a call of ES2+ and gives the body of the answer.
    ///
    /// # Errors
    /// It did not answer.
    fn call(&self, call: &SmdpCall, now: Timestamp) -> Result<Vec<u8>, LinkError>;
}

/// An SM-DP+ in this process.
#[derive(Clone, Debug)]
pub struct InProcessSmdp(Arc<Smdp>);

impl InProcessSmdp {
    /// The way to it.
    pub const fn new(smdp: Arc<Smdp>) -> Self {
        Self(smdp)
    }
}

/// Its life is that of the process.
const INSTANCE: &str = "this process";

impl SmdpLink for InProcessSmdp {
    fn news(&self, since: &Cursor) -> Result<SmdpNews, LinkError> {
        let from = if since.instance == INSTANCE { since.next } else { 0 };
        let (next, events) = self.0.operator_news(from);
        Ok(SmdpNews {
            instance: INSTANCE.to_owned(),
            next,
            calls: events.iter().map(crate::smdp::OperatorEvent::request).collect(),
        })
    }

    fn call(&self, call: &SmdpCall, now: Timestamp) -> Result<Vec<u8>, LinkError> {
        let address = self.0.addresses().next().unwrap_or_default().to_owned();
        let request = HttpRequest {
            address,
            path: call.function.path().to_owned(),
            headers: vec![
                ("Content-Type".to_owned(), CONTENT_TYPE.to_owned()),
                (X_ADMIN_PROTOCOL.to_owned(), PROTOCOL_VERSION.to_owned()),
            ],
            body: call.body.clone(),
        };
        let answer = self.0.handle(&request, now);
        match answer.status {
            200 => Ok(answer.body),
            status => Err(LinkError {
                reason: format!("status {status}"),
            }),
        }
    }
}
