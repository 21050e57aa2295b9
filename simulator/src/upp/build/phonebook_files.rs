//! Where the files of the phone book stand in a package: in the template of DF.TELECOM, in that of the phone book of the
//! USIM, or made by file management.

use signoff_protocol::saip::{Fcp, File, FileCommand, FileDescriptor, FileStructure};
use signoff_protocol::usim::PhonebookFileKind;

use super::package::{records, updatable};
use super::phonebook::{BookFile, ENTRIES_SHORT_ID, Phonebook};

/// Identifier of EF_ADN.
const ENTRIES: u16 = 0x4F3A;
/// EF_ADN and EF_EXT1 of the GSM (3GPP TS 51.011 §10.5.1, §10.5.10).
const GSM_ENTRIES: u16 = 0x6F3A;
const GSM_EXTENSIONS: u16 = 0x6F4A;
const TELECOM: [u8; 2] = [0x7F, 0x10];

/// Identifier of a file below DF.PHONEBOOK, as the template has it; EF_ADN is where modems look for it.
fn file_id(kind: PhonebookFileKind) -> u16 {
    match kind {
        PhonebookFileKind::Extensions => 0x4F38,
        PhonebookFileKind::GroupNames => 0x4F48,
        PhonebookFileKind::Index => 0x4F50,
        PhonebookFileKind::FurtherNumbers => 0x4F68,
        PhonebookFileKind::Emails => 0x4F78,
        PhonebookFileKind::SecondNames => 0x4F80,
        PhonebookFileKind::Groups => 0x4F90,
        _ => ENTRIES,
    }
}

/// Numbers of the files in the template of the phone book. In that of DF.TELECOM they are thirteen more.
fn number(kind: PhonebookFileKind) -> u8 {
    match kind {
        PhonebookFileKind::Extensions => 4,
        PhonebookFileKind::GroupNames => 6,
        PhonebookFileKind::Index => 10,
        PhonebookFileKind::FurtherNumbers => 13,
        PhonebookFileKind::Emails => 15,
        PhonebookFileKind::SecondNames => 16,
        PhonebookFileKind::Groups => 18,
        _ => 11,
    }
}

/// EF_PBR and the files of a book, with their numbers behind `offset`. `fcp`: who may read and update them.
pub(super) fn by_template(book: &Phonebook, offset: u8, fcp: &Fcp) -> Vec<(u8, File)> {
    let reference = book.reference(file_id);
    let length = u8::try_from(reference.len()).unwrap_or(u8::MAX);
    let mut files = vec![(3 + offset, records(fcp.clone(), length, 1, reference))];
    files.extend(book.files.iter().map(|file| {
        let own = if file.kind == PhonebookFileKind::Entries {
            Fcp {
                file_id: Some(ENTRIES),
                short_id: Some(Some(ENTRIES_SHORT_ID << 3)),
                ..fcp.clone()
            }
        } else {
            fcp.clone()
        };
        let made = records(own, file.record, file.count, file.content.clone());
        (number(file.kind) + offset, made)
    }));
    files.sort_by_key(|(number, _)| *number);
    files
}

/// EF_ADN of the GSM as a link to that of the phone book, for modems that know no phone book.
pub(super) fn link(entries: &BookFile) -> Vec<FileCommand> {
    let mut fcp = made(GSM_ENTRIES, entries);
    fcp.link_path = Some(vec![0x7F, 0x10, 0x5F, 0x3A, 0x4F, 0x3A]);
    vec![
        FileCommand::FilePath(TELECOM.to_vec()),
        FileCommand::CreateFcp(fcp),
    ]
}

/// EF_ADN and EF_EXT1 of the GSM themselves.
pub(super) fn of_gsm(book: &Phonebook) -> Vec<FileCommand> {
    let mut commands = vec![FileCommand::FilePath(TELECOM.to_vec())];
    for file in &book.files {
        let id = if file.kind == PhonebookFileKind::Extensions {
            GSM_EXTENSIONS
        } else {
            GSM_ENTRIES
        };
        commands.push(FileCommand::CreateFcp(made(id, file)));
        if !file.content.is_empty() {
            commands.push(FileCommand::FillContent(file.content.clone()));
        }
    }
    commands
}

fn made(id: u16, file: &BookFile) -> Fcp {
    Fcp {
        file_descriptor: Some(FileDescriptor::new(
            FileStructure::LinearFixed,
            Some(u16::from(file.record)),
        )),
        file_id: Some(id),
        file_size: u32::try_from(usize::from(file.record) * file.count).ok(),
        short_id: Some(None),
        ..updatable()
    }
}
