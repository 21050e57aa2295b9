//! The name of a file within one file system.

/// A file of one [`super::FileSystem`]; in another one it names nothing, or something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileHandle(u16);

impl FileHandle {
    /// The master file, which every file system has.
    pub const MF: Self = Self(0);

    pub(super) fn new(place: usize) -> Option<Self> {
        u16::try_from(place).ok().map(Self)
    }

    pub(super) fn place(self) -> usize {
        usize::from(self.0)
    }
}
