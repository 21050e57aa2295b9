//! EF_ADN, and the files of the same coding EF_MSISDN, EF_FDN and EF_SDN (3GPP TS 31.102 §4.4.2.3, §4.2.26; TS 51.011
//! §10.5.1).

use super::alpha;
use super::dialling_number::DiallingNumber;
use super::error::UsimError;

/// Behind the name: length, type, ten bytes of digits, capability and extension.
const FOOTER: usize = 14;
/// Digits in the record itself.
const DIGITS: usize = 20;
/// Bytes of type and digits.
const MOST_NUMBER_BYTES: u8 = 11;
/// No record of another file.
const NONE: u8 = 0xFF;

/// An entry: a name and a number, either of which may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdnRecord {
    /// Alpha identifier; may be empty.
    pub name: String,
    /// The first twenty digits at most; the rest stands in the extension.
    pub number: Option<DiallingNumber>,
    /// Record of EF_CCP, the capabilities of the call.
    pub capability: Option<u8>,
    /// Record of EF_EXT1 (of EF_EXT5 for EF_MSISDN).
    pub extension: Option<u8>,
}

impl AdnRecord {
    /// Most digits that an entry has without an extension.
    pub const DIGITS: usize = DIGITS;

    /// Bytes that a record of this length has for the name.
    pub const fn name_room(record_length: usize) -> usize {
        record_length.saturating_sub(FOOTER)
    }

    /// Reads a record; `None` if it is free.
    ///
    /// # Errors
    /// It is shorter than 14 bytes, or says that it has more digits than there is room for.
    pub fn decode(record: &[u8]) -> Result<Option<Self>, UsimError> {
        let Some((name, footer)) = record.split_last_chunk::<FOOTER>() else {
            return Err(UsimError::Truncated {
                what: "the entry",
                found: record.len(),
                expected: FOOTER,
            });
        };
        let [length, kind, digits @ .., capability, extension] = footer;
        let number = match *length {
            0 | NONE => None,
            found @ 1..=MOST_NUMBER_BYTES => {
                let digits = digits.get(..usize::from(found) - 1).unwrap_or(digits);
                let number = DiallingNumber::from_bcd(*kind, digits);
                (!number.digits().is_empty()).then_some(number)
            }
            found => {
                return Err(UsimError::Value {
                    what: "the length of the number",
                    found,
                    problem: "more than 11",
                });
            }
        };
        let name = alpha::decode(name);
        if name.is_empty() && number.is_none() {
            return Ok(None);
        }
        let reference = |byte: u8| (byte != NONE && byte != 0).then_some(byte);
        Ok(Some(Self {
            name,
            number,
            capability: reference(*capability),
            extension: reference(*extension),
        }))
    }

    /// A record of this length.
    ///
    /// # Errors
    /// The name or the number does not fit.
    pub fn encode(&self, record_length: usize) -> Result<Vec<u8>, UsimError> {
        let room = Self::name_room(record_length);
        let mut record = alpha::encode(&self.name, room)?;
        record.resize(room, NONE);
        let mut footer = [NONE; FOOTER];
        if let Some(number) = &self.number {
            if number.digits().len() > DIGITS {
                return Err(UsimError::TooLong {
                    what: "the number",
                    needed: number.digits().len(),
                    room: DIGITS,
                    unit: "digits",
                });
            }
            let coded = number.to_bcd();
            let length = u8::try_from(coded.len() + 1).unwrap_or(MOST_NUMBER_BYTES);
            let bytes = [length, number.kind()].into_iter().chain(coded);
            footer.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        }
        let [.., capability, extension] = &mut footer;
        *capability = self.capability.unwrap_or(NONE);
        *extension = self.extension.unwrap_or(NONE);
        record.extend(footer);
        Ok(record)
    }

    /// A free record.
    pub fn free(record_length: usize) -> Vec<u8> {
        vec![NONE; record_length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    /// Hand-made after TS 31.102 §4.4.2.3.
    #[test]
    fn entries_in_and_out() {
        for (hex, name, number, extension) in [
            (
                "4D616DFF07912374000000F1FFFFFFFFFFFF",
                "Mam",
                Some("+32470000001"),
                None,
            ),
            ("FFFFFFFF0381214 3FFFFFFFFFFFFFFFFFFFF", "", Some("1234"), None),
            ("80 5988 FF FFFFFFFFFFFFFFFFFFFFFFFFFFFF", "妈", None, None),
            (
                "4F6D61FF 0B81 21436587092143658709 FF 02",
                "Oma",
                Some("12345678901234567890"),
                Some(2),
            ),
        ] {
            let record = hex::decode(&hex.replace(' ', "")).unwrap();
            let entry = AdnRecord::decode(&record).unwrap().expect("not free");
            assert_eq!(entry.name, name);
            assert_eq!(entry.number.as_ref().map(ToString::to_string).as_deref(), number);
            assert_eq!(entry.extension, extension);
            assert_eq!(entry.encode(record.len()).unwrap(), record);
        }
    }

    #[test]
    fn free_and_damaged_records() {
        assert_eq!(AdnRecord::decode(&AdnRecord::free(20)), Ok(None));
        assert_eq!(AdnRecord::decode(&[0; 14]), Ok(None));
        assert!(AdnRecord::decode(&[0xFF; 13]).is_err());
        let mut record = AdnRecord::free(18);
        record[4] = 12;
        assert_eq!(
            AdnRecord::decode(&record).unwrap_err().to_string(),
            "the length of the number has the value 0C, which is more than 11"
        );
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let entry = |name: &str, number: &str| AdnRecord {
            name: name.to_owned(),
            number: Some(number.parse().unwrap()),
            ..AdnRecord::default()
        };
        assert!(entry("Mamma", "1").encode(18).is_err());
        assert!(entry("Mam", "123456789012345678901").encode(18).is_err());
    }
}
