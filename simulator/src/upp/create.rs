//! Files: what a package and its template say of one becomes a file of the file system.

use signoff_protocol::saip::{Fcp, FilePart, FileStructure};

use super::failure::Refused;
use super::template::{Content, Row, Structure};
use crate::files::{
    DirectorySpec, FileHandle, FileKind, FileSpec, FileSystem, FileSystemError, Fill, LinkSpec, SecurityRule,
};

/// Bytes that a file takes beside its content.
const FILE_BYTES: usize = 32;
/// EF_ARR of the MF, and of any other directory.
const ROOT_RULES: u16 = 0x2F06;
const RULES: u16 = 0x6F06;
/// Most records of a file.
const MAX_RECORDS: u32 = 254;

/// Files as they are made, and the memory that is left.
pub(super) struct Creator {
    pub(super) files: FileSystem,
    free_bytes: usize,
    used_bytes: usize,
}

/// Where the next content goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    pub(super) file: FileHandle,
    at: usize,
}

impl Creator {
    pub(super) fn new(free_bytes: usize) -> Self {
        Self {
            files: FileSystem::new(),
            free_bytes,
            used_bytes: 0,
        }
    }

    pub(super) const fn used_bytes(&self) -> usize {
        self.used_bytes
    }

    /// Takes memory.
    pub(super) fn take(&mut self, bytes: usize) -> Result<(), Refused> {
        self.used_bytes = self.used_bytes.saturating_add(bytes);
        if self.used_bytes > self.free_bytes {
            return Err(Refused::new(
                signoff_protocol::saip::PeStatusCode::NotEnoughMemory,
                "the profile is larger than the memory that is free",
            ));
        }
        Ok(())
    }

    /// The file at the end of a path from the MF.
    pub(super) fn by_path(&self, path: &[u8]) -> Result<FileHandle, Refused> {
        let (ids, _) = path.as_chunks::<2>();
        let ids: Vec<u16> = ids.iter().map(|id| u16::from_be_bytes(*id)).collect();
        let ids = match ids.as_slice() {
            [0x3F00, rest @ ..] => rest,
            all => all,
        };
        self.files
            .by_path(ids)
            .ok_or_else(|| Refused::parameter("no file at the path"))
    }

    /// Makes a DF or ADF, or describes the MF where `parent` is `None`.
    pub(super) fn directory(
        &mut self,
        parent: Option<FileHandle>,
        row: Option<&Row>,
        fcp: &Fcp,
    ) -> Result<FileHandle, Refused> {
        let fid = fcp
            .file_id
            .or_else(|| row.map(|row| row.fid).filter(|fid| *fid != 0));
        let fid = fid.ok_or_else(|| Refused::value("a directory without file identifier"))?;
        let root_rules = parent.is_none() || fcp.df_name.is_some();
        let spec = DirectorySpec {
            fid,
            aid: fcp.df_name,
            pins: key_references(fcp),
            security: security(fcp, row, root_rules || parent == Some(FileHandle::MF))?,
            active: is_active(fcp),
        };
        self.take(FILE_BYTES)?;
        match parent {
            None => {
                self.files.describe_mf(spec);
                Ok(FileHandle::MF)
            }
            Some(parent) => match fcp.link_path.as_deref() {
                Some(path @ [_, ..]) => self.link(parent, fid, path, fcp),
                _ => Ok(self.files.create_directory(parent, spec)?),
            },
        }
    }

