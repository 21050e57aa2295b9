//! The phone book: EF_ADN and the files around it (3GPP TS 31.102 §4.4.2).

use signoff_protocol::usim::{
    AdnRecord, AnrRecord, DiallingNumber, ExtensionRecord, LinkType, LinkedText, PhonebookFile,
    PhonebookFileKind, PhonebookReference, UsimError, alpha,
};

use super::bytes::padded;
use crate::card_file::{ContactFile, PhonebookLayout, PhonebookPlace, ProfileFile};

/// Bytes of a name, if the card file does not say it.
const NAME: u8 = 30;
/// Bytes behind the name: length, type of number, digits, two identifiers.
const FOOTER: u8 = 14;
/// Records that are there even if no contact is.
const LEAST_RECORDS: usize = 10;
/// Records that are free behind the contacts.
const FREE_RECORDS: usize = 5;
/// Short identifier of EF_ADN, which the records of type 2 name.
pub(super) const ENTRIES_SHORT_ID: u8 = 0x01;
const EMAIL: u8 = 40;
const SECOND_NAME: u8 = 20;
const GROUP_NAME: u8 = 16;
/// Groups that a contact can be in, and that there can be.
const GROUPS: u8 = 3;
const GROUP_NAMES: usize = 5;

/// A file of the phone book, and its content.
pub(super) struct BookFile {
    pub(super) kind: PhonebookFileKind,
    pub(super) record: u8,
    pub(super) count: usize,
    /// Its first records.
    pub(super) content: Vec<u8>,
}

/// All files of the phone book but EF_PBR.
pub(super) struct Phonebook {
    pub(super) place: PhonebookPlace,
    pub(super) files: Vec<BookFile>,
}

impl Phonebook {
    /// The phone book of these contacts.
    ///
    /// # Errors
    /// A contact that does not fit, which the check of card files prevents.
    pub(super) fn new(contacts: &[ContactFile], layout: &PhonebookLayout) -> Result<Self, UsimError> {
        let entries = layout.entries.map_or_else(
            || (contacts.len() + FREE_RECORDS).clamp(LEAST_RECORDS, 254),
            usize::from,
        );
        let more = layout.full || contacts.iter().any(ContactFile::needs_more);
        let linked = layout.linked_records.map_or(entries, usize::from);
        let mut book = Builder::default();
        let name = layout.name_bytes.unwrap_or(NAME);
        for (contact, place) in contacts.iter().zip(1_u8..) {
            book.add(contact, place, usize::from(name))?;
        }
        let mut files = vec![BookFile {
            kind: PhonebookFileKind::Entries,
            record: name.saturating_add(FOOTER),
            count: entries,
            content: book.entries,
        }];
        let mut file = |kind, record, count, content| {
            files.push(BookFile {
                kind,
                record,
                count,
                content,
            });
        };
        if more {
            use PhonebookFileKind::{
                Emails, Extensions, FurtherNumbers, GroupNames, Groups, Index, SecondNames,
            };
            file(Extensions, 13, linked, book.extensions);
            if layout.place != PhonebookPlace::Gsm {
                file(Index, 2, entries, book.index);
                file(FurtherNumbers, 15, entries, book.further_numbers);
                file(Emails, EMAIL, linked, book.emails);
                file(SecondNames, SECOND_NAME, linked, book.second_names);
                file(Groups, GROUPS, entries, book.groups);
                let names = book.group_names.iter().map(|name| group_name(name));
                file(
                    GroupNames,
                    GROUP_NAME,
                    GROUP_NAMES,
                    names.collect::<Result<Vec<_>, _>>()?.concat(),
                );
            }
        }
        for file in &files {
            if file.content.len() > file.count * usize::from(file.record) {
                return Err(UsimError::TooLong {
                    what: file.kind.name(),
                    needed: file.content.len() / usize::from(file.record),
                    room: file.count,
                    unit: "records",
                });
            }
        }
        Ok(Self {
            place: layout.place,
            files,
        })
    }

    /// The record of EF_PBR, for files with these identifiers.
    pub(super) fn reference(&self, file_id: impl Fn(PhonebookFileKind) -> u16) -> Vec<u8> {
        let files = self.files.iter().map(|file| {
            let kind = file.kind;
            PhonebookFile {
                kind,
                link: match kind {
                    PhonebookFileKind::Emails | PhonebookFileKind::SecondNames => LinkType::ByIndex,
                    PhonebookFileKind::Extensions | PhonebookFileKind::GroupNames => LinkType::Shared,
                    _ => LinkType::SameRecord,
                },
                file_id: file_id(kind),
                short_id: (kind == PhonebookFileKind::Entries).then_some(ENTRIES_SHORT_ID),
            }
        });
        PhonebookReference {
            files: files.collect(),
        }
        .encode()
    }
}

/// Whether a name fits so many bytes.
pub(crate) fn name_fits(name: &str, room: usize) -> bool {
    alpha::encode(name, room).is_ok()
}

/// Whether the contacts fit the phone book that a card file describes.
pub(crate) fn phonebook_fits(profile: &ProfileFile) -> bool {
    let layout = profile.phonebook.clone().unwrap_or_default();
    let sizes = [layout.entries, layout.linked_records, layout.name_bytes];
    let further = |contact: &ContactFile| {
        contact.email.is_some()
            || contact.further_number.is_some()
            || contact.second_name.is_some()
            || contact.group.is_some()
    };
    sizes.into_iter().flatten().all(|size| (1..=240).contains(&size))
        && (layout.place != PhonebookPlace::Gsm || !profile.contacts.iter().any(further))
        && Phonebook::new(&profile.contacts, &layout).is_ok()
}

