//! A phone book as its files are on the card: one EF_ADN and what belongs to it.

use signoff_protocol::usim::{
    AdnRecord, AnrRecord, DiallingNumber, ExtensionRecord, LinkType, LinkedText, PhonebookFile,
    PhonebookFileKind, PhonebookReference, alpha,
};

use super::{Contact, ContactNumber, FileImage, FilePath};

/// Most records of one chain of extensions.
const MAX_CHAIN: usize = 8;
const NONE: u8 = 0xFF;

/// A file of the book beside EF_ADN.
#[derive(Clone, Debug)]
pub(super) struct BookFile {
    pub(super) role: PhonebookFile,
    /// Which byte of EF_IAP has the number of its record, in files of type 2.
    pub(super) index: Option<usize>,
    pub(super) path: FilePath,
    pub(super) records: Vec<Vec<u8>>,
}

/// One EF_ADN, and the files that EF_PBR puts around it.
#[derive(Clone, Debug)]
pub(super) struct Book {
    /// Path of EF_ADN.
    pub(super) path: FilePath,
    /// Short identifier of EF_ADN, by which records of type 2 name it.
    pub(super) short_id: u8,
    /// Records of EF_ADN.
    pub(super) entries: Vec<Vec<u8>>,
    /// The other files, in the order of EF_PBR.
    pub(super) files: Vec<BookFile>,
}

impl Book {
    /// A book of a record of EF_PBR; `None` if its EF_ADN was not read. `directory`: any file of DF.PHONEBOOK.
    pub(super) fn of_reference(
        reference: &PhonebookReference,
        directory: &FilePath,
        images: &[FileImage],
    ) -> Option<Self> {
        let entries = reference.of(PhonebookFileKind::Entries).next()?;
        let image = |file: &PhonebookFile| {
            let path = directory.sibling(file.file_id);
            images.iter().find(|image| image.path == path)
        };
        let own = image(entries)?;
        let files = reference
            .files
            .iter()
            .filter(|file| file.kind != PhonebookFileKind::Entries);
        Some(Self {
            path: own.path.clone(),
            short_id: entries.short_id.unwrap_or(NONE),
            entries: own.records().to_vec(),
            files: files
                .filter_map(|file| {
                    let image = image(file)?;
                    Some(BookFile {
                        role: *file,
                        index: (file.link == LinkType::ByIndex)
                            .then(|| reference.index_of(file))
                            .flatten(),
                        path: image.path.clone(),
                        records: image.records().to_vec(),
                    })
                })
                .collect(),
        })
    }

    /// EF_ADN without a phone book around it, and its EF_EXT1.
    pub(super) fn plain(entries: &FileImage, extensions: Option<&FileImage>) -> Self {
        let extensions = extensions.map(|image| BookFile {
            role: PhonebookFile {
                kind: PhonebookFileKind::Extensions,
                link: LinkType::Shared,
                file_id: image.path.id(),
                short_id: None,
            },
            index: None,
            path: image.path.clone(),
            records: image.records().to_vec(),
        });
        Self {
            path: entries.path.clone(),
            short_id: NONE,
            entries: entries.records().to_vec(),
            files: extensions.into_iter().collect(),
        }
    }

    /// Files of a kind.
    pub(super) fn of(&self, kind: PhonebookFileKind) -> impl Iterator<Item = &BookFile> {
        self.files.iter().filter(move |file| file.role.kind == kind)
    }

    /// All contacts, and what could not be read.
    pub(super) fn contacts(&self) -> (Vec<Contact>, Vec<String>) {
        let (mut contacts, mut notes) = (Vec::new(), Vec::new());
        for (record, number) in self.entries.iter().zip(1_u8..) {
            match AdnRecord::decode(record) {
                Ok(None) => {}
                Ok(Some(entry)) => contacts.push(self.contact(entry, number, &mut notes)),
                Err(error) => notes.push(format!("{}, record {number}: {error}", self.path)),
            }
        }
        (contacts, notes)
    }

