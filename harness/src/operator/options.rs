//! How the client goes about its work.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use super::SessionToken;

/// Options of [`super::OperatorClient`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorOptions {
    /// Certificates (DER) that the desk's certificate must lead to; no other root counts. Not needed for http.
    pub roots: Vec<Vec<u8>>,
    /// Where hosts are, instead of what DNS says. A host in lower case.
    pub resolve: BTreeMap<String, SocketAddr>,
    /// Deadline of the connection, its TLS handshake included, in milliseconds.
    pub connect_timeout_ms: u64,
    /// Deadline of a whole request, in milliseconds.
    pub timeout_ms: u64,
    /// Longest body that is read, bytes.
    pub max_body: usize,
    /// Who was identified before, so that it need not be done again.
    pub session: Option<SessionToken>,
}

impl Default for OperatorOptions {
    fn default() -> Self {
        Self {
            roots: Vec::new(),
            resolve: BTreeMap::new(),
            connect_timeout_ms: 5_000,
            timeout_ms: 30_000,
            max_body: 1024 * 1024,
            session: None,
        }
    }
}
