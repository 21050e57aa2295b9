//! A file as it was on the card.

use signoff_protocol::apdu::StatusWord;
use signoff_protocol::usim::FileParameters;

use super::FilePath;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileContent {
    /// Of a transparent file.
    Bytes(Vec<u8>),
    /// Of a file of records, from record 1.
    Records(Vec<Vec<u8>>),
    /// The card does not show it.
    Refused(StatusWord),
}

/// A file that was read whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileImage {
    /// Where it is.
    pub path: FilePath,
    /// Its name in TS 31.102: `EF_SMS`.
    pub name: &'static str,
    /// What the card said of it when it was selected.
    pub control_parameters: Vec<u8>,
    /// The same, read.
    pub parameters: FileParameters,
    /// What it holds.
    pub content: FileContent,
}

impl FileImage {
    /// Its records; none of a file of another kind.
    pub fn records(&self) -> &[Vec<u8>] {
        match &self.content {
            FileContent::Records(records) => records,
            FileContent::Bytes(_) | FileContent::Refused(_) => &[],
        }
    }

    /// Its bytes, of a transparent file.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.content {
            FileContent::Bytes(bytes) => Some(bytes),
            FileContent::Records(_) | FileContent::Refused(_) => None,
        }
    }
}
