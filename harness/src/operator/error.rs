//! Why the desk did not do what it was asked.

use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::ErrorCode;

/// Why the desk did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OperatorError {
    /// The URL can't be used.
    #[error("{url} is no address of an operator's desk: {reason}")]
    Url {
        /// As given.
        url: String,
        /// What is wrong.
        reason: String,
    },
    /// Nobody is there, or hung up.
    #[error("the operator's desk at {url} can't be reached: {reason}")]
    NotReachable {
        /// Where.
        url: String,
        /// What the system says.
        reason: String,
    },
    /// No answer in time. What was asked may have been done.
    #[error("the operator's desk at {url} did not answer within {after_ms} ms")]
    Timeout {
        /// Where.
        url: String,
        /// The deadline.
        after_ms: u64,
    },
    /// Its certificate is not to be trusted.
    #[error("the operator's desk at {url} shows a certificate that is not to be trusted: {reason}")]
    Tls {
        /// Where.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Account and proof do not belong together.
    #[error("the operator refused the identification{}", tries(*.tries_left))]
    IdentificationRefused {
        /// How many more wrong tries the account takes, where the desk says so.
        tries_left: Option<u32>,
    },
    /// Too many wrong tries.
    #[error("the operator has locked the account")]
    Locked,
    /// No session, or it has expired.
    #[error("the operator does not know who is asking, or not any more")]
    NotIdentified,
    /// This customer has no such line.
    #[error("the operator knows no line {iccid} of this customer")]
    UnknownLine {
        /// Which.
        iccid: Iccid,
    },
    /// There is no such order.
    #[error("the operator knows no order {external_id} of this customer")]
    UnknownOrder {
        /// As given.
        external_id: String,
    },
    /// The desk works, and says no.
    #[error("the operator refused: {reason} ({code})")]
    Refused {
        /// Which error it is.
        code: ErrorCode,
        /// What it is, for people.
        reason: String,
        /// What the desk advises.
        advice: Option<String>,
    },
    /// The desk does not work.
    #[error("the operator's desk is out of order: status {status} at {path}")]
    ServerFault {
        /// HTTP status.
        status: u16,
        /// What was asked for.
        path: String,
    },
    /// An answer that no desk gives.
    #[error("the answer to {path} (status {status}) is not one of an operator's desk: {reason}")]
    Malformed {
        /// What was asked for.
        path: String,
        /// HTTP status.
        status: u16,
        /// What is wrong with it.
        reason: String,
    },
}

fn tries(left: Option<u32>) -> String {
    match left {
        None => String::new(),
        Some(1) => "; one more wrong try locks the account".to_owned(),
        Some(left) => format!("; {left} tries are left"),
    }
}

impl OperatorError {
    /// Whether nobody answered at all: says nothing about the contract.
    pub const fn is_absent(&self) -> bool {
        matches!(
            self,
            Self::NotReachable { .. } | Self::Timeout { .. } | Self::Tls { .. } | Self::ServerFault { .. }
        )
    }

    /// Whether asking again later may help. Asking again is safe: orders have an external id.
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::NotReachable { .. } | Self::Timeout { .. } | Self::ServerFault { .. }
        )
    }

    /// What a person can do.
    pub fn advice(&self) -> &str {
        match self {
            Self::Url { .. } => "give https://HOST, or http://127.0.0.1:PORT for a desk on this machine",
            Self::NotReachable { .. } => "is the desk running there, as with `signoff simulate operator`?",
            Self::Timeout { .. } => "try again: an order with the same external id is not made twice",
            Self::Tls { .. } => "give the root certificate that it leads to with --tls-root FILE",
            Self::IdentificationRefused { .. } => {
                "check the account number and the proof before the next try"
            }
            Self::Locked => "wait, or let the operator unlock it by telephone or in a shop",
            Self::NotIdentified => "identify again",
            Self::UnknownLine { .. } => "check the ICCID, and whether the line belongs to this account",
            Self::UnknownOrder { .. } => "check the external id",
            Self::Refused { advice, .. } => advice.as_deref().unwrap_or("see what the operator says"),
            Self::ServerFault { .. } => "try again later",
            Self::Malformed { .. } => "is it the address of an operator's desk?",
        }
    }
}
