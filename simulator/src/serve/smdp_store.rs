//! What an SM-DP+ or an operator keeps, in one file of a folder: each set of changes is one transaction that is on the disk before the
//! answer leaves, so that a crash at any time loses nothing that was answered.

use std::path::{Path, PathBuf};

use redb::{
    Database, DatabaseError, ReadableDatabase, ReadableTable, ReadableTableMetadata, TableDefinition,
};

use crate::smdp::{Record, SmdpStore, StoreError};

const RECORDS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("records");
const ABOUT: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("about");
/// Key of the number of times that the file was opened, in [`ABOUT`].
const STARTS_KEY: &str = "starts";
/// Version of the file.
const VERSION: u32 = 1;
/// Most records; the engine's own bounds are below.
const MAX_RECORDS: u64 = 200_000;
/// Longest value, bytes.
const MAX_VALUE: usize = 1 << 20;

/// Why a folder can't be used.
#[derive(Debug, thiserror::Error)]
pub enum FileStoreError {
    /// The folder can't be made.
    #[error("can't make the folder {folder}: {source}")]
    Folder {
        /// Which.
        folder: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Another process has it.
    #[error("the state in {file} is in use by another process; stop that one, or give another folder")]
    InUse {
        /// The file.
        file: PathBuf,
    },
    /// Not ours.
    #[error("{file} is no state that signoff wrote for this; give another folder")]
    Foreign {
        /// The file.
        file: PathBuf,
    },
    /// Of a later version.
    #[error(
        "{file} was written by a later signoff (version {found}, known is {VERSION}); use that one, or another folder"
    )]
    Newer {
        /// The file.
        file: PathBuf,
        /// Its version.
        found: u32,
    },
    /// The store says no.
    #[error("can't use the state in {file}: {reason}")]
    Store {
        /// The file.
        file: PathBuf,
        /// What it says.
        reason: String,
    },
}

/// Whose state it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateOf {
    /// An SM-DP+.
    Smdp,
    /// An operator's desk.
    Operator,
}

impl StateOf {
    const fn file(self) -> &'static str {
        match self {
            Self::Smdp => "smdp.redb",
            Self::Operator => "operator.redb",
        }
    }

    /// Key of the version, in [`ABOUT`].
    const fn version_key(self) -> &'static str {
        match self {
            Self::Smdp => "signoff-smdp-version",
            Self::Operator => "signoff-operator-version",
        }
    }
}

/// The file.
pub struct FileStore {
    database: Database,
    of: StateOf,
    starts: u64,
}

impl FileStore {
    /// Opens the state of an SM-DP+ in `folder`, or makes an empty one.
    ///
    /// # Errors
    /// The folder can't be made or read, another process has it, it is not ours or of a later version.
    pub fn open(folder: &Path) -> Result<Self, FileStoreError> {
        Self::open_as(folder, StateOf::Smdp)
    }

    /// Opens the state of one of them in `folder`, or makes an empty one. Both may be in one folder.
    ///
    /// # Errors
    /// As [`FileStore::open`].
    pub fn open_as(folder: &Path, of: StateOf) -> Result<Self, FileStoreError> {
        std::fs::create_dir_all(folder).map_err(|source| FileStoreError::Folder {
            folder: folder.to_owned(),
            source,
        })?;
        let file = folder.join(of.file());
        let exists = file.metadata().is_ok_and(|metadata| metadata.len() > 0);
        let database = Database::create(&file).map_err(|error| match error {
            DatabaseError::DatabaseAlreadyOpen => FileStoreError::InUse { file: file.clone() },
            _ if exists && !is_database(&file) => FileStoreError::Foreign { file: file.clone() },
            other => FileStoreError::Store {
                file: file.clone(),
                reason: other.to_string(),
            },
        })?;
        let mut store = Self {
            database,
            of,
            starts: 0,
        };
        let failed = |reason| FileStoreError::Store {
            file: file.clone(),
            reason,
        };
        match store.version().map_err(failed)? {
            Some(VERSION) => {}
            Some(found) if found > VERSION => return Err(FileStoreError::Newer { file, found }),
            _ => return Err(FileStoreError::Foreign { file }),
        }
        store.starts = store.count_start().map_err(|error| failed(error.to_string()))?;
        Ok(store)
    }

    /// How many times the state was opened before: an SM-DP+ that starts again must not draw the transaction ids and
    /// challenges of its last life, so that this number goes into its seed.
    pub const fn starts(&self) -> u64 {
        self.starts
    }

    fn count_start(&self) -> Result<u64, redb::Error> {
        let transaction = self.database.begin_write()?;
        let before = {
            let mut about = transaction.open_table(ABOUT)?;
            let before = about
                .get(STARTS_KEY)?
                .and_then(|found| found.value().try_into().ok());
            let before = before.map_or(0, u64::from_be_bytes);
            let next = before.wrapping_add(1).to_be_bytes();
            about.insert(STARTS_KEY, next.as_slice())?;
            before
        };
        transaction.commit()?;
        Ok(before)
    }

