//! Which phone books there are, made of the files that were read.

use signoff_protocol::usim::{PhonebookFileKind, PhonebookReference};

use super::book::Book;
use super::{FileImage, FilePath};

/// DF.PHONEBOOK and its EF_PBR (3GPP TS 31.102 §4.4.2).
const PHONEBOOK: u16 = 0x5F3A;
const REFERENCE: u16 = 0x4F30;
const TELECOM: u16 = 0x7F10;
/// EF_ADN and EF_EXT1 of the GSM (TS 51.011 §10.5.1, §10.5.10).
const ENTRIES: u16 = 0x6F3A;
const EXTENSIONS: u16 = 0x6F4A;

/// Where EF_PBR may be: in the USIM, and for all applications.
pub(super) fn references() -> [FilePath; 2] {
    [
        FilePath::usim(&[PHONEBOOK, REFERENCE]),
        FilePath::root(&[TELECOM, PHONEBOOK, REFERENCE]),
    ]
}

/// EF_ADN and EF_EXT1 of the GSM.
pub(super) fn of_gsm() -> [(FilePath, &'static str); 2] {
    [
        (
            FilePath::root(&[TELECOM, ENTRIES]),
            PhonebookFileKind::Entries.name(),
        ),
        (
            FilePath::root(&[TELECOM, EXTENSIONS]),
            PhonebookFileKind::Extensions.name(),
        ),
    ]
}

/// The books in the order in which they are used: of the USIM, of DF.TELECOM, of the GSM. The last is left out where it
/// is a link to another.
pub(super) fn books(images: &[FileImage]) -> (Vec<Book>, Vec<String>) {
    let (mut books, mut notes): (Vec<Book>, Vec<String>) = (Vec::new(), Vec::new());
    for path in references() {
        let Some(image) = images.iter().find(|image| image.path == path) else {
            continue;
        };
        for (record, number) in image.records().iter().zip(1_u8..) {
            match PhonebookReference::decode(record) {
                Ok(None) => {}
                Ok(Some(reference)) => books.extend(Book::of_reference(&reference, &path, images)),
                Err(error) => notes.push(format!("{path}, record {number}: {error}")),
            }
        }
    }
    let [(entries, _), (extensions, _)] = of_gsm();
    let find = |path: &FilePath| images.iter().find(|image| image.path == *path);
    if let Some(entries) = find(&entries) {
        let linked = books.iter().any(|book| book.entries == entries.records());
        if !linked {
            books.push(Book::plain(entries, find(&extensions)));
        }
    }
    (books, notes)
}
