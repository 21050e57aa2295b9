//! Why a file system can't be filled as it was asked to.

/// Why a file, PIN or key can't be put into a file system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileSystemError {
    /// There is no such file.
    #[error("no such file")]
    NotFound,
    /// Only a directory has files, PINs and keys.
    #[error("file {fid:04X} is no directory")]
    NoDirectory {
        /// Its identifier.
        fid: u16,
    },
    /// Only an elementary file has content.
    #[error("file {fid:04X} is no elementary file")]
    NoElementaryFile {
        /// Its identifier.
        fid: u16,
    },
    /// The directory has a file with this identifier.
    #[error("file {fid:04X} exists already")]
    Exists {
        /// The identifier.
        fid: u16,
    },
    /// A short file identifier is taken, or none that can be.
    #[error("short file identifier {sfi:02X} of file {fid:04X} is taken or none from 1 to 30")]
    ShortIdentifier {
        /// The identifier of the file.
        fid: u16,
        /// The short one.
        sfi: u8,
    },
    /// The application has an ADF.
    #[error("the application of file {fid:04X} has an ADF already")]
    ApplicationExists {
        /// The identifier of the second one.
        fid: u16,
    },
    /// Content reaches beyond the end of the file.
    #[error("file {fid:04X} has {size} bytes, content ends at byte {end}")]
    TooLong {
        /// Its identifier.
        fid: u16,
        /// Its size.
        size: usize,
        /// Where the content ends.
        end: usize,
    },
    /// The file is larger, or there are more files, than a card has room for.
    #[error("file {fid:04X} does not fit: at most {limit} are allowed")]
    TooLarge {
        /// Its identifier.
        fid: u16,
        /// The bound.
        limit: usize,
    },
    /// The directory has a PIN or PUK with this reference.
    #[error("key reference {reference:02X} exists already")]
    PinExists {
        /// The reference.
        reference: u8,
    },
}
