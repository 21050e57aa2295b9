//! Files made one by one (GenericFileManagement).

use signoff_protocol::saip::{FileCommand, FileStructure, GenericFileManagement};

use super::super::create::{Creator, Cursor};
use super::super::failure::Refused;
use super::installer::Installer;
use crate::files::FileHandle;

impl Installer<'_> {
    pub(super) fn file_management(&mut self, element: &GenericFileManagement) -> Result<(), Refused> {
        if self.mf.is_none() {
            return Err(Refused::format("files before the MF"));
        }
        for list in &element.commands {
            let mut directory = FileHandle::MF;
            let mut cursor: Option<Cursor> = None;
            for command in list {
                match command {
                    FileCommand::FilePath(path) => {
                        directory = self.creator.by_path(path)?;
                        cursor = None;
                    }
                    FileCommand::CreateFcp(fcp) => {
                        let structure = fcp
                            .file_descriptor
                            .as_ref()
                            .and_then(signoff_protocol::saip::FileDescriptor::structure);
                        if structure == Some(FileStructure::Directory) {
                            let made = self.creator.directory(Some(directory), None, fcp)?;
                            if fcp.link_path.is_none() {
                                self.pinned(made, Some(directory), fcp, element.header.identification);
                            }
                            directory = made;
                            cursor = None;
                        } else {
                            cursor = Some(self.creator.elementary(directory, None, fcp)?);
                        }
                    }
                    FileCommand::FillOffset(offset) => {
                        let cursor = cursor.as_mut().ok_or_else(no_file)?;
                        Creator::skip(cursor, *offset);
                    }
                    FileCommand::FillContent(content) => {
                        let cursor = cursor.as_mut().ok_or_else(no_file)?;
                        self.creator.fill(cursor, content)?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn no_file() -> Refused {
    Refused::format("content before its file")
}
