//! What a client may take.

use std::time::Duration;

/// Connections at the same time; more are closed at once.
pub(super) const CONNECTIONS: usize = 1024;
/// Longest body of a request, bytes.
pub(super) const BODY: usize = 256 * 1024;
/// Longest head of a request, bytes.
pub(super) const HEAD: usize = 16 * 1024;
/// Most header fields of a request.
pub(super) const HEADERS: usize = 64;
/// Time for the TLS handshake.
pub(super) const HANDSHAKE: Duration = Duration::from_secs(10);
/// Time to send a head, which is how long an idle connection lives, too.
pub(super) const HEAD_TIME: Duration = Duration::from_secs(15);
/// Time to send a body.
pub(super) const BODY_TIME: Duration = Duration::from_secs(15);
/// Longest delay that a fault may ask for.
pub(super) const DELAY: Duration = Duration::from_mins(2);
/// Time of one connection from its beginning to its end.
pub(super) const CONNECTION: Duration = Duration::from_mins(5);
/// Time that what is under way gets when the server ends.
pub(super) const END: Duration = Duration::from_secs(2);
