//! The few things a store asks of a directory, so that tests can take the power away between them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use super::NvmError;
use super::format::MAX_IMAGE;

/// The image.
pub(super) const IMAGE: &str = "signoff-nvm";
/// The image that is about to take its place.
pub(super) const NEW: &str = "signoff-nvm.new";
/// Locked while a process has the directory open.
const LOCK: &str = "signoff-nvm.lock";

/// A directory that holds one image.
pub(super) trait Disk: Send {
    /// Path of the image, for errors.
    fn path(&self) -> PathBuf;

    /// Contents of the image, `None` if there is none.
    fn read(&mut self) -> Result<Option<Vec<u8>>, NvmError>;

    /// Writes the new image beside the old one; when this returns it is on the disk.
    fn write_new(&mut self, bytes: &[u8]) -> Result<(), NvmError>;

    /// Puts the new image in place of the old one, at once; when this returns it is on the disk.
    fn rename_new(&mut self) -> Result<(), NvmError>;
}

/// A directory of the file system, locked.
pub(super) struct Directory {
    path: PathBuf,
    /// Holds the lock until it is dropped.
    _lock: File,
}

impl Directory {
    /// Takes an empty, a new, or one of our own directories.
    pub(super) fn open(path: &Path) -> Result<Self, NvmError> {
        if path.exists() && !path.is_dir() {
            return Err(foreign(path, "it is a file".to_owned()));
        }
        fs::create_dir_all(path).map_err(io("create", path))?;
        refuse_foreign(path)?;
        let lock_path = path.join(LOCK);
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(io("open", &lock_path))?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(rustix::io::Errno::WOULDBLOCK) => Err(NvmError::InUse { path: lock_path }),
            Err(error) => Err(io("lock", &lock_path)(error.into())),
        }
    }
}

/// A directory without an image of ours must hold nothing but what an interrupted start left.
fn refuse_foreign(path: &Path) -> Result<(), NvmError> {
    if path.join(IMAGE).exists() {
        return Ok(());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(path).map_err(io("read", path))? {
        let name = entry.map_err(io("read", path))?.file_name();
        if name != NEW && name != LOCK {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    match names.iter().min() {
        None => Ok(()),
        Some(first) => Err(foreign(path, format!("it holds \"{first}\" but no {IMAGE}"))),
    }
}

fn foreign(path: &Path, reason: String) -> NvmError {
    NvmError::Foreign {
        path: path.to_owned(),
        reason,
    }
}

fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> NvmError {
    let path = path.to_owned();
    move |source| NvmError::Io { action, path, source }
}

impl Disk for Directory {
    fn path(&self) -> PathBuf {
        self.path.join(IMAGE)
    }

    fn read(&mut self) -> Result<Option<Vec<u8>>, NvmError> {
        let path = self.path();
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(io("open", &path)(error)),
        };
        let mut bytes = Vec::new();
        let limit = u64::try_from(2 * MAX_IMAGE).unwrap_or(u64::MAX);
        file.take(limit)
            .read_to_end(&mut bytes)
            .map_err(io("read", &path))?;
        Ok(Some(bytes))
    }

    fn write_new(&mut self, bytes: &[u8]) -> Result<(), NvmError> {
        let path = self.path.join(NEW);
        let mut file = File::create(&path).map_err(io("create", &path))?;
        file.write_all(bytes).map_err(io("write", &path))?;
        file.sync_all().map_err(io("write", &path))
    }

    fn rename_new(&mut self) -> Result<(), NvmError> {
        let path = self.path();
        fs::rename(self.path.join(NEW), &path).map_err(io("replace", &path))?;
        File::open(&self.path)
            .and_then(|directory| directory.sync_all())
            .map_err(io("write", &self.path))
    }
}
