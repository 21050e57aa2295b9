//! What keeps the LPA from an answer.

use signoff_protocol::apdu::ApduError;
use signoff_protocol::tlv::DecodeError;

use crate::transport::TransportError;

use super::{OpenAttempt, Refusal, StateChange};

/// Why a call has no outcome. What the eUICC refuses is a [`super::Refusal`] instead.
///
/// After an error no channel of this LPA is open, as far as the device still answers; the next call opens one.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LpaError {
    /// The link broke, and nothing was changed on the eUICC by this call.
    #[error("{doing}: {source}")]
    Transport {
        /// What was being done: `GetEID`, `opening the ISD-R`.
        doing: String,
        /// What happened.
        #[source]
        source: TransportError,
    },
    /// No ISD-R answered under any of the AIDs.
    #[error("no ISD-R found: {}", list(.tried))]
    NoIsdR {
        /// What was tried, in order.
        tried: Vec<OpenAttempt>,
    },
    /// The answer is not what SGP.22 says.
    #[error("{function}: malformed answer: {source}: {}", shortened(.hex))]
    Malformed {
        /// The function.
        function: &'static str,
        /// What is wrong, and at which byte.
        #[source]
        source: DecodeError,
        /// The whole answer.
        hex: String,
    },
    /// The answer never ends.
    #[error("{function}: the answer has more than {limit} {unit}")]
    Endless {
        /// The function.
        function: &'static str,
        /// The limit.
        limit: usize,
        /// Of what: `bytes`, `GET RESPONSE rounds`.
        unit: &'static str,
    },
    /// The request does not fit into 256 segments.
    #[error("{function}: {source}")]
    TooLong {
        /// The function.
        function: &'static str,
        /// The size.
        #[source]
        source: ApduError,
    },
    /// The outcome of the same change is unknown; sending it again without reading the state back could do it
    /// twice.
    #[error("the outcome of {change} is unknown: read the state back before it is sent again")]
    Unresolved {
        /// What was sent.
        change: StateChange,
    },
    /// The eUICC refused something without which nothing can go on.
    #[error("{0}")]
    Refused(Refusal),
    /// The state could not be read back.
    #[error("the outcome of {change} could not be resolved: {reason}")]
    Unresolvable {
        /// What was sent.
        change: StateChange,
        /// The last error.
        reason: String,
    },
}

impl LpaError {
    /// The error of the link, if that is what it was.
    pub const fn transport(&self) -> Option<&TransportError> {
        match self {
            Self::Transport { source, .. } => Some(source),
            _ => None,
        }
    }
}

fn list(tried: &[OpenAttempt]) -> String {
    if tried.is_empty() {
        return "no AID to try".to_owned();
    }
    let lines: Vec<String> = tried.iter().map(ToString::to_string).collect();
    lines.join("; ")
}

/// The first 64 bytes are enough for a message; the whole answer stands in the field.
fn shortened(hex: &str) -> String {
    match hex.get(..128) {
        Some(start) if hex.len() > 128 => format!("{start}... ({} bytes)", hex.len() / 2),
        _ if hex.is_empty() => "no data".to_owned(),
        _ => hex.to_owned(),
    }
}
