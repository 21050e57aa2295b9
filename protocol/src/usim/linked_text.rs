//! EF_EMAIL and EF_SNE: a text that belongs to an entry (3GPP TS 31.102 §4.4.2.13, §4.4.2.10).

use super::alpha;
use super::error::UsimError;

const NONE: u8 = 0xFF;

/// A text. In files of type 2 a record names the entry that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedText {
    /// An address, or a second name.
    pub text: String,
    /// Short identifier of EF_ADN and number of the entry's record.
    pub owner: Option<(u8, u8)>,
}

impl LinkedText {
    /// Bytes that a record of this length has for the text; `linked` in files of type 2.
    pub const fn room(record_length: usize, linked: bool) -> usize {
        record_length.saturating_sub(if linked { 2 } else { 0 })
    }

    /// Reads a record; `None` if it is free.
    pub fn decode(record: &[u8], linked: bool) -> Option<Self> {
        let (text, owner) = match record {
            [text @ .., file, entry] if linked => (text, (*entry != NONE).then_some((*file, *entry))),
            text => (text, None),
        };
        let text = alpha::decode(text);
        (!text.is_empty()).then_some(Self { text, owner })
    }

    /// A record of this length.
    ///
    /// # Errors
    /// The text does not fit.
    pub fn encode(&self, record_length: usize, linked: bool) -> Result<Vec<u8>, UsimError> {
        let room = Self::room(record_length, linked);
        let mut record = alpha::encode(&self.text, room)?;
        record.resize(room, NONE);
        if linked {
            let (file, entry) = self.owner.unwrap_or((NONE, NONE));
            record.extend([file, entry]);
        }
        record.resize(record_length, NONE);
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    /// `@` has the code 00 in the default alphabet.
    #[test]
    fn records_in_and_out() {
        for (hex, linked, text, owner) in [
            ("610062FFFF", false, "a@b", None),
            ("610062FF0103", true, "a@b", Some((1, 3))),
            ("610062FFFFFF", true, "a@b", None),
        ] {
            let record = hex::decode(hex).unwrap();
            let found = LinkedText::decode(&record, linked).expect("not free");
            assert_eq!((found.text.as_str(), found.owner), (text, owner));
            assert_eq!(hex::encode(&found.encode(record.len(), linked).unwrap()), hex);
        }
        assert_eq!(LinkedText::decode(&[0xFF; 8], true), None);
        assert!(
            LinkedText {
                text: "abcd".to_owned(),
                owner: None
            }
            .encode(5, true)
            .is_err()
        );
    }
}