    fn contact(&self, entry: AdnRecord, record: u8, notes: &mut Vec<String>) -> Contact {
        let mut numbers = Vec::new();
        if let Some(number) = entry.number {
            numbers.push(ContactNumber {
                number: self.whole(number, entry.extension, notes),
                description: None,
            });
        }
        for file in self.of(PhonebookFileKind::FurtherNumbers) {
            let Some(found) = self.linked_record(file, record) else {
                continue;
            };
            match AnrRecord::decode(found) {
                Ok(None) => {}
                Ok(Some(further)) => numbers.push(ContactNumber {
                    number: self.whole(further.number, further.extension, notes),
                    description: self.name_of(PhonebookFileKind::NumberDescriptions, further.description),
                }),
                Err(error) => notes.push(format!("{}, for record {record}: {error}", file.path)),
            }
        }
        Contact {
            book: self.path.clone(),
            record,
            name: entry.name,
            numbers,
            emails: self.texts(PhonebookFileKind::Emails, record),
            second_names: self.texts(PhonebookFileKind::SecondNames, record),
            groups: self.groups(record),
        }
    }

    /// A number with what its chain of extensions adds.
    fn whole(
        &self,
        mut number: DiallingNumber,
        extension: Option<u8>,
        notes: &mut Vec<String>,
    ) -> DiallingNumber {
        let mut next = extension;
        for _ in 0..MAX_CHAIN {
            let Some(place) = next else {
                return number;
            };
            let record = self
                .of(PhonebookFileKind::Extensions)
                .next()
                .and_then(|file| nth(&file.records, place));
            match record.map(ExtensionRecord::decode) {
                Some(Ok(Some(ExtensionRecord::Additional { digits, next: behind }))) => {
                    number.push_digits(&digits);
                    next = behind;
                }
                // A subaddress is no part of the number; it is kept in the raw files.
                Some(Ok(Some(ExtensionRecord::Subaddress { next: behind, .. }))) => next = behind,
                _ => {
                    notes.push(format!("{number}: extension record {place} is missing"));
                    return number;
                }
            }
        }
        notes.push(format!("{number}: the chain of extensions has no end"));
        number
    }

    /// The record of a file that belongs to an entry.
    fn linked_record<'b>(&'b self, file: &'b BookFile, record: u8) -> Option<&'b [u8]> {
        match file.role.link {
            LinkType::SameRecord => nth(&file.records, record),
            LinkType::ByIndex => {
                let place = file.index?;
                let index = self.of(PhonebookFileKind::Index).next()?;
                let number = *nth(&index.records, record)?.get(place)?;
                nth(&file.records, number)
            }
            LinkType::Shared => None,
        }
    }

    fn texts(&self, kind: PhonebookFileKind, record: u8) -> Vec<String> {
        self.of(kind)
            .filter_map(|file| {
                let linked = file.role.link == LinkType::ByIndex;
                LinkedText::decode(self.linked_record(file, record)?, linked)
            })
            .map(|linked| linked.text)
            .collect()
    }

    fn groups(&self, record: u8) -> Vec<String> {
        let Some(groups) = self.of(PhonebookFileKind::Groups).next() else {
            return Vec::new();
        };
        let ids = self.linked_record(groups, record).unwrap_or_default();
        ids.iter()
            .filter(|id| **id != 0 && **id != NONE)
            .filter_map(|id| self.name_of(PhonebookFileKind::GroupNames, *id))
            .collect()
    }

    /// A text of EF_GAS or EF_AAS.
    fn name_of(&self, kind: PhonebookFileKind, number: u8) -> Option<String> {
        let file = self.of(kind).next()?;
        let name = alpha::decode(nth(&file.records, number)?);
        (!name.is_empty()).then_some(name)
    }
}

/// The record with this number, from 1.
pub(super) fn nth(records: &[Vec<u8>], number: u8) -> Option<&[u8]> {
    let place = usize::from(number).checked_sub(1)?;
    records.get(place).map(Vec::as_slice)
}
