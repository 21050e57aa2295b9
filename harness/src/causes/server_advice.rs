//! What to do about an SM-DP+.

use crate::lpa::es9p::{Es9pCause, Es9pError, TlsProblem};
use crate::text::Message;

/// What a user can do about an error of a server.
pub fn server_advice(error: &Es9pError) -> Message {
    let english = error.advice();
    match &error.cause {
        Es9pCause::Dns { .. } => Message::translated("cause-advice-dns", &[], english),
        Es9pCause::Refused | Es9pCause::Unreachable { .. } => {
            Message::translated("cause-advice-unreachable", &[], english)
        }
        Es9pCause::Reset | Es9pCause::Timeout { .. } => {
            Message::translated("cause-advice-later", &[], english)
        }
        Es9pCause::Tls(problem) => match problem {
            TlsProblem::Expired { .. } => Message::translated("cause-advice-expired", &[], english),
            TlsProblem::NotYetValid { .. } => Message::translated("cause-advice-clock", &[], english),
            TlsProblem::WrongName { .. } => Message::translated("cause-advice-name", &[], english),
            TlsProblem::UnknownIssuer => Message::translated("cause-advice-issuer", &[], english),
            TlsProblem::Certificate { .. } | TlsProblem::Handshake { .. } => {
                Message::translated("cause-advice-certificate", &[], english)
            }
        },
        Es9pCause::Redirect { .. } => Message::translated("cause-advice-redirect", &[], english),
        Es9pCause::Status { status: 404, .. } => Message::translated("cause-advice-no-path", &[], english),
        Es9pCause::Status { .. } => Message::translated("cause-advice-status", &[], english),
        Es9pCause::NotJson { .. } | Es9pCause::Oversized { .. } | Es9pCause::Other { .. } => {
            Message::translated("cause-advice-portal", &[], english)
        }
        Es9pCause::Failed(_) => Message::translated("cause-advice-failed", &[], english),
    }
}
