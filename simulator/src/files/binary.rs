//! READ BINARY and UPDATE BINARY, and the state of a file (ETSI TS 102 221 §11.1.3, §11.1.4, §11.1.14).

use signoff_protocol::apdu::StatusWord;

use super::access::Operation;
use super::file_system::{Body, Elementary};
use super::{FileHandle, FileKind, FileSystem};

impl FileSystem {
    /// At most `length` bytes from `offset`.
    pub(crate) fn read_binary(
        &self,
        file: FileHandle,
        offset: usize,
        length: usize,
    ) -> Result<Vec<u8>, StatusWord> {
        let elementary = self.elementary(file).ok_or(StatusWord::NO_EF_SELECTED)?;
        transparent(elementary)?;
        self.demand(file, Operation::Read)?;
        if offset >= elementary.data.size() {
            return Err(StatusWord::WRONG_OFFSET);
        }
        Ok(elementary.data.read(offset, length))
    }

    /// Replaces bytes from `offset`.
    pub(crate) fn update_binary(
        &mut self,
        file: FileHandle,
        offset: usize,
        bytes: &[u8],
    ) -> Result<(), StatusWord> {
        let elementary = self.elementary(file).ok_or(StatusWord::NO_EF_SELECTED)?;
        transparent(elementary)?;
        self.demand(file, Operation::Update)?;
        if offset >= elementary.data.size() {
            return Err(StatusWord::WRONG_OFFSET);
        }
        if bytes.is_empty() || offset + bytes.len() > elementary.data.size() {
            return Err(StatusWord::WRONG_LENGTH);
        }
        self.change(file, |elementary| {
            elementary.data.write(offset, bytes);
        })
    }

    /// ACTIVATE FILE and DEACTIVATE FILE.
    pub(crate) fn set_active(&mut self, file: FileHandle, active: bool) -> Result<(), StatusWord> {
        self.elementary(file).ok_or(StatusWord::NO_EF_SELECTED)?;
        let operation = if active {
            Operation::Activate
        } else {
            Operation::Deactivate
        };
        self.demand(file, operation)?;
        let file = self.resolve(file);
        let node = self.node_mut(file).ok_or(StatusWord::NOT_FOUND)?;
        node.active = active;
        node.changed = true;
        Ok(())
    }

    /// Changes the content of a file, or of the one that it shows, and remembers that.
    pub(super) fn change(
        &mut self,
        file: FileHandle,
        change: impl FnOnce(&mut Elementary),
    ) -> Result<(), StatusWord> {
        let file = self.resolve(file);
        let node = self.node_mut(file).ok_or(StatusWord::NOT_FOUND)?;
        let Body::Elementary(elementary) = &mut node.body else {
            return Err(StatusWord::NO_EF_SELECTED);
        };
        change(elementary);
        node.changed = true;
        Ok(())
    }
}

const fn transparent(elementary: &Elementary) -> Result<(), StatusWord> {
    match elementary.kind {
        FileKind::Transparent { .. } => Ok(()),
        _ => Err(StatusWord::INCOMPATIBLE_FILE),
    }
}
