//! From the errors of the parties to what is kept of them.

use super::Failure;
use crate::lpa::es9p::{Es9pCause, Es9pError};
use crate::lpa::{LpaError, Refusal};
use crate::operator::OperatorError;
use crate::transport::TransportError;

impl From<&Refusal> for Failure {
    fn from(refusal: &Refusal) -> Self {
        Self::Card {
            function: refusal.function.to_owned(),
            result: match (refusal.status, refusal.code) {
                (Some(status), _) => status.to_string(),
                (None, Some(code)) => format!("{}({code})", refusal.name),
                (None, None) => refusal.name.clone(),
            },
        }
    }
}

impl From<&TransportError> for Failure {
    fn from(error: &TransportError) -> Self {
        match error {
            TransportError::Timeout { after_ms, .. } => Self::device("timeout", after_ms, error),
            TransportError::Disconnected { device, .. } => Self::device("gone", device, error),
            TransportError::Restarted { device, .. } => Self::device("restarted", device, error),
            TransportError::Mute { .. } => Self::device("mute", "", error),
            TransportError::Garbled { received, .. } => Self::device("garbled", received, error),
            TransportError::Busy { port, .. } => Self::device("busy", port, error),
            TransportError::Open { device, .. } => Self::device("not_opened", device, error),
            TransportError::CommandRefused { command, result } => Self::answered(command, result),
            TransportError::ChannelNotOpen { channel } => Self::device("channel", channel, error),
            TransportError::Unsupported { device, .. } => Self::device("unsupported", device, error),
        }
    }
}

impl From<&LpaError> for Failure {
    fn from(error: &LpaError) -> Self {
        match error {
            LpaError::Transport { source, .. } => source.into(),
            LpaError::Refused(refusal) => refusal.into(),
            LpaError::NoIsdR { .. } => Self::device("no_isd_r", "", error),
            LpaError::Malformed { function, .. } | LpaError::Endless { function, .. } => {
                Self::device("malformed", function, error)
            }
            LpaError::TooLong { function, .. } => Self::device("too_long", function, error),
            LpaError::Unresolved { change } | LpaError::Unresolvable { change, .. } => {
                Self::device("unresolved", change.function(), error)
            }
        }
    }
}

impl From<&Es9pError> for Failure {
    fn from(error: &Es9pError) -> Self {
        let (cause, detail) = match &error.cause {
            Es9pCause::Status { status, .. } => ("status".to_owned(), status.to_string()),
            Es9pCause::Redirect { status, .. } => ("redirect".to_owned(), status.to_string()),
            Es9pCause::Timeout { after_ms } => (error.word(), after_ms.to_string()),
            Es9pCause::Failed(failure) => ("failed".to_owned(), failure.code()),
            _ => (error.word(), String::new()),
        };
        Self::Smdp {
            server: error.server.clone(),
            cause,
            detail,
            said: error.cause.to_string(),
        }
    }
}

impl From<&OperatorError> for Failure {
    fn from(error: &OperatorError) -> Self {
        let (cause, detail) = match error {
            OperatorError::Url { url, .. } => ("url", url.clone()),
            OperatorError::NotReachable { url, .. } => ("not_reachable", url.clone()),
            OperatorError::Timeout { url, .. } => ("timeout", url.clone()),
            OperatorError::Tls { url, .. } => ("tls", url.clone()),
            OperatorError::IdentificationRefused { .. } => ("identification_refused", String::new()),
            OperatorError::Locked => ("locked", String::new()),
            OperatorError::NotIdentified => ("not_identified", String::new()),
            OperatorError::UnknownLine { iccid } => ("unknown_line", iccid.to_string()),
            OperatorError::UnknownOrder { external_id } => ("unknown_order", external_id.clone()),
            OperatorError::Refused { code, reason, .. } => {
                return Self::Operator {
                    cause: "refused".to_owned(),
                    detail: code.to_string(),
                    said: reason.clone(),
                };
            }
            OperatorError::ServerFault { status, .. } => ("status", status.to_string()),
            OperatorError::Malformed { path, .. } => ("malformed", path.clone()),
        };
        Self::Operator {
            cause: cause.to_owned(),
            detail,
            said: error.to_string(),
        }
    }
}
