//! The journal in its folder: lines of JSON, each on the disk before the next thing is done.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{History, JOURNAL_VERSION, Record};

/// Name of the journal in its folder.
pub const JOURNAL: &str = "journal.jsonl";
/// Held by the process that works on the run; the system gives it free when that dies.
const LOCK: &str = "lock";
/// Longest journal that is read, bytes.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Why a journal can't be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The file system says no.
    #[error("run {folder}: {source}")]
    Io {
        /// The folder.
        folder: String,
        /// What it says.
        source: std::io::Error,
    },
    /// Another process works on the run.
    #[error("run {folder} is being carried out by another process; wait until that ends")]
    Locked {
        /// The folder.
        folder: String,
    },
    /// There is one already.
    #[error("{folder} has a run already; go on with --resume {folder}, or name another folder")]
    Exists {
        /// The folder.
        folder: String,
    },
    /// There is none.
    #[error("{folder} has no run: there is no {JOURNAL} in it, or nothing was begun")]
    Missing {
        /// The folder.
        folder: String,
    },
    /// It was not written by signoff.
    #[error("{folder}/{JOURNAL}:{line} is no line of a removal's journal: {reason}")]
    Foreign {
        /// The folder.
        folder: String,
        /// From 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// It is older than all versions, or no journal.
    #[error("{folder}/{JOURNAL} is no journal of a removal: it names no version")]
    Unversioned {
        /// The folder.
        folder: String,
    },
    /// It was written by a later version.
    #[error("{folder}/{JOURNAL} has version {found}, this signoff knows {JOURNAL_VERSION}: use a newer one")]
    Newer {
        /// The folder.
        folder: String,
        /// Its version.
        found: u64,
    },
    /// A line can't be written.
    #[error("a record can't be written: {0}")]
    Record(#[from] serde_json::Error),
}

/// Where records go.
pub trait Ledger: Send {
    /// Keeps a record: it is safe when this returns.
    ///
    /// # Errors
    /// It is not safe; nothing that depends on it may be done.
    fn append(&mut self, record: &Record) -> Result<(), JournalError>;
}

/// A journal in a folder.
#[derive(Debug)]
pub struct FileJournal {
    folder: PathBuf,
    file: File,
    _lock: File,
}

impl FileJournal {
    /// Begins a run in a folder, which is made.
    ///
    /// # Errors
    /// The folder can't be had, has a run already, or is in use.
    pub fn create(folder: &Path, first: &Record) -> Result<Self, JournalError> {
        let failed = |source| io(folder, source);
        std::fs::create_dir_all(folder).map_err(failed)?;
        let lock = lock(folder)?;
        let path = folder.join(JOURNAL);
        // An empty one is what is left of a process that died before its first line.
        if std::fs::metadata(&path).is_ok_and(|found| found.len() > 0) {
            return Err(JournalError::Exists {
                folder: folder.display().to_string(),
            });
        }
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(failed)?;
        let mut journal = Self {
            folder: folder.to_owned(),
            file,
            _lock: lock,
        };
        journal.append(first)?;
        // The name of the file must be safe, too.
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(failed)?;
        Ok(journal)
    }

    /// Opens a run to go on with it. A last line that a crash cut off is taken out.
    ///
    /// # Errors
    /// There is none, it is in use, or it is no journal of this version.
    pub fn open(folder: &Path) -> Result<(Self, History), JournalError> {
        let failed = |source| io(folder, source);
        let missing = || JournalError::Missing {
            folder: folder.display().to_string(),
        };
        let path = folder.join(JOURNAL);
        if !path.is_file() {
            return Err(missing());
        }
        let lock = lock(folder)?;
        let mut bytes = Vec::new();
        File::open(&path)
            .map_err(failed)?
            .take(LONGEST)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        let whole = bytes
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |end| end + 1);
        let records = records(folder, bytes.get(..whole).unwrap_or_default())?;
        let history = History::of(records).ok_or_else(missing)?;
        let file = OpenOptions::new().append(true).open(&path).map_err(failed)?;
        if whole < bytes.len() {
            let length = u64::try_from(whole).unwrap_or(u64::MAX);
            file.set_len(length)
                .and_then(|()| file.sync_all())
                .map_err(failed)?;
        }
        let journal = Self {
            folder: folder.to_owned(),
            file,
            _lock: lock,
        };
        Ok((journal, history))
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Ledger for FileJournal {
    fn append(&mut self, record: &Record) -> Result<(), JournalError> {
        let mut line = serde_json::to_vec(record)?;
        line.push(b'\n');
        self.file
            .write_all(&line)
            .and_then(|()| self.file.sync_data())
            .map_err(|source| io(&self.folder, source))
    }
}

fn io(folder: &Path, source: std::io::Error) -> JournalError {
    JournalError::Io {
        folder: folder.display().to_string(),
        source,
    }
}

fn lock(folder: &Path) -> Result<File, JournalError> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(LOCK))
        .map_err(|source| io(folder, source))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(JournalError::Locked {
            folder: folder.display().to_string(),
        }),
        // A file system without locks: one process is what the person has to see to.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(source)) => Err(io(folder, source)),
    }
}

/// Reads whole lines. The version is looked at before anything else.
pub(super) fn records(folder: &Path, bytes: &[u8]) -> Result<Vec<Record>, JournalError> {
    let foreign = |line: usize, reason: String| JournalError::Foreign {
        folder: folder.display().to_string(),
        line,
        reason,
    };
    let mut records = Vec::new();
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.is_empty() {
            continue;
        }
        let number = index + 1;
        let value: Value =
            serde_json::from_slice(line).map_err(|error| foreign(number, error.to_string()))?;
        if records.is_empty() {
            let version = value.get("signoff_removal").and_then(Value::as_u64);
            let version = version.ok_or_else(|| JournalError::Unversioned {
                folder: folder.display().to_string(),
            })?;
            if version > u64::from(JOURNAL_VERSION) {
                return Err(JournalError::Newer {
                    folder: folder.display().to_string(),
                    found: version,
                });
            }
        }
        let record = serde_json::from_value(value).map_err(|error| foreign(number, error.to_string()))?;
        records.push(record);
    }
    Ok(records)
}
