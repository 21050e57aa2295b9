//! The end of a session that does not end well, on both sides (SGP.22 §3.0.2).

use signoff_protocol::es9p::CancelSessionRequest;
use signoff_protocol::es10b::{CancelSessionReason, CancelSessionResponse};
use signoff_protocol::id::TransactionId;

use super::super::es9p::{Es9p, ServerAddress};
use super::super::{Lpa, Outcome};

/// Who was told that a session ends, and what each said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cancellation {
    /// Nobody had to be told: there was no session, or it had ended.
    #[default]
    NotNeeded,
    /// The eUICC ended it; the server had ended it itself.
    Euicc {
        /// For this reason.
        reason: CancelSessionReason,
    },
    /// Both ended it.
    Both {
        /// For this reason.
        reason: CancelSessionReason,
    },
    /// Somebody could not be told.
    Failed {
        /// For this reason.
        reason: CancelSessionReason,
        /// Who, and why.
        problem: String,
    },
}

impl Cancellation {
    /// One word for flows: `both`, `euicc`, `not_needed`, `failed`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotNeeded => "not_needed",
            Self::Euicc { .. } => "euicc",
            Self::Both { .. } => "both",
            Self::Failed { .. } => "failed",
        }
    }
}

/// A session that both sides may know of.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) server: ServerAddress,
    pub(super) transaction_id: TransactionId,
}

/// Ends the session at the eUICC and, with what it signs for that, at the server; the latter not if `server_ended`.
pub(super) async fn cancel(
    lpa: &mut Lpa,
    es9p: &dyn Es9p,
    open: &Open,
    reason: CancelSessionReason,
    server_ended: bool,
) -> Cancellation {
    let failed = |problem: String| Cancellation::Failed { reason, problem };
    let answer = match lpa.cancel_session(open.transaction_id, reason).await {
        Ok(Outcome::Done(answer)) => answer,
        Ok(Outcome::Refused(refusal)) => return failed(refusal.to_string()),
        Ok(Outcome::Unknown(error)) => return failed(error.to_string()),
        Err(error) => return failed(error.to_string()),
    };
    if let CancelSessionResponse::Error(error) = answer.value {
        return failed(format!("CancelSession refused: {error}"));
    }
    if server_ended {
        return Cancellation::Euicc { reason };
    }
    let request = CancelSessionRequest {
        transaction_id: open.transaction_id,
        cancel_session_response: answer.der,
    };
    match es9p.cancel_session(&open.server, &request).await {
        Ok(_) => Cancellation::Both { reason },
        Err(error) => failed(error.to_string()),
    }
}
