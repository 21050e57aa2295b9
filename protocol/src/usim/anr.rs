//! EF_ANR: further numbers of a contact (3GPP TS 31.102 §4.4.2.9).

use super::dialling_number::DiallingNumber;
use super::error::UsimError;

const SHORT: usize = 15;
const NONE: u8 = 0xFF;
const DIGITS: usize = 20;

/// A further number. In files of type 2 a record names the entry that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnrRecord {
    /// Record of EF_AAS that says what the number is for; 0 for none.
    pub description: u8,
    /// The first twenty digits at most.
    pub number: DiallingNumber,
    /// Record of EF_EXT1.
    pub extension: Option<u8>,
    /// Short identifier of EF_ADN and number of the entry's record, in files of type 2.
    pub owner: Option<(u8, u8)>,
}

impl AnrRecord {
    /// Bytes of a record in files of type 1, and of type 2.
    pub const LENGTHS: [usize; 2] = [SHORT, SHORT + 2];

    /// Reads a record; `None` if it is free.
    ///
    /// # Errors
    /// It is shorter than 15 bytes, or says that it has more digits than there is room for.
    pub fn decode(record: &[u8]) -> Result<Option<Self>, UsimError> {
        let Some((start, tail)) = record.split_first_chunk::<SHORT>() else {
            return Err(UsimError::Truncated {
                what: "the further number",
                found: record.len(),
                expected: SHORT,
            });
        };
        let [description, length, kind, digits @ .., _, extension] = start;
        if matches!(*length, 0 | NONE) {
            return Ok(None);
        }
        if *length > 11 {
            return Err(UsimError::Value {
                what: "the length of the further number",
                found: *length,
                problem: "more than 11",
            });
        }
        let digits = digits.get(..usize::from(*length) - 1).unwrap_or(digits);
        Ok(Some(Self {
            description: if *description == NONE { 0 } else { *description },
            number: DiallingNumber::from_bcd(*kind, digits),
            extension: (*extension != NONE && *extension != 0).then_some(*extension),
            owner: match tail {
                [file, record] if *record != NONE => Some((*file, *record)),
                _ => None,
            },
        }))
    }

    /// A record of this length.
    ///
    /// # Errors
    /// The number does not fit, or the record has another length than files of type 1 and 2 have.
    pub fn encode(&self, record_length: usize) -> Result<Vec<u8>, UsimError> {
        if record_length < SHORT {
            return Err(UsimError::Truncated {
                what: "the further number",
                found: record_length,
                expected: SHORT,
            });
        }
        if self.number.digits().len() > DIGITS {
            return Err(UsimError::TooLong {
                what: "the further number",
                needed: self.number.digits().len(),
                room: DIGITS,
                unit: "digits",
            });
        }
        let coded = self.number.to_bcd();
        let mut record = vec![
            self.description,
            u8::try_from(coded.len() + 1).unwrap_or(11),
            self.number.kind(),
        ];
        record.extend(coded);
        record.resize(SHORT - 1, NONE);
        record.push(self.extension.unwrap_or(NONE));
        if let Some((file, entry)) = self.owner {
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

    /// Hand-made after TS 31.102 §4.4.2.9.
    #[test]
    fn records_in_and_out() {
        for (hex, number, owner) in [
            ("0107912374000000F2FFFFFFFFFFFF", "+32470000002", None),
            ("000381214 3FFFFFFFFFFFFFFFFFFFF0105", "1234", Some((1, 5))),
        ] {
            let record = hex::decode(&hex.replace(' ', "")).unwrap();
            let found = AnrRecord::decode(&record).unwrap().expect("not free");
            assert_eq!(found.number.to_string(), number);
            assert_eq!(found.owner, owner);
            assert_eq!(found.encode(record.len()).unwrap(), record);
        }
        assert_eq!(AnrRecord::decode(&[0xFF; 17]), Ok(None));
        assert!(AnrRecord::decode(&[0xFF; 14]).is_err());
    }
}
