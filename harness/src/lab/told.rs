//! What keeps a lab from starting. What the engines say of a wrong file is quoted.

use std::path::Path;

use super::LabError;
use crate::text::{Message, Told};

impl Told for LabError {
    fn told(&self) -> Message {
        match self {
            Self::Occupied { folder } => {
                Message::translated("cause-lab-occupied", &[("folder", shown(folder))], self)
            }
            Self::Folder { folder, source } => Message::translated(
                "cause-lab-folder",
                &[("folder", shown(folder)), ("reason", source.told())],
                self,
            ),
            Self::CardState { folder, source } => Message::translated(
                "cause-lab-card-state",
                &[("folder", shown(folder)), ("reason", source.told())],
                self,
            ),
            Self::Package { path, source } => Message::translated(
                "cause-lab-package",
                &[("path", shown(path)), ("reason", source.told())],
                self,
            ),
            Self::Line { place, source } => Message::translated(
                "cause-lab-line",
                &[("place", place.into()), ("reason", source.told())],
                self,
            ),
            Self::Page { place, source } => Message::translated(
                "cause-lab-page",
                &[("place", place.into()), ("reason", source.told())],
                self,
            ),
            Self::NotLoopback { place } => {
                Message::translated("cause-lab-not-loopback", &[("place", place.into())], self)
            }
            Self::Operator { name, reason } => Message::translated(
                "cause-lab-operator",
                &[("name", name.into()), ("reason", reason.into())],
                self,
            ),
            Self::Archive(error) => error.told(),
            Self::SmdpState(error) => error.told(),
            Self::Https(error) => Message::translated("cause-lab-https", &[("cause", error.told())], self),
            Self::Random => Message::translated("cause-lab-random", &[], self),
            Self::Card(_) | Self::Pki(_) | Self::Smdp(_) | Self::Client(_) => {
                Message::translated("cause-lab-other", &[("reason", self.to_string().into())], self)
            }
        }
    }
}

fn shown(path: &Path) -> Message {
    path.display().to_string().into()
}
