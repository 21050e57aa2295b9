//! How the client goes about its work.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use jiff::Timestamp;

/// Options of [`super::Es9pClient`]. The default trusts nobody: a client needs roots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Es9pOptions {
    /// Certificates (DER) that servers' certificates must lead to: those of the CIs that the eUICC trusts, and
    /// whatever the user adds. No other root counts.
    pub roots: Vec<Vec<u8>>,
    /// Where hosts are, instead of what DNS says. Such hosts are reached without a proxy, and their port in the
    /// map counts, not that of the address. A host in lower case.
    pub resolve: BTreeMap<String, SocketAddr>,
    /// Deadline of the connection, its TLS handshake included, in milliseconds.
    pub connect_timeout_ms: u64,
    /// Deadline of a whole request, in milliseconds.
    pub timeout_ms: u64,
    /// Longest body that is read, bytes.
    pub max_body: usize,
    /// When certificates must be valid; the machine's time if not given.
    pub now: Option<Timestamp>,
    /// Whether the proxies of the environment (`HTTPS_PROXY`, `NO_PROXY`) are used.
    pub proxy: bool,
}

impl Default for Es9pOptions {
    fn default() -> Self {
        Self {
            roots: Vec::new(),
            resolve: BTreeMap::new(),
            connect_timeout_ms: 10_000,
            timeout_ms: 60_000,
            // A BPP of a large profile with icons has some 100 kB, in base64 a third more.
            max_body: 4 * 1024 * 1024,
            now: None,
            proxy: true,
        }
    }
}
