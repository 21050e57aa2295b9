//! The folder of a lab: what other commands find there, and the lock that keeps a second lab out.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use super::LabError;

/// A folder that is ours until this is dropped.
#[derive(Debug)]
pub(super) struct LabFolder {
    path: PathBuf,
    /// Closing it unlocks it; the file stays, as another lab may wait at it.
    _lock: File,
}

impl LabFolder {
    /// Makes the folder if there is none, and locks it.
    pub(super) fn open(path: &Path) -> Result<Self, LabError> {
        let failed = |source| LabError::Folder {
            folder: path.to_owned(),
            source,
        };
        std::fs::create_dir_all(path).map_err(failed)?;
        let path = path.canonicalize().map_err(failed)?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join(".lab.lock"))
            .map_err(failed)?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Self { path, _lock: lock }),
            Err(rustix::io::Errno::WOULDBLOCK) => Err(LabError::Occupied { folder: path }),
            Err(error) => Err(failed(error.into())),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file at once: who reads it sees the old or the new one.
    pub(super) fn write(&self, name: &str, text: &str) -> Result<(), LabError> {
        let failed = |source| LabError::Folder {
            folder: self.path.clone(),
            source,
        };
        let new = self.path.join(format!(".{name}.new"));
        let mut file = File::create(&new).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        std::fs::rename(&new, self.path.join(name)).map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_lab_stays_out_until_the_first_one_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lab");
        let first = LabFolder::open(&path).unwrap();
        let error = LabFolder::open(&path).unwrap_err();
        assert!(matches!(error, LabError::Occupied { .. }), "{error}");
        first.write("dut.yaml", "about: x\n").unwrap();
        drop(first);
        LabFolder::open(&path).unwrap();
        assert_eq!(
            std::fs::read_to_string(path.join("dut.yaml")).unwrap(),
            "about: x\n"
        );
        assert!(!path.join(".dut.yaml.new").exists());
    }
}
