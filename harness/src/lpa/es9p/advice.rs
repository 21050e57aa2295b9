//! What to do about an error of ES9+.

use super::{Es9pCause, Es9pError, TlsProblem};

impl Es9pError {
    /// What a user can do, as one short sentence.
    pub const fn advice(&self) -> &'static str {
        match &self.cause {
            Es9pCause::Dns { .. } => {
                "check the address and the network; --resolve HOST=IP:PORT says where a host is without DNS"
            }
            Es9pCause::Refused | Es9pCause::Unreachable { .. } => {
                "check that the server runs and that port and --resolve are right; what waits on the card stays there"
            }
            Es9pCause::Reset | Es9pCause::Timeout { .. } => {
                "try again later; what waits on the card stays there until it is acknowledged"
            }
            Es9pCause::Tls(problem) => problem.advice(),
            Es9pCause::Redirect { .. } => {
                "redirects are not followed; if the server moved, its operator has to say so in the profile"
            }
            Es9pCause::Status { status: 404, .. } => "is this an SM-DP+? its ES9+ has no such path",
            Es9pCause::Status { .. } => {
                "the server is in trouble or does not like the request; ask its operator"
            }
            Es9pCause::NotJson { .. } | Es9pCause::Oversized { .. } | Es9pCause::Other { .. } => {
                "is this an SM-DP+, or does a portal or proxy answer in its place?"
            }
            Es9pCause::Failed(_) => "the operator's side decides this; the code says what it misses",
        }
    }
}

impl TlsProblem {
    const fn advice(&self) -> &'static str {
        match self {
            Self::Expired { .. } => {
                "the server needs a new certificate; check the clock of this machine if it should be valid"
            }
            Self::NotYetValid { .. } => "check the clock of this machine",
            Self::WrongName { .. } => "check the address, and where --resolve leads",
            Self::UnknownIssuer => {
                "the roots are the card's CIs; --tls-root FILE adds the certificate of another one"
            }
            Self::Certificate { .. } | Self::Handshake { .. } => {
                "the server needs a certificate as SGP.22 §4.5.2.1 describes it, for P-256, and TLS 1.2 or 1.3"
            }
        }
    }
}
