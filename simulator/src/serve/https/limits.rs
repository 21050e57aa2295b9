//! What a client may take.

use std::time::Duration;

/// Connections at the same time; more are closed at once.
pub(in crate::serve) const CONNECTIONS: usize = 1024;
/// Longest body of a request, bytes.
pub(in crate::serve) const BODY: usize = 256 * 1024;
/// Longest head of a request, bytes.
pub(in crate::serve) const HEAD: usize = 16 * 1024;
/// Most header fields of a request.
pub(in crate::serve) const HEADERS: usize = 64;
/// Time for the TLS handshake.
pub(in crate::serve) const HANDSHAKE: Duration = Duration::from_secs(10);
/// Time to send a head, which is how long an idle connection lives, too.
pub(in crate::serve) const HEAD_TIME: Duration = Duration::from_secs(15);
/// Time to send a body.
pub(in crate::serve) const BODY_TIME: Duration = Duration::from_secs(15);
/// Longest delay that a fault may ask for.
pub(in crate::serve) const DELAY: Duration = Duration::from_mins(2);
/// Time of one connection from its beginning to its end.
pub(in crate::serve) const CONNECTION: Duration = Duration::from_mins(5);
/// Time that what is under way gets when the server ends.
pub(in crate::serve) const END: Duration = Duration::from_secs(2);
