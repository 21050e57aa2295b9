//! The files of the enabled profile, made when a command first asks for them.

use super::Profile;
use crate::files::{FileSystem, files_of, files_without_profile};
use crate::personality::NoProfile;

/// The files that the card shows.
#[derive(Debug)]
pub(super) struct ActiveFiles(Box<FileSystem>);

impl ActiveFiles {
    /// Those of a profile with what has changed in them, or those of a card without one.
    pub(super) fn of(profile: Option<&Profile>, without: NoProfile) -> Self {
        let Some(profile) = profile else {
            return Self(Box::new(files_without_profile(without)));
        };
        let mut files = file_system_of(profile);
        if let Some(changes) = &profile.changes {
            // The record is our own; one that is damaged changes as much as can be read of it.
            let _ = files.apply_changes(changes);
        }
        Self(Box::new(files))
    }

    pub(super) fn files(&mut self) -> &mut FileSystem {
        &mut self.0
    }
}

/// The files of a profile as it was installed.
fn file_system_of(profile: &Profile) -> FileSystem {
    files_of(profile)
}
