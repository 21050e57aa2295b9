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

#[cfg(test)]
mod tests {
    use super::super::testbed::{file, files};
    use super::*;

    #[test]
    fn by_identifier() {
        let files = files();
        let usim = file(&files, &[0x7FD0]);
        let below = file(&files, &[0x7FD0, 0x5F3A]);
        let beside = file(&files, &[0x7FD0, 0x5F3B]);
        let imsi = file(&files, &[0x7FD0, 0x6F07]);
        let iccid = file(&files, &[0x2FE2]);
        for (from, fid, adf, want) in [
            (FileHandle::MF, 0x2FE2, None, Some(iccid)),
            (FileHandle::MF, 0x7FD0, Some(usim), None),
            (FileHandle::MF, 0x7FFF, Some(usim), Some(usim)),
            (FileHandle::MF, 0x7FFF, None, None),
            (usim, 0x3F00, None, Some(FileHandle::MF)),
            (usim, 0x6F07, Some(usim), Some(imsi)),
            (usim, 0x2FE2, Some(usim), None),
            (usim, 0x5F3A, Some(usim), Some(below)),
            (below, 0x5F3A, Some(usim), Some(below)),
            (below, 0x5F3B, Some(usim), Some(beside)),
            (below, 0x7FFF, Some(usim), Some(usim)),
            (below, 0x6F07, Some(usim), None),
            (below, 0x7FD0, Some(usim), None),
        ] {
            assert_eq!(files.select(from, fid, adf), want, "{fid:04X} from {from:?}");
        }
    }

    #[test]
    fn by_path() {
        let files = files();
        let usim = file(&files, &[0x7FD0]);
        let imsi = Some(file(&files, &[0x7FD0, 0x6F07]));
        for (path, adf, want) in [
            (&[0x7F, 0xFF, 0x6F, 0x07][..], Some(usim), imsi),
            (&[0x3F, 0x00, 0x7F, 0xFF, 0x6F, 0x07], Some(usim), imsi),
            (&[0x7F, 0xFF, 0x6F, 0x07], None, None),
            (&[0x7F, 0xD0, 0x6F, 0x07], Some(usim), None),
            (&[0x2F, 0xE2, 0x2F, 0x06], None, None),
            (&[0x2F], None, None),
            (&[0x6F, 0x07], Some(usim), None),
        ] {
            assert_eq!(files.select_path(FileHandle::MF, path, adf), want, "{path:02X?}");
        }
        let link = files
            .select_path(usim, &[0x5F, 0x3A, 0x4F, 0x3A], Some(usim))
            .unwrap();
        assert_eq!(files.content(link).unwrap(), b"abcdefgh\xFF\xFF\xFF\xFF");
        assert_eq!(files.parent(usim), Some(FileHandle::MF));
        assert_eq!(files.parent(FileHandle::MF), None);
    }
}