    /// Makes an elementary file, with the content of its template, or a link.
    pub(super) fn elementary(
        &mut self,
        parent: FileHandle,
        row: Option<&Row>,
        fcp: &Fcp,
    ) -> Result<Cursor, Refused> {
        let fid = fcp
            .file_id
            .or_else(|| row.map(|row| row.fid).filter(|fid| *fid != 0));
        let fid = fid.ok_or_else(|| Refused::value("a file without file identifier"))?;
        if let Some(path @ [_, ..]) = fcp.link_path.as_deref() {
            self.take(FILE_BYTES)?;
            let file = self.link(parent, fid, path, fcp)?;
            return Ok(Cursor { file, at: 0 });
        }
        let kind = kind(fcp, row)?;
        self.take(FILE_BYTES.saturating_add(kind.size()))?;
        let (sfi, wanted) = short_id(fcp, row, fid)?;
        let info = fcp.proprietary.as_ref();
        let fill = match info.map(|info| (&info.fill_pattern, &info.repeat_pattern)) {
            Some((Some(pattern), _)) => start(pattern),
            Some((None, Some(pattern))) => repeated(pattern),
            _ => row.map_or(Fill::Byte(0xFF), |row| fill_of(row, kind)),
        };
        let spec = FileSpec {
            fid,
            sfi,
            kind,
            content: Vec::new(),
            fill,
            security: security(fcp, row, parent == FileHandle::MF)?,
            active: is_active(fcp),
            shareable: fcp
                .file_descriptor
                .as_ref()
                .and_then(|descriptor| descriptor.as_bytes().first())
                .is_none_or(|first| first & 0x40 != 0),
            special: info.and_then(|info| info.special_file_information).unwrap_or(0),
        };
        let without = (!wanted && sfi.is_some()).then(|| FileSpec {
            sfi: None,
            ..spec.clone()
        });
        let file = match (self.files.create_file(parent, spec), without) {
            // Nobody asked for this identifier, and another file has it.
            (Err(FileSystemError::ShortIdentifier { .. }), Some(without)) => {
                self.files.create_file(parent, without)?
            }
            (made, _) => made?,
        };
        Ok(Cursor { file, at: 0 })
    }

    fn link(&mut self, parent: FileHandle, fid: u16, path: &[u8], fcp: &Fcp) -> Result<FileHandle, Refused> {
        let target = self.by_path(path)?;
        let (sfi, wanted) = short_id(fcp, None, fid)?;
        let security = match &fcp.security {
            None => None,
            Some(_) => security(fcp, None, parent == FileHandle::MF)?,
        };
        let spec = LinkSpec {
            fid,
            sfi: sfi.filter(|_| wanted),
            security,
        };
        Ok(self.files.create_link(parent, &spec, target)?)
    }

    /// Skips bytes.
    pub(super) fn skip(cursor: &mut Cursor, offset: u16) {
        cursor.at = cursor.at.saturating_add(usize::from(offset));
    }

    /// Writes content.
    pub(super) fn fill(&mut self, cursor: &mut Cursor, content: &[u8]) -> Result<(), Refused> {
        self.files.write_at(cursor.file, cursor.at, content)?;
        cursor.at = cursor.at.saturating_add(content.len());
        Ok(())
    }

    /// Carries out the parts of a file behind its parameters.
    pub(super) fn fill_parts(&mut self, mut cursor: Cursor, parts: &[FilePart]) -> Result<(), Refused> {
        for part in parts {
            match part {
                FilePart::FillOffset(offset) => Self::skip(&mut cursor, *offset),
                FilePart::FillContent(content) => self.fill(&mut cursor, content)?,
                FilePart::DoNotCreate | FilePart::FileDescriptor(_) => {}
            }
        }
        Ok(())
    }
}

/// Life cycle status integer: deactivated and terminated files are not active (ETSI TS 102 221 §11.1.1.4.9).
fn is_active(fcp: &Fcp) -> bool {
    !matches!(fcp.life_cycle_or_default(), 0x04 | 0x06 | 0x0C..=0x0F)
}

/// Key references of a PIN status template, in which the `83` are left out: after the bits that say which PINs
/// are enabled, one byte each; or as data objects, as ETSI TS 102 221 §11.1.1.4.10 has them.
pub(super) fn key_references(fcp: &Fcp) -> Vec<u8> {
    match fcp.pin_status.as_deref() {
        Some([0x90, length, rest @ ..]) => rest
            .get(usize::from(*length)..)
            .unwrap_or_default()
            .chunks(3)
            .filter_map(|object| match object {
                [0x83, 0x01, reference] => Some(*reference),
                _ => None,
            })
            .collect(),
        Some(references) => references.to_vec(),
        None => Vec::new(),
    }
}

fn security(fcp: &Fcp, row: Option<&Row>, root: bool) -> Result<Option<SecurityRule>, Refused> {
    let file = if root { ROOT_RULES } else { RULES };
    match fcp.security.as_deref() {
        Some([record]) => Ok(Some(SecurityRule {
            file,
            record: *record,
        })),
        Some([high, low, record]) => Ok(Some(SecurityRule {
            file: u16::from_be_bytes([*high, *low]),
            record: *record,
        })),
        Some(_) => Err(Refused::value("no reference to an access rule")),
        None => Ok(row.map(|row| SecurityRule {
            file,
            record: row.rule,
        })),
    }
}

