//! Folders in which the state of a card or of a server is kept, and addresses at which servers listen.

use std::path::Path;

use signoff_simulator::nvm::NvmError;
use signoff_simulator::serve::https::HttpsError;
use signoff_simulator::serve::operator::OperatorServerError;
use signoff_simulator::serve::smdp_store::FileStoreError;

use crate::text::{Message, Told};

impl Told for FileStoreError {
    fn told(&self) -> Message {
        match self {
            Self::Folder { folder, source } => Message::translated(
                "cause-store-folder",
                &[("folder", shown(folder)), ("reason", source.told())],
                self,
            ),
            Self::InUse { file } => Message::translated("cause-store-in-use", &[("file", shown(file))], self),
            Self::Foreign { file } => {
                Message::translated("cause-store-foreign", &[("file", shown(file))], self)
            }
            Self::Newer { file, found } => Message::translated(
                "cause-store-newer",
                &[("file", shown(file)), ("found", (*found).into())],
                self,
            ),
            Self::Store { file, reason } => Message::translated(
                "cause-store",
                &[("file", shown(file)), ("reason", reason.into())],
                self,
            ),
        }
    }
}

impl Told for NvmError {
    fn told(&self) -> Message {
        match self {
            Self::Io { path, source, .. } => Message::translated(
                "cause-store",
                &[("file", shown(path)), ("reason", source.told())],
                self,
            ),
            Self::Foreign { path, .. } => {
                Message::translated("cause-store-no-card", &[("file", shown(path))], self)
            }
            Self::Newer { path, found, .. } => Message::translated(
                "cause-store-newer",
                &[("file", shown(path)), ("found", (*found).into())],
                self,
            ),
            Self::Damaged { path, offset, .. } => Message::translated(
                "cause-store-damaged",
                &[("file", shown(path)), ("offset", (*offset).into())],
                self,
            ),
            Self::InUse { path } => Message::translated("cause-store-in-use", &[("file", shown(path))], self),
            other => other.to_string().into(),
        }
    }
}

impl Told for HttpsError {
    fn told(&self) -> Message {
        match self {
            Self::Listen { address, source } => listen(address, source.told(), self),
            other => Message::translated("cause-not-served", &[("reason", other.to_string().into())], self),
        }
    }
}

impl Told for OperatorServerError {
    fn told(&self) -> Message {
        match self {
            Self::Listen { address, source } => listen(address, source.told(), self),
            other @ Self::Thread(_) => {
                Message::translated("cause-not-served", &[("reason", other.to_string().into())], self)
            }
        }
    }
}

fn listen(address: &std::net::SocketAddr, reason: Message, english: &impl ToString) -> Message {
    Message::translated(
        "cause-cannot-serve",
        &[("place", address.to_string().into()), ("reason", reason)],
        english,
    )
}

fn shown(path: &Path) -> Message {
    path.display().to_string().into()
}
