//! Backup and restoration.

use crate::text::{Message, Told};
use crate::usim::{FolderError, PinError, SavedError, UsimFailure};

use super::doing::doing;

impl Told for UsimFailure {
    fn told(&self) -> Message {
        match self {
            Self::Transport { doing: what, source } => Message::translated(
                "cause-while",
                &[("doing", doing(what)), ("cause", source.told())],
                self,
            ),
            Self::Unreachable { reason } => {
                Message::translated("cause-usim-unreachable", &[("reason", reason.into())], self)
            }
            Self::NoProfile => Message::translated("cause-usim-no-profile", &[], self),
            Self::NotEnabled { wanted, enabled } => Message::translated(
                "cause-usim-not-enabled",
                &[
                    ("wanted", wanted.to_string().into()),
                    ("enabled", enabled.to_string().into()),
                ],
                self,
            ),
            Self::PinRequired { tries } => {
                Message::translated("cause-pin-required", &[("tries", left(*tries))], self)
            }
            Self::LastTry { tries } => {
                Message::translated("cause-pin-last-try", &[("tries", left(*tries))], self)
            }
            Self::WrongPin { tries } => {
                Message::translated("cause-pin-wrong", &[("tries", left(*tries))], self)
            }
            Self::PinBlocked => Message::translated("cause-pin-blocked", &[], self),
            Self::Refused { path, doing, status } => Message::translated(
                "cause-file-refused",
                &[
                    ("path", path.to_string().into()),
                    ("doing", (*doing).into()),
                    ("status", status.told()),
                ],
                self,
            ),
            Self::DoesNotFit(misfits) => {
                Message::translated("cause-does-not-fit", &[("count", misfits.len().into())], self)
            }
            Self::Protected(error) => {
                Message::translated("cause-nothing-written", &[("cause", error.told())], self)
            }
            Self::ReadBack { path, record } => Message::translated(
                "cause-read-back",
                &[("path", path.to_string().into()), ("record", (*record).into())],
                self,
            ),
        }
    }
}

/// How many tries are left.
fn left(tries: Option<u8>) -> Message {
    tries.map_or_else(|| "unknown".into(), Message::from)
}

impl Told for FolderError {
    fn told(&self) -> Message {
        match self {
            Self::Exists(path) => {
                let path = path.display().to_string().into();
                Message::translated("cause-backup-exists", &[("path", path)], self)
            }
            Self::Io { path, source } => labelled(path, source.told()),
        }
    }
}

impl Told for SavedError {
    fn told(&self) -> Message {
        match self {
            Self::Io { path, source } => labelled(path, source.told()),
            Self::Malformed { path, problem } => labelled(path, problem.into()),
        }
    }
}

fn labelled(path: &std::path::Path, text: Message) -> Message {
    let path = path.display().to_string().into();
    Message::say("common-labelled", &[("label", path), ("text", text)])
}

impl Told for PinError {
    fn told(&self) -> Message {
        Message::translated("cause-pin", &[], self)
    }
}