    /// The version, written first where the file is new; `None` for a file of others.
    fn version(&self) -> Result<Option<u32>, String> {
        let text = |error: redb::Error| error.to_string();
        let transaction = self.database.begin_write().map_err(|error| text(error.into()))?;
        let mut tables = transaction.list_tables().map_err(|error| text(error.into()))?;
        let is_new = tables.next().is_none();
        drop(tables);
        let version = {
            let mut about = transaction
                .open_table(ABOUT)
                .map_err(|error| text(error.into()))?;
            if is_new {
                let version = VERSION.to_be_bytes();
                about
                    .insert(self.of.version_key(), version.as_slice())
                    .map_err(|error| text(error.into()))?;
                transaction
                    .open_table(RECORDS)
                    .map_err(|error| text(error.into()))?;
                Some(VERSION)
            } else {
                let found = about
                    .get(self.of.version_key())
                    .map_err(|error| text(error.into()))?;
                found.and_then(|found| found.value().try_into().ok().map(u32::from_be_bytes))
            }
        };
        if is_new {
            transaction.commit().map_err(|error| text(error.into()))?;
        } else {
            transaction.abort().map_err(|error| text(error.into()))?;
        }
        Ok(version)
    }

    fn read(&self) -> Result<Vec<(String, Vec<u8>)>, redb::Error> {
        let transaction = self.database.begin_read()?;
        let table = transaction.open_table(RECORDS)?;
        let mut records = Vec::new();
        for entry in table.iter()? {
            let (key, value) = entry?;
            records.push((key.value().to_owned(), value.value().to_owned()));
        }
        Ok(records)
    }

    fn write(&self, records: &[Record]) -> Result<bool, redb::Error> {
        let transaction = self.database.begin_write()?;
        let fits = {
            let mut table = transaction.open_table(RECORDS)?;
            for record in records {
                match &record.value {
                    Some(value) => drop(table.insert(record.key.as_str(), value.as_slice())?),
                    None => drop(table.remove(record.key.as_str())?),
                }
            }
            table.len()? <= MAX_RECORDS
        };
        if fits {
            transaction.commit()?;
        } else {
            transaction.abort()?;
        }
        Ok(fits)
    }
}

impl std::fmt::Debug for FileStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileStore").finish_non_exhaustive()
    }
}

/// Whether the file begins as redb writes it.
fn is_database(file: &Path) -> bool {
    use std::io::Read as _;
    let mut magic = [0; 4];
    let read = std::fs::File::open(file).and_then(|mut file| file.read_exact(&mut magic));
    read.is_ok() && magic == *b"redb"
}

impl SmdpStore for FileStore {
    fn load(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.read().map_err(|error| StoreError {
            reason: error.to_string(),
        })
    }

    fn put(&self, records: &[Record]) -> Result<(), StoreError> {
        if let Some(record) = records
            .iter()
            .find(|record| record.value.as_ref().is_some_and(|value| value.len() > MAX_VALUE))
        {
            return Err(StoreError {
                reason: format!("{} is longer than {MAX_VALUE} bytes", record.key),
            });
        }
        match self.write(records) {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError {
                reason: format!("more than {MAX_RECORDS} records"),
            }),
            Err(error) => Err(StoreError {
                reason: error.to_string(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(key: &str, value: Option<&[u8]>) -> Record {
        Record {
            key: key.to_owned(),
            value: value.map(<[u8]>::to_vec),
        }
    }

    #[test]
    fn what_was_put_is_there_after_opening_again() {
        let folder = tempfile::tempdir().unwrap();
        {
            let store = FileStore::open(folder.path()).unwrap();
            store
                .put(&[record("a", Some(b"1")), record("b", Some(b"2"))])
                .unwrap();
            store.put(&[record("a", None), record("c", Some(b""))]).unwrap();
            let second = FileStore::open(folder.path()).unwrap_err();
            assert!(matches!(second, FileStoreError::InUse { .. }), "{second}");
        }
        let store = FileStore::open(folder.path()).unwrap();
        assert_eq!(store.starts(), 1);
        let kept = store.load().unwrap();
        assert_eq!(kept, [("b".to_owned(), b"2".to_vec()), ("c".to_owned(), vec![])]);
        let long = vec![0; MAX_VALUE + 1];
        assert!(
            store
                .put(&[record("d", Some(b"3")), record("e", Some(&long))])
                .is_err()
        );
        assert_eq!(store.load().unwrap(), kept);
    }

    #[test]
    fn what_is_not_ours_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(StateOf::Smdp.file());
        std::fs::write(&file, "a diary").unwrap();
        let error = FileStore::open(folder.path()).unwrap_err();
        assert!(matches!(error, FileStoreError::Foreign { .. }), "{error}");
        assert_eq!(std::fs::read(&file).unwrap(), b"a diary");
        std::fs::remove_file(&file).unwrap();
        for (key, version, newer) in [(StateOf::Smdp.version_key(), 2u32, true), ("another", 1, false)] {
            let database = Database::create(&file).unwrap();
            let transaction = database.begin_write().unwrap();
            let version = version.to_be_bytes();
            transaction
                .open_table(ABOUT)
                .unwrap()
                .insert(key, version.as_slice())
                .unwrap();
            transaction.commit().unwrap();
            drop(database);
            let error = FileStore::open(folder.path()).unwrap_err();
            assert_eq!(
                matches!(error, FileStoreError::Newer { found: 2, .. }),
                newer,
                "{error}"
            );
            assert_eq!(matches!(error, FileStoreError::Foreign { .. }), !newer, "{error}");
            std::fs::remove_file(&file).unwrap();
        }
    }
}
