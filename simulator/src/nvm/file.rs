//! A store that survives the process.

use std::collections::BTreeMap;
use std::path::Path;

use super::disk::{Directory, Disk};
use super::format::{self, MAX_RECORD, check_length};
use super::{Image, Key, Nvm, NvmError};

/// Keeps the records in a directory, which one process at a time may open.
///
/// A commit writes the whole image beside the old one, waits until it is on the disk, and renames it: whenever
/// the machine stops, the directory holds the image of before or the one of after.
pub struct FileStore {
    disk: Box<dyn Disk>,
    image: Image,
    pending: BTreeMap<Key, Option<Box<[u8]>>>,
}

impl FileStore {
    /// Opens a directory; a new or empty one becomes a store without records.
    ///
    /// # Errors
    /// It is in use, holds something else, was written by a later version, or is damaged.
    pub fn open(directory: &Path) -> Result<Self, NvmError> {
        Self::on(Box::new(Directory::open(directory)?))
    }

    fn on(disk: Box<dyn Disk>) -> Result<Self, NvmError> {
        let mut store = Self {
            disk,
            image: Image::new(),
            pending: BTreeMap::new(),
        };
        store.read()?;
        Ok(store)
    }

    fn read(&mut self) -> Result<(), NvmError> {
        self.image = match self.disk.read()? {
            Some(bytes) => format::decode(&self.disk.path(), &bytes)?,
            None => Image::new(),
        };
        Ok(())
    }
}

impl std::fmt::Debug for FileStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileStore")
            .field("path", &self.disk.path())
            .field("records", &self.image.len())
            .finish_non_exhaustive()
    }
}

impl Nvm for FileStore {
    fn load(&mut self) -> Result<Image, NvmError> {
        self.pending.clear();
        self.read()?;
        Ok(self.image.clone())
    }

    fn write(&mut self, key: Key, value: &[u8]) -> Result<(), NvmError> {
        check_length(key, value.len(), MAX_RECORD)?;
        self.pending.insert(key, Some(value.into()));
        Ok(())
    }

    fn remove(&mut self, key: Key) -> Result<(), NvmError> {
        self.pending.insert(key, None);
        Ok(())
    }

