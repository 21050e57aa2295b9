//! Contacts in a card file, and the phone book that they stand in.

use schemars::JsonSchema;
use serde::Deserialize;

/// An entry of the phone book.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactFile {
    /// At most 30 letters of the default alphabet of GSM, or 14 if there are others.
    pub name: String,
    /// At most 40 digits, `*`, `#`, `p` and `?`, behind an optional `+`; what is behind the twentieth stands in EF_EXT1.
    pub number: String,
    /// A second number, of at most 20 digits: EF_ANR.
    #[serde(default)]
    pub further_number: Option<String>,
    /// An address of at most 38 letters: EF_EMAIL.
    #[serde(default)]
    pub email: Option<String>,
    /// A second name of at most 18 letters: EF_SNE.
    #[serde(default)]
    pub second_name: Option<String>,
    /// The group it belongs to, of at most 16 letters: EF_GRP and EF_GAS.
    #[serde(default)]
    pub group: Option<String>,
}

impl ContactFile {
    /// Whether it needs more files than EF_ADN.
    pub(crate) fn needs_more(&self) -> bool {
        let digits = self.number.strip_prefix('+').unwrap_or(&self.number);
        digits.len() > 20
            || self.further_number.is_some()
            || self.email.is_some()
            || self.second_name.is_some()
            || self.group.is_some()
    }
}

/// Where the phone book is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PhonebookPlace {
    /// DF.PHONEBOOK in DF.TELECOM, for all applications, with the link 6F3A that modems without a phone book read.
    #[default]
    Telecom,
    /// DF.PHONEBOOK in the USIM.
    Usim,
    /// EF_ADN and EF_EXT1 in DF.TELECOM, as cards of the GSM have them.
    Gsm,
}

/// The files of the phone book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PhonebookLayout {
    /// Where it is.
    pub place: PhonebookPlace,
    /// How many records EF_ADN has; five more than there are contacts, and at least ten, by default.
    pub entries: Option<u8>,
    /// Bytes of a name, 30 by default.
    pub name_bytes: Option<u8>,
    /// Whether there are files for e-mail addresses, further numbers, second names, groups and long numbers even if no
    /// contact has any.
    pub full: bool,
    /// How many records each of EF_EMAIL, EF_SNE and EF_EXT1 has; as many as EF_ADN by default.
    pub linked_records: Option<u8>,
}
