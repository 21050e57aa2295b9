//! The way of a simulated desk to an SM-DP+ in another process: ES2+ and the paths of our own, over HTTPS.

use jiff::Timestamp;
use signoff_protocol::es9p::from_json;
use signoff_simulator::operator::{Cursor, SmdpCall, SmdpNews};
use signoff_simulator::serve::https::ADMIN_PATH;
use signoff_simulator::serve::operator::{LinkError, SmdpLink};
use tokio::runtime::Handle;

use crate::lpa::es9p::{Es9p as _, Es9pClient, ServerAddress};

/// An SM-DP+ behind HTTPS.
pub(super) struct RemoteSmdp {
    client: Es9pClient,
    server: ServerAddress,
}

impl RemoteSmdp {
    /// Nothing is sent yet.
    pub(super) const fn new(client: Es9pClient, server: ServerAddress) -> Self {
        Self { client, server }
    }

    /// The desk calls on a thread of its runtime that may block.
    fn post(&self, path: &str, body: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        let failed = |reason: String| LinkError { reason };
        let runtime = Handle::try_current().map_err(|error| failed(error.to_string()))?;
        let answer = runtime
            .block_on(self.client.post(&self.server, path, body))
            .map_err(|error| failed(error.to_string()))?;
        match answer.status {
            200 => Ok(answer.body),
            status => Err(failed(format!("{path}: status {status}"))),
        }
    }
}

impl SmdpLink for RemoteSmdp {
    fn news(&self, since: &Cursor) -> Result<SmdpNews, LinkError> {
        let read = |from: u64| {
            let body = self.post(&format!("{ADMIN_PATH}/operator-events/{from}"), Vec::new())?;
            from_json::<SmdpNews>(&body).map_err(|error| LinkError {
                reason: format!("its news can't be read: {error}"),
            })
        };
        let news = read(since.next)?;
        // Another life counts from the beginning.
        if news.instance == since.instance || since.next == 0 {
            Ok(news)
        } else {
            read(0)
        }
    }

    fn call(&self, call: &SmdpCall, _: Timestamp) -> Result<Vec<u8>, LinkError> {
        self.post(call.function.path(), call.body.clone())
    }
}