    fn commit(&mut self) -> Result<(), NvmError> {
        let mut image = self.image.clone();
        for (key, value) in std::mem::take(&mut self.pending) {
            match value {
                Some(value) => image.insert(key, value),
                None => image.remove(&key),
            };
        }
        let bytes = format::encode(&image)?;
        self.disk.write_new(&bytes)?;
        self.disk.rename_new()?;
        self.image = image;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;
    use std::sync::{Arc, Mutex};

    use super::super::disk::{IMAGE, NEW};
    use super::*;

    const A: Key = Key::new(1, 0);
    const B: Key = Key::new(2, 1);

    fn change(nvm: &mut impl Nvm) -> Result<(), NvmError> {
        nvm.write(A, b"new")?;
        nvm.remove(B)?;
        nvm.commit()
    }

    fn old() -> Image {
        Image::from([(A, (*b"old").into()), (B, (*b"old").into())])
    }

    fn new() -> Image {
        Image::from([(A, (*b"new").into())])
    }

    /// Where the machine stops.
    #[derive(Clone, Copy, Debug)]
    enum Stop {
        Never,
        /// While the new image is written: so many bytes of it reach the disk.
        Writing(usize),
        BeforeRename,
        AfterRename,
    }

    #[derive(Default)]
    struct Files {
        image: Option<Vec<u8>>,
        new: Option<Vec<u8>>,
    }

    struct Unreliable {
        files: Arc<Mutex<Files>>,
        stop: Stop,
    }

    impl Disk for Unreliable {
        fn path(&self) -> PathBuf {
            IMAGE.into()
        }

        fn read(&mut self) -> Result<Option<Vec<u8>>, NvmError> {
            Ok(self.files.lock().unwrap().image.clone())
        }

        fn write_new(&mut self, bytes: &[u8]) -> Result<(), NvmError> {
            let mut files = self.files.lock().unwrap();
            if let Stop::Writing(length) = self.stop
                && length < bytes.len()
            {
                files.new = Some(bytes[..length].to_vec());
                return Err(NvmError::PowerLost);
            }
            files.new = Some(bytes.to_vec());
            Ok(())
        }

        fn rename_new(&mut self) -> Result<(), NvmError> {
            if let Stop::BeforeRename = self.stop {
                return Err(NvmError::PowerLost);
            }
            let mut files = self.files.lock().unwrap();
            files.image = files.new.take();
            match self.stop {
                Stop::AfterRename => Err(NvmError::PowerLost),
                _ => Ok(()),
            }
        }
    }

    #[test]
    fn wherever_the_machine_stops_the_old_or_the_new_image_loads() {
        let old_bytes = format::encode(&old()).unwrap();
        let length = format::encode(&new()).unwrap().len();
        let writing = (0..length).map(Stop::Writing);
        for stop in writing.chain([Stop::BeforeRename, Stop::AfterRename, Stop::Never]) {
            let files = Arc::new(Mutex::new(Files {
                image: Some(old_bytes.clone()),
                new: None,
            }));
            let open = |stop| {
                FileStore::on(Box::new(Unreliable {
                    files: Arc::clone(&files),
                    stop,
                }))
            };
            let done = change(&mut open(stop).unwrap()).is_ok();
            assert_eq!(done, matches!(stop, Stop::Never), "{stop:?}");
            let want = match stop {
                Stop::Never | Stop::AfterRename => new(),
                Stop::Writing(_) | Stop::BeforeRename => old(),
            };
            let mut reopened = open(Stop::Never).unwrap();
            assert_eq!(reopened.load().unwrap(), want, "{stop:?}");
            change(&mut reopened).unwrap();
            assert_eq!(open(Stop::Never).unwrap().load().unwrap(), new(), "{stop:?}");
        }
    }

    #[test]
    fn records_survive_and_what_is_not_committed_does_not() {
        let parent = tempfile::tempdir().unwrap();
        let directory = parent.path().join("deep/card");
        let mut store = FileStore::open(&directory).unwrap();
        assert_eq!(store.load().unwrap(), Image::new());
        for (key, value) in old() {
            store.write(key, &value).unwrap();
        }
        store.commit().unwrap();
        store.write(A, b"lost").unwrap();
        drop(store);

        let mut store = FileStore::open(&directory).unwrap();
        assert_eq!(store.load().unwrap(), old());
        change(&mut store).unwrap();
        drop(store);
        assert_eq!(FileStore::open(&directory).unwrap().load().unwrap(), new());
    }

    #[test]
    fn two_cannot_open_the_same_directory() {
        let directory = tempfile::tempdir().unwrap();
        let first = FileStore::open(directory.path()).unwrap();
        let error = FileStore::open(directory.path()).unwrap_err().to_string();
        assert!(error.ends_with(
            "signoff-nvm.lock is in use by another process; end that one, or use another directory"
        ));
        drop(first);
        FileStore::open(directory.path()).unwrap();
    }

    #[test]
    fn what_an_interrupted_start_left_is_no_obstacle() {
        let directory = tempfile::tempdir().unwrap();
        drop(FileStore::open(directory.path()).unwrap());
        fs::write(directory.path().join(NEW), b"half").unwrap();
        change(&mut FileStore::open(directory.path()).unwrap()).unwrap();
        assert_eq!(FileStore::open(directory.path()).unwrap().load().unwrap(), new());
    }

    #[test]
    fn what_is_not_ours_is_refused_and_left_alone() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("thesis.txt");
        fs::write(&file, b"three years of work").unwrap();
        let check = |path: &Path, want: &str| {
            let error = FileStore::open(path).unwrap_err().to_string();
            assert!(error.starts_with(&path.display().to_string()), "{error}");
            assert!(error.contains(want), "{error}");
        };
        check(
            directory.path(),
            "(it holds \"thesis.txt\" but no signoff-nvm); name an empty or new directory",
        );
        check(&file, "(it is a file)");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);

        let other = tempfile::tempdir().unwrap();
        fs::write(other.path().join(IMAGE), b"PK\x03\x04 something else").unwrap();
        let error = FileStore::open(other.path()).unwrap_err();
        assert!(matches!(error, NvmError::Foreign { path, .. } if path == other.path().join(IMAGE)));
    }

    #[test]
    fn a_damaged_image_says_what_to_do() {
        let directory = tempfile::tempdir().unwrap();
        change(&mut FileStore::open(directory.path()).unwrap()).unwrap();
        let image = directory.path().join(IMAGE);
        let mut bytes = fs::read(&image).unwrap();
        bytes[30] ^= 1;
        fs::write(&image, bytes).unwrap();
        assert_eq!(
            FileStore::open(directory.path()).unwrap_err().to_string(),
            format!(
                "{} is damaged at byte 32 (the checksum does not fit the contents); restore it from a copy, or \
                 remove it for a fresh card",
                image.display()
            )
        );
    }

    #[test]
    fn too_long_a_record_changes_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let mut store = FileStore::open(directory.path()).unwrap();
        change(&mut store).unwrap();
        assert!(matches!(
            store.write(B, &vec![0; MAX_RECORD + 1]),
            Err(NvmError::TooBig { .. })
        ));
        assert_eq!(store.load().unwrap(), new());
    }
}
