//! One request to one server, as a trait: HTTPS in earnest, a script or an engine in this process for tests.

use futures::future::BoxFuture;

use super::{Es9pError, ServerAddress};

/// Carries requests of ES9+ and ES11.
pub trait Es9p: Send + Sync {
    /// POSTs `body`, which is JSON, to `path` at `server`. Whatever the server answers is `Ok`, whatever its
    /// status; an error says that there was no answer.
    fn post<'a>(
        &'a self,
        server: &'a ServerAddress,
        path: &'a str,
        body: Vec<u8>,
    ) -> BoxFuture<'a, Result<Es9pAnswer, Es9pError>>;
}

/// What a server answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Es9pAnswer {
    /// The HTTP status.
    pub status: u16,
    /// `X-Admin-Protocol` of the answer.
    pub admin_protocol: Option<String>,
    /// `Content-Type` of the answer.
    pub content_type: Option<String>,
    /// `Location` of a redirect, which nobody follows.
    pub location: Option<String>,
    /// The body, at most as long as [`super::Es9pOptions::max_body`].
    pub body: Vec<u8>,
}
