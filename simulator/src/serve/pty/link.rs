//! The symbolic link by which clients find a pseudo-terminal.

use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// Removed when dropped, unless it has become something else in the meantime.
#[derive(Debug)]
pub(super) struct Link {
    path: PathBuf,
    target: PathBuf,
}

impl Link {
    /// Replaces a link that leads nowhere, or to the very terminal that is ours now: the one of a server that had no
    /// time to clean up. Everything else is left alone.
    pub(super) fn create(path: &Path, target: &Path) -> io::Result<Self> {
        if let Ok(found) = path.symlink_metadata() {
            if !(found.is_symlink() && is_stale(path, target)) {
                return Err(io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    format!("{} exists and is no stale link to a terminal", path.display()),
                ));
            }
            std::fs::remove_file(path)?;
        }
        symlink(target, path)?;
        Ok(Self {
            path: path.to_owned(),
            target: target.to_owned(),
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// Whether a link of ours was left behind: it leads to a terminal that is gone, or to ours.
fn is_stale(path: &Path, ours: &Path) -> bool {
    std::fs::read_link(path)
        .is_ok_and(|leads_to| leads_to == ours || (leads_to.starts_with("/dev") && !leads_to.exists()))
}

impl Drop for Link {
    fn drop(&mut self) {
        if std::fs::read_link(&self.path).is_ok_and(|leads_to| leads_to == self.target) {
            drop(std::fs::remove_file(&self.path));
        }
    }
}
