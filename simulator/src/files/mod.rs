//! The file system that a modem reads: MF, ADF USIM and ADF ISIM, made of the enabled profile when they are
//! read (ETSI TS 102 221 §8, §13; 3GPP TS 31.102 §4).

mod content;
mod control;
mod tree;

pub(crate) use content::{Body, Subscription};
pub(crate) use control::{fcp_of_directory, fcp_of_file};
pub(crate) use tree::{Application, Directory, File, Node};
