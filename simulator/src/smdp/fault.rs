//! What goes wrong at an address.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A fault of one address. The engine carries out those of HTTP; a door carries out those of the connection and
/// asks for them with [`Smdp::take_connection_fault`](super::Smdp::take_connection_fault).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AddressFault {
    /// Nobody listens.
    Refused,
    /// The connection is reset before an answer.
    Reset,
    /// The answer comes late.
    Slow {
        /// How late, milliseconds.
        ms: u64,
    },
    /// This HTTP status, without doing anything.
    Status(u16),
    /// A TLS certificate for another host.
    WrongCertificate,
    /// A TLS certificate of the past.
    Expired,
    /// A TLS certificate of the future.
    NotYetValid,
    /// A TLS certificate of a CI that nobody trusts.
    MissingRoot,
    /// 200 without a body, where 204 is due; the request is carried out.
    EmptyOk,
    /// A failed function execution status in a 200; the request is not carried out.
    JsonErrorInOk,
    /// A redirection.
    Redirect {
        /// The `Location`.
        to: String,
    },
    /// 200 with filler bytes, without doing anything.
    Oversized {
        /// How many bytes.
        bytes: usize,
    },
}

impl AddressFault {
    /// Whether it strikes before there is an HTTP request.
    pub const fn is_of_connection(&self) -> bool {
        matches!(
            self,
            Self::Refused
                | Self::Reset
                | Self::WrongCertificate
                | Self::Expired
                | Self::NotYetValid
                | Self::MissingRoot
        )
    }
}

/// A fault and how often it strikes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaultPlan {
    /// What happens.
    pub fault: AddressFault,
    /// How many times; until it is lifted where this is missing.
    #[serde(default)]
    pub times: Option<u32>,
}

impl FaultPlan {
    /// The fault, until it is lifted.
    pub const fn lasting(fault: AddressFault) -> Self {
        Self { fault, times: None }
    }

    /// The fault, so many times.
    pub const fn times(fault: AddressFault, times: u32) -> Self {
        Self {
            fault,
            times: Some(times),
        }
    }

    /// What is left after one strike.
    pub(super) fn struck(self) -> Option<Self> {
        match self.times {
            None => Some(self),
            Some(times) => {
                let left = times.saturating_sub(1);
                (left > 0).then_some(Self {
                    times: Some(left),
                    ..self
                })
            }
        }
    }
}
