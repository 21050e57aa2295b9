//! Errors of a run, as a person reads them.

use super::{RunError, StepError};
use crate::text::{Message, Told};

impl Told for RunError {
    fn told(&self) -> Message {
        match self {
            Self::Device { target, source } => at(target, source.told(), self),
            Self::Transcript { path, source } => Message::say(
                "error-cannot-write",
                &[("path", path.into()), ("reason", source.told())],
            ),
        }
    }
}

impl Told for StepError {
    fn told(&self) -> Message {
        match self {
            Self::Lpa(error) => error.told(),
            Self::Transport(error) => error.told(),
            Self::NoServer => Message::translated("cause-step-no-server", &[], self),
            Self::NoDesk => Message::translated("cause-step-no-desk", &[], self),
            Self::Interrupted => Message::translated("cause-step-interrupted", &[], self),
            Self::Profile { name, identifier } => Message::translated(
                "cause-step-profile-unknown",
                &[("name", name.into()), ("identifier", (*identifier).into())],
                self,
            ),
            Self::Field(_) | Self::Empty | Self::Refused { .. } => self.to_string().into(),
        }
    }
}

/// What happened at a target.
pub(super) fn at(target: &str, cause: Message, english: &(impl ToString + ?Sized)) -> Message {
    Message::translated(
        "cause-while",
        &[("doing", target.into()), ("cause", cause)],
        english,
    )
}
