//! An archive in a folder: `notifications.jsonl` grows by one line for each notification, in the form of a dump;
//! `acknowledged.jsonl` grows by the same line when its SM-DP+ acknowledged it.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::memory::MemoryArchive;
use super::{Archive, ArchiveError, ArchivedNotification};

const KEPT: &str = "notifications.jsonl";
const ACKNOWLEDGED: &str = "acknowledged.jsonl";

/// Keeps notifications in a folder. Lines are on the disk before a call returns; one that a crash cut off is taken
/// out when the folder is opened.
#[derive(Debug)]
pub struct DirectoryArchive {
    folder: PathBuf,
    known: MemoryArchive,
    kept: File,
    acknowledged: File,
}

impl DirectoryArchive {
    /// Opens the folder, and makes it if there is none.
    ///
    /// # Errors
    /// It cannot be made, read or written, or a whole line in it is no line of an archive.
    pub fn open(folder: &Path) -> Result<Self, ArchiveError> {
        std::fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
        let mut known = MemoryArchive::new();
        let (kept, entries) = file(&folder.join(KEPT))?;
        for entry in entries {
            known.add(entry);
        }
        let (acknowledged, entries) = file(&folder.join(ACKNOWLEDGED))?;
        for entry in &entries {
            known.mark(entry);
        }
        Ok(Self {
            folder: folder.to_owned(),
            known,
            kept,
            acknowledged,
        })
    }

    fn append(&self, mut file: &File, notification: &ArchivedNotification) -> Result<(), ArchiveError> {
        let line = format!("{}\n", notification.to_line());
        file.write_all(line.as_bytes())
            .and_then(|()| file.sync_data())
            .map_err(|error| failed(&self.folder, &error))
    }
}

impl Archive for DirectoryArchive {
    fn keep(&mut self, notification: &ArchivedNotification) -> Result<(), ArchiveError> {
        if !self.known.holds(notification) {
            self.append(&self.kept, notification)?;
            self.known.add(notification.clone());
        }
        Ok(())
    }

    fn note_acknowledged(&mut self, notification: &ArchivedNotification) -> Result<(), ArchiveError> {
        if !self.known.was_acknowledged(notification) {
            self.append(&self.acknowledged, notification)?;
            self.known.mark(notification);
        }
        Ok(())
    }

    fn was_acknowledged(&self, notification: &ArchivedNotification) -> bool {
        self.known.was_acknowledged(notification)
    }

    fn entries(&self) -> Vec<ArchivedNotification> {
        self.known.entries()
    }
}

/// A file to append to, and what stands in it.
fn file(path: &Path) -> Result<(File, Vec<ArchivedNotification>), ArchiveError> {
    let mut text = String::new();
    match File::open(path) {
        Ok(mut file) => drop(
            file.read_to_string(&mut text)
                .map_err(|error| failed(path, &error))?,
        ),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(failed(path, &error)),
    }
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .map_err(|error| failed(path, &error))?;
    // A crash cut the last line off: what it was to say is still on the card.
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    if whole < text.len() {
        text.truncate(whole);
        let length = u64::try_from(whole).unwrap_or(u64::MAX);
        file.set_len(length).map_err(|error| failed(path, &error))?;
    }
    let entries = text
        .lines()
        .enumerate()
        .map(|(index, line)| {
            ArchivedNotification::from_line(line).map_err(|error| ArchiveError {
                place: format!("{}:{}", path.display(), index + 1),
                reason: error.to_string(),
            })
        })
        .collect::<Result<_, _>>()?;
    Ok((file, entries))
}

fn failed(path: &Path, error: &std::io::Error) -> ArchiveError {
    ArchiveError {
        place: path.display().to_string(),
        reason: error.to_string(),
    }
}
