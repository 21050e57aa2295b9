//! What keeps a step from an answer that could be compared.

use crate::flow::field::FieldError;
use crate::lpa::LpaError;
use crate::transport::TransportError;

/// Why a step has no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum StepError {
    /// The LPA got none.
    #[error(transparent)]
    Lpa(#[from] LpaError),
    /// The transport did not get through.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// A captured value does not fit where it is used.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// The flow names a profile that is not known here.
    #[error("the profile {name} has no {identifier} here")]
    Profile {
        /// Short name.
        name: String,
        /// `ICCID`, `ISD-P AID`.
        identifier: &'static str,
    },
    /// The step is not complete; files are checked for this before anything is sent.
    #[error("the step says nothing to do")]
    Empty,
    /// What was read could not be used.
    #[error("{doing}: {reason}")]
    Refused {
        /// What was being read.
        doing: &'static str,
        /// How the card refused.
        reason: String,
    },
    /// The step needs an SM-DP+, and the flow has none.
    #[error("there is no SM-DP+ to ask; name one with smdp: in the head of the flow")]
    NoServer,
    /// The step needs an operator's desk, and the flow has none.
    #[error("there is no operator's desk to ask; name one with operator: in the head of the flow")]
    NoDesk,
    /// The user stopped the run.
    #[error("interrupted")]
    Interrupted,
}

impl StepError {
    /// Whether the environment is to blame: the link broke, or the device cannot do this. Everything else says
    /// something about the card or the flow.
    pub const fn is_environment(&self) -> bool {
        match self {
            Self::Transport(_) | Self::Lpa(LpaError::Transport { .. } | LpaError::Unresolvable { .. }) => {
                true
            }
            Self::Lpa(_)
            | Self::Field(_)
            | Self::Profile { .. }
            | Self::Empty
            | Self::NoServer
            | Self::NoDesk
            | Self::Refused { .. }
            | Self::Interrupted => false,
        }
    }
}
