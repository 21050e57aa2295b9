//! How a call ended.

use crate::transport::TransportError;

use super::Refusal;

/// What is known after a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// The eUICC did it, and said this.
    Done(T),
    /// The eUICC refused; nothing was changed.
    Refused(Refusal),
    /// The answer was lost after the command may have been sent: read the state back
    /// ([`super::Lpa::resolve`]) before any retry. Only calls that change state end like this.
    Unknown(TransportError),
}

impl<T> Outcome<T> {
    /// The answer, if it is done.
    pub fn done(self) -> Option<T> {
        match self {
            Self::Done(value) => Some(value),
            Self::Refused(_) | Self::Unknown(_) => None,
        }
    }

    /// The refusal, if there is one.
    pub const fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Done(_) | Self::Unknown(_) => None,
        }
    }

    /// The same outcome with another answer.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Done(value) => Outcome::Done(change(value)),
            Self::Refused(refusal) => Outcome::Refused(refusal),
            Self::Unknown(error) => Outcome::Unknown(error),
        }
    }
}
