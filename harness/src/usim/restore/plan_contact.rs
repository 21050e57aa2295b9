//! A contact into a phone book: which records it takes, of which files.

use signoff_protocol::usim::{
    AdnRecord, AnrRecord, DiallingNumber, ExtensionRecord, LinkType, LinkedText, PhonebookFileKind, alpha,
};

use super::misfit::{Misfit, Unfit};
use super::plan::Write;
use crate::usim::Contact;
use crate::usim::FilePath;
use crate::usim::book::{Book, BookFile};

const NONE: u8 = 0xFF;

/// Puts one contact into a copy of the book, record by record.
struct Placing<'b> {
    book: &'b mut Book,
    /// Record of EF_ADN.
    entry: u8,
    writes: Vec<Write>,
    misfits: Vec<Misfit>,
    what: &'b str,
}

impl Book {
    /// Puts a contact into the first free entry of the book, and gives the records to write and the details that do not
    /// fit. The book is as it would be afterwards.
    ///
    /// # Errors
    /// The entry itself does not fit; the book is then of no use.
    pub(in crate::usim) fn place(
        &mut self,
        contact: &Contact,
        what: &str,
    ) -> Result<(Vec<Write>, Vec<Misfit>), Misfit> {
        let misfit = |why: Unfit| Misfit {
            what: what.to_owned(),
            why,
            whole: true,
        };
        let length = self.entries.first().map_or(0, Vec::len);
        let free = self
            .entries
            .iter()
            .zip(1_u8..)
            .find(|(record, _)| AdnRecord::decode(record) == Ok(None));
        let Some((_, entry)) = free else {
            return Err(misfit(Unfit::NoEntry(self.path.clone())));
        };
        let path = self.path.clone();
        let mut placing = Placing {
            book: self,
            entry,
            writes: Vec::new(),
            misfits: Vec::new(),
            what,
        };
        let mut numbers = contact.numbers.iter();
        let mut own = AdnRecord {
            name: contact.name.clone(),
            ..AdnRecord::default()
        };
        // Before anything is taken: does the name fit?
        own.encode(length).map_err(|error| misfit(Unfit::Record(error)))?;
        if let Some(first) = numbers.next() {
            let (number, rest) = first.number.split(AdnRecord::DIGITS);
            if !rest.is_empty() {
                let chain = placing.chain(rest).ok_or_else(|| {
                    misfit(Unfit::NoExtension {
                        digits: first.number.digits().len(),
                    })
                })?;
                own.extension = Some(chain);
            }
            own.number = Some(number);
        }
        for number in numbers {
            placing.further_number(&number.number);
        }
        for email in &contact.emails {
            placing.text(PhonebookFileKind::Emails, email, "the e-mail address");
        }
        for name in &contact.second_names {
            placing.text(PhonebookFileKind::SecondNames, name, "the second name");
        }
        for group in &contact.groups {
            placing.group(group);
        }
        let bytes = own.encode(length).map_err(|error| misfit(Unfit::Record(error)))?;
        let Placing {
            mut writes, misfits, ..
        } = placing;
        self.set_entry(entry, &bytes);
        writes.push(Write {
            path,
            record: entry,
            bytes,
        });
        Ok((writes, misfits))
    }

    fn set_entry(&mut self, number: u8, bytes: &[u8]) {
        let place = usize::from(number).checked_sub(1);
        if let Some(record) = place.and_then(|place| self.entries.get_mut(place)) {
            *record = bytes.to_vec();
        }
    }
}

