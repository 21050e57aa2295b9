//! The file system that a modem reads: MF, ADF USIM and ADF ISIM, made of the enabled profile when they are
//! read (ETSI TS 102 221 §8, §13; 3GPP TS 31.102 §4).

mod aka;
mod content;
mod control;
mod data;
mod error;
mod file_system;
mod handle;
mod pin;
mod spec;
mod tree;

pub(crate) use content::{Body, Subscription};
pub(crate) use control::{fcp_of_directory, fcp_of_file};
pub(crate) use tree::{Application, Directory, File, Node};

pub use aka::{AkaAlgorithm, AkaParameters, MilenageParameters, SequenceNumbers, TuakParameters};
pub use error::FileSystemError;
pub use file_system::FileSystem;
pub use handle::FileHandle;
pub use pin::{PinSpec, PukSpec};
pub use spec::{
    DirectorySpec, FileKind, FileSpec, Fill, LinkSpec, SPECIAL_HIGH_UPDATE, SPECIAL_USABLE_WHEN_DEACTIVATED,
    SecurityRule,
};
