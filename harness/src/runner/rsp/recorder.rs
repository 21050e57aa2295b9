//! Between the LPA and its servers: writes down each request with its answer, and lets the LPA die on demand.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use signoff_protocol::message::Decode as _;
use signoff_protocol::notification::{NotificationMetadata, PendingNotification};
use signoff_protocol::tlv::Tlv;
use tokio::sync::Notify;

use super::outcome::{is_acknowledgement, say_answer};
use crate::lpa::es9p::{Es9p, Es9pAnswer, Es9pError, ServerAddress};
use crate::runner::exchanges::{Es9pExchange, Exchanges};

/// Path of ES9+.HandleNotification ends with this.
const HANDLE_NOTIFICATION: &str = "handleNotification";

/// Lets the LPA die when a number of notifications were acknowledged.
#[derive(Debug)]
pub(in crate::runner) struct Crash {
    left: AtomicU32,
    struck: Notify,
    last: Mutex<Option<NotificationMetadata>>,
}

impl Crash {
    /// After the `nth` acknowledgement, counted from 1.
    pub(in crate::runner) fn after(nth: u32) -> Arc<Self> {
        Arc::new(Self {
            left: AtomicU32::new(nth),
            struck: Notify::new(),
            last: Mutex::new(None),
        })
    }

    /// Ends when the LPA is to die.
    pub(in crate::runner) async fn struck(&self) {
        self.struck.notified().await;
    }

    /// The notification whose acknowledgement the LPA did not hear.
    pub(in crate::runner) fn last(&self) -> Option<NotificationMetadata> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether this acknowledgement is the one.
    fn acknowledged(&self, notification: Option<NotificationMetadata>) -> bool {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = notification;
        let before = self
            .left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        before == Ok(1)
    }
}

/// Writes down what goes through.
pub(in crate::runner) struct Recorder<'r> {
    inner: &'r dyn Es9p,
    exchanges: Exchanges,
    crash: Option<Arc<Crash>>,
}

impl<'r> Recorder<'r> {
    /// Around `inner`.
    pub(in crate::runner) const fn new(
        inner: &'r dyn Es9p,
        exchanges: Exchanges,
        crash: Option<Arc<Crash>>,
    ) -> Self {
        Self {
            inner,
            exchanges,
            crash,
        }
    }
}

impl Es9p for Recorder<'_> {
    fn post<'a>(
        &'a self,
        server: &'a ServerAddress,
        path: &'a str,
        body: Vec<u8>,
    ) -> BoxFuture<'a, Result<Es9pAnswer, Es9pError>> {
        async move {
            let function = path.rsplit('/').next().unwrap_or(path).to_owned();
            let notification = (function == HANDLE_NOTIFICATION)
                .then(|| metadata(&body))
                .flatten();
            let answer = self.inner.post(server, path, body).await;
            let delivered = function == HANDLE_NOTIFICATION && is_acknowledgement(&answer);
            self.exchanges.es9p(Es9pExchange {
                function,
                server: server.host(),
                request: notification.as_ref().map(say),
                answer: say_answer(&answer),
            });
            if let Some(crash) = self.crash.as_ref().filter(|_| delivered)
                && crash.acknowledged(notification)
            {
                crash.struck.notify_one();
                // The LPA is dead: it never hears the answer.
                std::future::pending::<()>().await;
            }
            answer
        }
        .boxed()
    }
}

/// What a request of HandleNotification is about.
fn metadata(body: &[u8]) -> Option<NotificationMetadata> {
    let body: serde_json::Value = serde_json::from_slice(body).ok()?;
    let bytes = STANDARD.decode(body.get("pendingNotification")?.as_str()?).ok()?;
    let notification = PendingNotification::decode(Tlv::parse_exact(&bytes).ok()?).ok()?;
    Some(notification.metadata().clone())
}

fn say(metadata: &NotificationMetadata) -> String {
    let iccid = metadata.iccid.map(|iccid| iccid.to_string());
    format!(
        "notification {} {} of {}",
        metadata.seq_number,
        metadata.event.name(),
        iccid.as_deref().unwrap_or("no profile")
    )
}
