//! Which records are to be written, and what does not fit. Nothing here touches a card.

use super::misfit::{Misfit, Unfit};
use crate::usim::book::Book;
use crate::usim::{FileImage, FilePath, Saved, phonebook, reader::message_file};
use signoff_protocol::usim::sms::SmsRecord;

/// A record to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The file.
    pub path: FilePath,
    /// The record.
    pub record: u8,
    /// Its new content.
    pub bytes: Vec<u8>,
}

/// What a restoration would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Records in the order in which they are written: an entry comes after what it refers to.
    pub writes: Vec<Write>,
    /// Contacts that will be written.
    pub contacts: usize,
    /// Messages that will be written.
    pub messages: usize,
    /// Contacts and messages that the target has already.
    pub present: usize,
    /// What does not fit.
    pub misfits: Vec<Misfit>,
}

impl Plan {
    /// Plans what to do with the files of the target. `partial`: a contact that is there without some details counts as there.
    pub(in crate::usim) fn new(saved: &Saved, images: &[FileImage], partial: bool) -> Self {
        let mut plan = Self::default();
        let (mut books, _) = phonebook::books(images);
        let mut present: Vec<_> = books.iter().flat_map(|book| book.contacts().0).collect();
        for contact in &saved.contacts {
            // Each one that is there stands for one of the backup.
            if let Some(place) = present
                .iter()
                .position(|other| other.says_the_same(contact) || (partial && other.says_part_of(contact)))
            {
                present.swap_remove(place);
                plan.present += 1;
                continue;
            }
            plan.add_contact(contact, &mut books);
        }
        plan.add_messages(saved, message_file(images));
        plan
    }

    fn add_contact(&mut self, contact: &crate::usim::Contact, books: &mut [Book]) {
        let what = format!("contact {}", contact.label());
        let mut first: Option<Vec<Misfit>> = None;
        // The first book in which all of it fits; else the first one in which the entry does.
        let mut best: Option<(usize, Book, Vec<Write>, Vec<Misfit>)> = None;
        for (place, book) in books.iter().enumerate() {
            let mut trial = book.clone();
            match trial.place(contact, &what) {
                Ok((writes, misfits)) if misfits.is_empty() => {
                    best = Some((place, trial, writes, misfits));
                    break;
                }
                Ok((writes, misfits)) if best.is_none() => best = Some((place, trial, writes, misfits)),
                Ok(_) => {}
                Err(misfit) => first = first.or(Some(vec![misfit])),
            }
        }
        match best {
            Some((place, trial, writes, misfits)) => {
                if let Some(book) = books.get_mut(place) {
                    *book = trial;
                }
                self.writes.extend(writes);
                self.misfits.extend(misfits);
                self.contacts += 1;
            }
            None => self.misfits.extend(first.unwrap_or_else(|| {
                vec![Misfit {
                    what,
                    why: Unfit::NoPhonebook,
                    whole: true,
                }]
            })),
        }
    }

    fn add_messages(&mut self, saved: &Saved, file: Option<&FileImage>) {
        let mut free: Vec<u8> = Vec::new();
        let mut records: &[Vec<u8>] = &[];
        if let Some(file) = file {
            records = file.records();
            let numbered = records.iter().zip(1_u8..);
            free.extend(
                numbered
                    .filter(|(record, _)| SmsRecord::is_free(record))
                    .map(|(_, number)| number),
            );
            free.reverse();
        }
        let length = records.first().map_or(0, Vec::len);
        for message in &saved.messages {
            let fitted: Option<Vec<Vec<u8>>> =
                message.records.iter().map(|record| fit(record, length)).collect();
            let misfit = |why: Unfit| Misfit {
                what: message.label.clone(),
                why,
                whole: true,
            };
            let Some(fitted) = fitted else {
                self.misfits.push(misfit(if file.is_none() {
                    Unfit::NoMessages
                } else {
                    Unfit::ShortRecords(length)
                }));
                continue;
            };
            if fitted.iter().all(|record| records.contains(record)) {
                self.present += 1;
                continue;
            }
            if fitted.len() > free.len() {
                self.misfits.push(misfit(Unfit::FewRecords {
                    needed: fitted.len(),
                    left: free.len(),
                }));
                continue;
            }
            for bytes in fitted {
                let (Some(record), Some(file)) = (free.pop(), file) else {
                    break;
                };
                self.writes.push(Write {
                    path: file.path.clone(),
                    record,
                    bytes,
                });
            }
            self.messages += 1;
        }
    }
}

/// A record in another length: only padding may be cut.
fn fit(record: &[u8], length: usize) -> Option<Vec<u8>> {
    let tail = record.get(length..).unwrap_or_default();
    if tail.iter().any(|byte| *byte != 0xFF) {
        return None;
    }
    let mut fitted = record.to_vec();
    fitted.resize(length, 0xFF);
    (length > 0).then_some(fitted)
}
