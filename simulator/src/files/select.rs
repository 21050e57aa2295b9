//! SELECT and its rules (ETSI TS 102 221 §8.4, §8.5, §11.1.1).

use super::file_system::Body;
use super::{FileHandle, FileSystem};

/// MF
const MF: u16 = 0x3F00;
/// The ADF of the application that is selected on the channel.
const CURRENT_ADF: u16 = 0x7FFF;

/// Where a logical channel is in the file system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) directory: FileHandle,
    pub(crate) file: Option<FileHandle>,
    /// Number of the current record, from 1.
    pub(crate) record: Option<u8>,
}

impl Position {
    /// The MF is selected.
    pub(crate) const MF: Self = Self::directory(FileHandle::MF);

    pub(crate) const fn directory(directory: FileHandle) -> Self {
        Self {
            directory,
            file: None,
            record: None,
        }
    }
}

impl FileSystem {
    /// SELECT by file identifier: the MF, the application's ADF, children, the directory itself, its parent, and
    /// directories beside it. `adf` is the one of the application that is selected on the channel.
    pub(crate) fn select(&self, from: FileHandle, fid: u16, adf: Option<FileHandle>) -> Option<FileHandle> {
        match fid {
            MF => return Some(FileHandle::MF),
            CURRENT_ADF => return adf,
            _ => {}
        }
        let named = |handle: FileHandle| self.node(handle).is_some_and(|node| node.fid == fid);
        let parent = self.parent(from);
        self.selectable_child(from, fid)
            .or_else(|| Some(from).filter(|own| named(*own) && !self.is_adf(*own)))
            .or_else(|| parent.filter(|parent| named(*parent) && !self.is_adf(*parent)))
            .or_else(|| {
                let beside = self.selectable_child(parent?, fid)?;
                self.is_directory(beside).then_some(beside)
            })
    }

    /// SELECT by path: each step is a child of the one before, but for MF and ADF.
    pub(crate) fn select_path(
        &self,
        from: FileHandle,
        path: &[u8],
        adf: Option<FileHandle>,
    ) -> Option<FileHandle> {
        let (ids, []) = path.as_chunks::<2>() else {
            return None;
        };
        ids.iter().try_fold(from, |at, id| {
            if !self.is_directory(at) {
                return None;
            }
            match u16::from_be_bytes(*id) {
                MF => Some(FileHandle::MF),
                CURRENT_ADF => adf,
                fid => self.selectable_child(at, fid),
            }
        })
    }

    /// SELECT of a directory below the current one.
    pub(crate) fn select_child_directory(&self, from: FileHandle, fid: u16) -> Option<FileHandle> {
        self.selectable_child(from, fid)
            .filter(|child| self.is_directory(*child))
    }

    /// The directory above; the MF has none.
    pub(crate) fn parent(&self, directory: FileHandle) -> Option<FileHandle> {
        (directory != FileHandle::MF).then(|| self.node(directory).map(|node| node.parent))?
    }

    /// Where a channel is after a file was selected.
    pub(crate) fn position(&self, file: FileHandle) -> Position {
        if self.is_directory(file) {
            return Position::directory(file);
        }
        Position {
            directory: self.node(file).map_or(FileHandle::MF, |node| node.parent),
            file: Some(file),
            record: None,
        }
    }

    pub(crate) fn is_directory(&self, file: FileHandle) -> bool {
        self.directory(file).is_some()
    }

    /// Whether a file is activated.
    pub(crate) fn is_active(&self, file: FileHandle) -> bool {
        self.node(self.resolve(file)).is_some_and(|node| node.active)
    }

    fn is_adf(&self, file: FileHandle) -> bool {
        matches!(self.node(file).map(|node| &node.body), Some(Body::Directory(directory)) if directory.aid.is_some())
    }

    /// A child; ADFs are found by AID alone.
    fn selectable_child(&self, directory: FileHandle, fid: u16) -> Option<FileHandle> {
        self.child(directory, fid).filter(|child| !self.is_adf(*child))
    }
}