/// Records as they fill up.
#[derive(Default)]
struct Builder {
    entries: Vec<u8>,
    extensions: Vec<u8>,
    index: Vec<u8>,
    further_numbers: Vec<u8>,
    emails: Vec<u8>,
    second_names: Vec<u8>,
    groups: Vec<u8>,
    group_names: Vec<String>,
}

impl Builder {
    fn add(&mut self, contact: &ContactFile, place: u8, name_bytes: usize) -> Result<(), UsimError> {
        let number: DiallingNumber = contact.number.parse()?;
        let (first, rest) = number.split(AdnRecord::DIGITS);
        let extension = (!rest.is_empty()).then(|| {
            let record = ExtensionRecord::Additional {
                digits: rest.to_owned(),
                next: None,
            };
            self.extensions.extend(record.encode());
            number_of(&self.extensions, 13)
        });
        let entry = AdnRecord {
            name: contact.name.clone(),
            number: Some(first),
            capability: None,
            extension,
        };
        self.entries
            .extend(entry.encode(name_bytes + usize::from(FOOTER))?);
        let owner = Some((ENTRIES_SHORT_ID, place));
        let mut index = [0xFF; 2];
        let [email, second] = &mut index;
        for (text, to, record, number) in [
            (&contact.email, &mut self.emails, EMAIL, email),
            (&contact.second_name, &mut self.second_names, SECOND_NAME, second),
        ] {
            if let Some(text) = text {
                let linked = LinkedText {
                    text: text.clone(),
                    owner,
                };
                to.extend(linked.encode(usize::from(record), true)?);
                *number = number_of(to, record);
            }
        }
        self.index.extend(index);
        self.further_numbers.extend(match &contact.further_number {
            Some(number) => AnrRecord {
                description: 0,
                number: number.parse()?,
                extension: None,
                owner: None,
            }
            .encode(15)?,
            None => vec![0xFF; 15],
        });
        let group = contact.group.as_ref().map_or(0, |group| self.group(group));
        self.groups.extend([group, 0, 0]);
        Ok(())
    }

    /// The record of EF_GAS with the name of a group.
    fn group(&mut self, name: &str) -> u8 {
        let place = self
            .group_names
            .iter()
            .position(|other| other == name)
            .unwrap_or_else(|| {
                self.group_names.push(name.to_owned());
                self.group_names.len() - 1
            });
        u8::try_from(place + 1).unwrap_or(u8::MAX)
    }
}

fn number_of(records: &[u8], record: u8) -> u8 {
    u8::try_from(records.len() / usize::from(record)).unwrap_or(u8::MAX)
}

fn group_name(name: &str) -> Result<Vec<u8>, UsimError> {
    let room = usize::from(GROUP_NAME);
    alpha::encode(name, room).map(|coded| padded(coded, room))
}

#[cfg(test)]
mod tests {
    use super::*;
    use signoff_protocol::hex;

    fn contact(name: &str, number: &str) -> ContactFile {
        ContactFile {
            name: name.to_owned(),
            number: number.to_owned(),
            further_number: None,
            email: None,
            second_name: None,
            group: None,
        }
    }

    #[track_caller]
    fn check(book: &Phonebook, kind: PhonebookFileKind, want: &str) {
        let file = book
            .files
            .iter()
            .find(|file| file.kind == kind)
            .expect("the file");
        assert_eq!(
            hex::encode(&file.content),
            want.replace(' ', ""),
            "{}",
            kind.name()
        );
    }

    #[test]
    fn a_contact_with_a_name_and_a_number() {
        let book = Phonebook::new(&[contact("Mam", "+32470000001")], &PhonebookLayout::default()).unwrap();
        assert_eq!(book.files.len(), 1);
        let want = format!("4D616D{}07912374000000F1FFFFFFFFFFFF", "FF".repeat(27));
        check(&book, PhonebookFileKind::Entries, &want);
        assert_eq!(hex::encode(&book.reference(|_| 0x4F3A)), "A805C0034F3A01");
    }

    #[test]
    fn a_contact_with_everything() {
        let all = ContactFile {
            further_number: Some("1234".to_owned()),
            email: Some("a@b".to_owned()),
            second_name: Some("Oma".to_owned()),
            group: Some("Family".to_owned()),
            ..contact("Mam", "1234567890123456789012")
        };
        let layout = PhonebookLayout {
            name_bytes: Some(4),
            ..PhonebookLayout::default()
        };
        let book = Phonebook::new(&[all], &layout).unwrap();
        check(
            &book,
            PhonebookFileKind::Entries,
            "4D616DFF 0B81 21436587092143658709 FF01",
        );
        check(
            &book,
            PhonebookFileKind::Extensions,
            "02 01 21 FFFFFFFFFFFFFFFFFF FF",
        );
        check(&book, PhonebookFileKind::Index, "0101");
        check(
            &book,
            PhonebookFileKind::FurtherNumbers,
            "00 03812143 FFFFFFFFFFFFFFFF FFFF",
        );
        check(
            &book,
            PhonebookFileKind::Emails,
            &format!("610062{}0101", "FF".repeat(35)),
        );
        check(&book, PhonebookFileKind::Groups, "010000");
        let full = PhonebookLayout {
            entries: Some(1),
            ..layout
        };
        let two = [contact("Mam", "1"), contact("Pap", "2")];
        assert!(Phonebook::new(&two, &full).is_err());
    }
}
