//! A backup as a folder: `backup.json`, `contacts.vcf`, and each file of the card as it was. It appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use signoff_protocol::hex;

use super::{Backup, BackupDocument, FileContent, FileImage, vcard};

/// Names in the folder.
pub(super) const DOCUMENT: &str = "backup.json";
const CONTACTS: &str = "contacts.vcf";
const FILES: &str = "files";

/// Why a folder could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is something already, which is never overwritten.
    #[error("{} exists already; a backup never overwrites anything, choose another folder", .0.display())]
    Exists(PathBuf),
    /// The disk.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

/// A raw file.
#[derive(Serialize)]
struct RawFile<'a> {
    path: String,
    name: &'a str,
    fcp: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

impl Backup {
    /// Writes the folder. `taken`: the time, RFC 3339. Everything is on the disk under another name before the folder gets
    /// its own.
    ///
    /// # Errors
    /// Something of this name exists already, or the disk refuses.
    pub fn write(&self, folder: &Path, taken: Option<&str>) -> Result<(), FolderError> {
        if fs::symlink_metadata(folder).is_ok() {
            return Err(FolderError::Exists(folder.to_owned()));
        }
        let parent = match folder.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|source| failed(parent, source))?;
        let unfinished = unfinished(folder);
        fs::create_dir(&unfinished).map_err(|source| failed(&unfinished, source))?;
        let written = self.fill(&unfinished, taken).and_then(|()| {
            // A folder that somebody made in the meantime is replaced only if it is empty.
            fs::rename(&unfinished, folder).map_err(|source| failed(folder, source))
        });
        if written.is_err() {
            // The first error is the one to tell.
            let _removed = fs::remove_dir_all(&unfinished);
        }
        written?;
        sync(parent)
    }

    fn fill(&self, folder: &Path, taken: Option<&str>) -> Result<(), FolderError> {
        let files = folder.join(FILES);
        fs::create_dir(&files).map_err(|source| failed(&files, source))?;
        for image in &self.files {
            let path = files.join(format!("{}.json", image.path.file_name()));
            put(&path, &json(&raw(image), &path)?)?;
        }
        sync(&files)?;
        put(&folder.join(CONTACTS), vcard::write(self).as_bytes())?;
        let path = folder.join(DOCUMENT);
        put(&path, &json(&BackupDocument::new(self, taken), &path)?)?;
        sync(folder)
    }
}

/// Beside the folder, so that it can be renamed.
fn unfinished(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(format!(".unfinished-{}", std::process::id()));
    folder.with_file_name(name)
}

fn raw(image: &FileImage) -> RawFile<'_> {
    let (mut bytes, mut records, mut refused) = (None, None, None);
    match &image.content {
        FileContent::Bytes(all) => bytes = Some(hex::encode(all)),
        FileContent::Records(all) => records = Some(all.iter().map(|record| hex::encode(record)).collect()),
        FileContent::Refused(status) => refused = Some(status.to_string()),
    }
    RawFile {
        path: image.path.to_string(),
        name: image.name,
        fcp: hex::encode(&image.control_parameters),
        bytes,
        records,
        refused,
    }
}

fn json(value: &impl Serialize, path: &Path) -> Result<Vec<u8>, FolderError> {
    let mut text = serde_json::to_vec_pretty(value).map_err(|error| failed(path, error.into()))?;
    text.push(b'\n');
    Ok(text)
}

fn put(path: &Path, content: &[u8]) -> Result<(), FolderError> {
    let mut file = File::create_new(path).map_err(|source| failed(path, source))?;
    file.write_all(content)
        .and_then(|()| file.sync_all())
        .map_err(|source| failed(path, source))
}

fn sync(folder: &Path) -> Result<(), FolderError> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|source| failed(folder, source))
}

fn failed(path: &Path, source: io::Error) -> FolderError {
    FolderError::Io {
        path: path.to_owned(),
        source,
    }
}
