//! Contacts, as a person thinks of them.

use signoff_protocol::usim::DiallingNumber;

use super::FilePath;

/// A number of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactNumber {
    /// The whole number, extensions and all.
    pub number: DiallingNumber,
    /// What it is for, from EF_AAS.
    pub description: Option<String>,
}

/// A contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The EF_ADN that it stands in.
    pub book: FilePath,
    /// Its record there.
    pub record: u8,
    /// Name; may be empty.
    pub name: String,
    /// Its numbers, that of EF_ADN first.
    pub numbers: Vec<ContactNumber>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Second names.
    pub second_names: Vec<String>,
    /// Names of its groups.
    pub groups: Vec<String>,
}

impl Contact {
    /// What to call it in a sentence.
    pub fn label(&self) -> String {
        match (self.name.as_str(), self.numbers.first()) {
            ("", Some(number)) => number.number.to_string(),
            ("", None) => format!("record {} of {}", self.record, self.book),
            (name, _) => format!("{name:?}"),
        }
    }

    /// Whether both say the same, wherever they stand.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let numbers = |contact: &Self| -> Vec<DiallingNumber> {
            contact
                .numbers
                .iter()
                .map(|number| number.number.clone())
                .collect()
        };
        self.name == other.name
            && numbers(self) == numbers(other)
            && self.emails == other.emails
            && self.second_names == other.second_names
            && self.groups == other.groups
    }

    /// Whether it is the other one without some of its details: name and first number are the same.
    pub(super) fn says_part_of(&self, other: &Self) -> bool {
        let all = |mine: &[String], theirs: &[String]| mine.iter().all(|text| theirs.contains(text));
        let number = |contact: &Self| contact.numbers.first().map(|number| number.number.clone());
        let known =
            |number: &ContactNumber| other.numbers.iter().any(|theirs| theirs.number == number.number);
        self.name == other.name
            && number(self) == number(other)
            && self.numbers.iter().all(known)
            && all(&self.emails, &other.emails)
            && all(&self.second_names, &other.second_names)
            && all(&self.groups, &other.groups)
    }
}
