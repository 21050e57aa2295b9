//! What a restoration needs of a backup, from a folder or from memory.

use std::path::{Path, PathBuf};

use signoff_protocol::hex;
use signoff_protocol::id::Iccid;
use signoff_protocol::usim::DiallingNumber;
use signoff_protocol::usim::sms::SmsRecord;

use super::document::{FORMAT, VERSION};
use super::folder::DOCUMENT;
use super::{Backup, BackupDocument, Contact, ContactNumber, FilePath};

/// Contacts and messages that can be put back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// The profile that they came from.
    pub iccid: Option<Iccid>,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Messages: what to call each, and its records.
    pub messages: Vec<SavedMessage>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedMessage {
    /// What to call it.
    pub label: String,
    /// Records of EF_SMS.
    pub records: Vec<Vec<u8>>,
}

/// Why a folder is no backup.
#[derive(Debug, thiserror::Error)]
pub enum SavedError {
    /// The file can't be read.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The file is none.
    #[error("{}: {problem}", .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}

impl Saved {
    /// Reads `backup.json` of a folder.
    ///
    /// # Errors
    /// It is missing, unreadable, of another version, or has records that are none.
    pub fn read(folder: &Path) -> Result<Self, SavedError> {
        let path = folder.join(DOCUMENT);
        let text = std::fs::read_to_string(&path).map_err(|source| SavedError::Io {
            path: path.clone(),
            source,
        })?;
        Self::parse(&text).map_err(|problem| SavedError::Malformed { path, problem })
    }

    /// Reads the text of `backup.json`; the error says what is wrong.
    ///
    /// # Errors
    /// As [`Saved::read`].
    pub fn parse(text: &str) -> Result<Self, String> {
        let document: BackupDocument =
            serde_json::from_str(text).map_err(|error| format!("no backup: {error}"))?;
        if document.format != FORMAT || document.version != VERSION {
            return Err(format!(
                "format {} version {}, this program reads {FORMAT} version {VERSION}",
                document.format, document.version
            ));
        }
        let iccid = document.profile.iccid.as_deref().map(str::parse).transpose();
        Ok(Self {
            iccid: iccid.map_err(|error| format!("profile: {error}"))?,
            contacts: document.contacts.iter().map(contact).collect::<Result<_, _>>()?,
            messages: document.messages.iter().map(message).collect::<Result<_, _>>()?,
        })
    }
}

impl From<&Backup> for Saved {
    fn from(backup: &Backup) -> Self {
        Self {
            iccid: backup.profile.iccid,
            contacts: backup.contacts.clone(),
            messages: backup
                .messages
                .iter()
                .map(|message| SavedMessage {
                    label: message.label(),
                    records: message.parts.iter().map(|part| part.bytes.clone()).collect(),
                })
                .collect(),
        }
    }
}

fn contact(document: &super::document::ContactDocument) -> Result<Contact, String> {
    let numbers = document.numbers.iter().map(|number| {
        let digits = number.number.strip_prefix('+').unwrap_or(&number.number);
        DiallingNumber::new(number.type_of_number, digits)
            .map(|parsed| ContactNumber {
                number: parsed,
                description: number.description.clone(),
            })
            .map_err(|error| format!("contact {:?}: {error}", document.name))
    });
    Ok(Contact {
        // Where it stood is of no importance for where it goes.
        book: FilePath::usim(&[]),
        record: document.record,
        name: document.name.clone(),
        numbers: numbers.collect::<Result<_, _>>()?,
        emails: document.emails.clone(),
        second_names: document.second_names.clone(),
        groups: document.groups.clone(),
    })
}

fn message(document: &super::document::MessageDocument) -> Result<SavedMessage, String> {
    let label = format!("message {} {}", document.status, document.address);
    let records = document.parts.iter().map(|part| {
        let bytes =
            hex::decode(&part.bytes).map_err(|error| format!("{label}, part {}: {error}", part.number))?;
        match SmsRecord::decode(&bytes) {
            Ok(Some(_)) => Ok(bytes),
            Ok(None) => Err(format!("{label}, part {}: the record is free", part.number)),
            Err(error) => Err(format!("{label}, part {}: {error}", part.number)),
        }
    });
    let records = records.collect::<Result<_, String>>()?;
    Ok(SavedMessage { label, records })
}