/// Short file identifier, and whether the package has asked for it.
fn short_id(fcp: &Fcp, row: Option<&Row>, fid: u16) -> Result<(Option<u8>, bool), Refused> {
    match (fcp.short_id, row) {
        (Some(None), _) => Ok((None, true)),
        (Some(Some(byte)), _) => match (byte & 0x07, byte >> 3) {
            (0, sfi @ 1..=30) => Ok((Some(sfi), true)),
            _ => Err(Refused::value("no short file identifier from 1 to 30")),
        },
        (None, Some(row)) => Ok((Some(row.sfi).filter(|sfi| *sfi != 0), false)),
        (None, None) => {
            let [_, low] = fid.to_be_bytes();
            Ok((Some(low & 0x1F).filter(|sfi| (1..=30).contains(sfi)), false))
        }
    }
}

/// Structure and size.
fn kind(fcp: &Fcp, row: Option<&Row>) -> Result<FileKind, Refused> {
    let descriptor = fcp.file_descriptor.as_ref();
    let from_template = row.map(|row| row.structure);
    let structure = match descriptor {
        Some(descriptor) => descriptor.structure(),
        None => from_template.map(|structure| match structure {
            Structure::Directory => FileStructure::Directory,
            Structure::Transparent(_) => FileStructure::Transparent,
            Structure::Linear(..) => FileStructure::LinearFixed,
            Structure::Cyclic(..) => FileStructure::Cyclic,
            Structure::BerTlv(_) => FileStructure::BerTlv,
        }),
    };
    let structure = structure.ok_or_else(|| Refused::value("a file of no known structure"))?;
    let template_size = match from_template {
        Some(Structure::Transparent(size) | Structure::BerTlv(size)) if size > 0 => Some(u32::from(size)),
        _ => None,
    };
    let sized = || {
        fcp.file_size
            .or(template_size)
            .ok_or_else(|| Refused::value("a file without size"))
    };
    match structure {
        FileStructure::Directory => Err(Refused::value("a directory where a file should be")),
        FileStructure::Transparent => Ok(FileKind::Transparent { size: sized()? }),
        FileStructure::BerTlv => {
            let most = fcp.proprietary.as_ref().and_then(|info| info.maximum_file_size);
            match most.or(fcp.file_size).or(template_size) {
                Some(max) => Ok(FileKind::BerTlv { max }),
                None => Err(Refused::value("a file without size")),
            }
        }
        FileStructure::LinearFixed | FileStructure::Cyclic => {
            let (template_count, template_record) = match from_template {
                Some(Structure::Linear(count, record) | Structure::Cyclic(count, record)) => (count, record),
                _ => (0, 0),
            };
            let record = descriptor
                .and_then(signoff_protocol::saip::FileDescriptor::record_length)
                .unwrap_or(u16::from(template_record));
            let Ok(record @ 1..) = u8::try_from(record) else {
                return Err(Refused::value("records not of 1 to 255 bytes"));
            };
            let count = match fcp.file_size {
                None => u32::from(template_count),
                Some(size) if size % u32::from(record) == 0 => size / u32::from(record),
                Some(_) => return Err(Refused::value("a size that is no multiple of the records")),
            };
            let count = match u8::try_from(count) {
                Ok(count @ 1..) if u32::from(count) <= MAX_RECORDS => count,
                _ => return Err(Refused::value("not 1 to 254 records")),
            };
            Ok(if structure == FileStructure::Cyclic {
                FileKind::Cyclic { record, count }
            } else {
                FileKind::LinearFixed { record, count }
            })
        }
    }
}

fn start(pattern: &[u8]) -> Fill {
    match pattern {
        [byte] => Fill::Byte(*byte),
        _ => Fill::Pattern(pattern.to_vec()),
    }
}

fn repeated(pattern: &[u8]) -> Fill {
    match pattern {
        [byte] => Fill::Byte(*byte),
        _ => Fill::Repeat(pattern.to_vec()),
    }
}

fn fill_of(row: &Row, kind: FileKind) -> Fill {
    match row.content {
        Content::Required => Fill::Byte(0xFF),
        Content::Start(pattern) => start(pattern),
        Content::Repeat(pattern) => repeated(pattern),
        Content::End(tail) => {
            let unit = kind.record().map_or_else(|| kind.size(), usize::from);
            let mut pattern = vec![0xFF; unit.saturating_sub(tail.len())];
            pattern.extend(tail);
            pattern.truncate(unit);
            Fill::Repeat(pattern)
        }
    }
}