impl Placing<'_> {
    fn miss(&mut self, why: Unfit) {
        self.misfits.push(Misfit {
            what: self.what.to_owned(),
            why,
            whole: false,
        });
    }

    /// Places of the files of a kind in the book.
    fn files(&self, kind: PhonebookFileKind) -> Vec<usize> {
        let files = self.book.files.iter().enumerate();
        files
            .filter(|(_, file)| file.role.kind == kind)
            .map(|(place, _)| place)
            .collect()
    }

    fn file(&self, place: usize) -> Option<&BookFile> {
        self.book.files.get(place)
    }

    /// Digits behind the twentieth into a chain of extension records; `None` if too few are free. Gives the first one.
    fn chain(&mut self, digits: &str) -> Option<u8> {
        let place = *self.files(PhonebookFileKind::Extensions).first()?;
        let pieces: Vec<String> = digits
            .chars()
            .collect::<Vec<_>>()
            .chunks(ExtensionRecord::DIGITS)
            .map(|piece| piece.iter().collect())
            .collect();
        let free: Vec<u8> = self
            .file(place)?
            .records
            .iter()
            .zip(1_u8..)
            .filter(|(record, _)| ExtensionRecord::decode(record) == Ok(None))
            .map(|(_, number)| number)
            .take(pieces.len())
            .collect();
        if free.len() < pieces.len() {
            return None;
        }
        for (position, digits) in pieces.into_iter().enumerate() {
            let number = *free.get(position)?;
            let record = ExtensionRecord::Additional {
                digits,
                next: free.get(position + 1).copied(),
            };
            self.write(place, number, record.encode());
        }
        free.first().copied()
    }

    fn further_number(&mut self, number: &DiallingNumber) {
        let free = self.free_place(PhonebookFileKind::FurtherNumbers, |record| {
            AnrRecord::decode(record) == Ok(None)
        });
        let Some((place, record, linked)) = free else {
            self.miss(Unfit::NoFurtherNumber(number.to_string()));
            return;
        };
        let (first, rest) = number.split(AdnRecord::DIGITS);
        let extension = if rest.is_empty() {
            None
        } else if let Some(first) = self.chain(rest) {
            Some(first)
        } else {
            self.miss(Unfit::NoFurtherExtension(number.to_string()));
            return;
        };
        let further = AnrRecord {
            description: 0,
            number: first,
            extension,
            owner: linked.then_some((self.book.short_id, self.entry)),
        };
        let length = self.length_of(place);
        match further.encode(length) {
            Ok(bytes) => self.link(place, record, bytes),
            Err(error) => self.miss(Unfit::Record(error)),
        }
    }

    fn text(&mut self, file: PhonebookFileKind, text: &str, kind: &'static str) {
        let linked = |place: &Self, at: usize| {
            place
                .file(at)
                .is_some_and(|file| file.role.link == LinkType::ByIndex)
        };
        let free = self.free_place(file, |record| {
            record.iter().all(|byte| *byte == NONE || *byte == 0)
        });
        let Some((place, record, _)) = free else {
            self.miss(Unfit::NoRoom {
                kind,
                text: text.to_owned(),
            });
            return;
        };
        let by_index = linked(self, place);
        let content = LinkedText {
            text: text.to_owned(),
            owner: by_index.then_some((self.book.short_id, self.entry)),
        };
        match content.encode(self.length_of(place), by_index) {
            Ok(bytes) => self.link(place, record, bytes),
            Err(error) => self.miss(Unfit::TooLong {
                kind,
                text: text.to_owned(),
                reason: error,
            }),
        }
    }

    /// A file of a kind that the entry does not use yet, its record for the entry, and whether that one is found by EF_IAP.
    fn free_place(
        &self,
        kind: PhonebookFileKind,
        is_free: impl Fn(&[u8]) -> bool,
    ) -> Option<(usize, u8, bool)> {
        self.files(kind).into_iter().find_map(|place| {
            let file = self.file(place)?;
            match file.role.link {
                LinkType::SameRecord => {
                    let record = crate::usim::book::nth(&file.records, self.entry)?;
                    is_free(record).then_some((place, self.entry, false))
                }
                LinkType::ByIndex => {
                    let index = self.book.of(PhonebookFileKind::Index).next()?;
                    let byte = *crate::usim::book::nth(&index.records, self.entry)?.get(file.index?)?;
                    if byte != NONE && byte != 0 && self.taken(place) {
                        return None;
                    }
                    let mut records = file.records.iter().zip(1_u8..);
                    let (_, number) = records.find(|(record, _)| is_free(record))?;
                    Some((place, number, true))
                }
                LinkType::Shared => None,
            }
        })
    }

    /// Whether this contact has written to the file already. What EF_IAP says of a free entry is no link.
    fn taken(&self, place: usize) -> bool {
        let path = self.file(place).map(|file| &file.path);
        self.writes.iter().any(|write| Some(&write.path) == path)
    }

    /// Writes a record, and its number into EF_IAP where that is how it is found.
    fn link(&mut self, place: usize, record: u8, bytes: Vec<u8>) {
        let index = self.file(place).and_then(|file| file.index);
        self.write(place, record, bytes);
        let Some(byte) = index else {
            return;
        };
        let Some(index_place) = self.files(PhonebookFileKind::Index).first().copied() else {
            return;
        };
        let own = self
            .file(index_place)
            .map(|file| file.records.clone())
            .unwrap_or_default();
        let Some(mut own) = crate::usim::book::nth(&own, self.entry).map(<[u8]>::to_vec) else {
            return;
        };
        if let Some(byte) = own.get_mut(byte) {
            *byte = record;
        }
        self.write(index_place, self.entry, own);
    }

    fn group(&mut self, name: &str) {
        let groups = self.files(PhonebookFileKind::Groups).first().copied();
        let names = self.files(PhonebookFileKind::GroupNames).first().copied();
        let (Some(groups), Some(names)) = (groups, names) else {
            self.miss(Unfit::NoGroups(name.to_owned()));
            return;
        };
        let Some(id) = self.group_id(names, name) else {
            self.miss(Unfit::NoGroup(name.to_owned()));
            return;
        };
        let records = self
            .file(groups)
            .map(|file| file.records.clone())
            .unwrap_or_default();
        let mut own = crate::usim::book::nth(&records, self.entry)
            .map(<[u8]>::to_vec)
            .unwrap_or_default();
        // What a free entry had before does not count.
        if !self.taken(groups) {
            own.fill(0);
        }
        let Some(free) = own.iter_mut().find(|byte| **byte == 0 || **byte == NONE) else {
            self.miss(Unfit::TooManyGroups(name.to_owned()));
            return;
        };
        *free = id;
        self.write(groups, self.entry, own);
    }

    /// The record of EF_GAS with this name, made if there is none.
    fn group_id(&mut self, place: usize, name: &str) -> Option<u8> {
        let records = self.file(place)?.records.clone();
        let named = |record: &[u8]| alpha::decode(record);
        let numbered = || records.iter().zip(1_u8..);
        if let Some((_, id)) = numbered().find(|(record, _)| named(record) == name) {
            return Some(id);
        }
        let (record, id) = numbered().find(|(record, _)| named(record).is_empty())?;
        let mut bytes = alpha::encode(name, record.len()).ok()?;
        bytes.resize(record.len(), NONE);
        self.write(place, id, bytes);
        Some(id)
    }

    fn length_of(&self, place: usize) -> usize {
        let file = self.file(place);
        file.and_then(|file| file.records.first()).map_or(0, Vec::len)
    }

    /// A record of the file at this place; a second write of the same record takes the place of the first.
    fn write(&mut self, place: usize, record: u8, bytes: Vec<u8>) {
        let Some(file) = self.book.files.get_mut(place) else {
            return;
        };
        let path: FilePath = file.path.clone();
        if let Some(own) = usize::from(record)
            .checked_sub(1)
            .and_then(|at| file.records.get_mut(at))
        {
            own.clone_from(&bytes);
        }
        self.writes
            .retain(|write| write.path != path || write.record != record);
        self.writes.push(Write { path, record, bytes });
    }
}
