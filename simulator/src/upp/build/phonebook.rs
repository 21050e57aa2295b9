//! The phone book in DF.TELECOM (3GPP TS 31.102 §4.4.2).

use super::text::{alpha, number, padded, swapped};
use crate::card_file::ContactFile;

/// Bytes of a name.
const NAME: usize = 30;
/// Bytes of a record of EF_ADN: name, length, type of number, digits, two identifiers.
pub(super) const RECORD: u8 = 44;
/// Records that are there even if no contact is.
const LEAST_RECORDS: usize = 10;
/// Records that are free behind the contacts.
const FREE_RECORDS: usize = 5;

/// How many records EF_ADN has.
pub(super) fn records(contacts: usize) -> usize {
    (contacts + FREE_RECORDS).clamp(LEAST_RECORDS, 254)
}

/// The record of EF_PBR: the phone book has nothing but EF_ADN, in 4F3A.
pub(super) const REFERENCE: [u8; 7] = [0xA8, 0x05, 0xC0, 0x03, 0x4F, 0x3A, 0x01];

/// A record of EF_ADN.
pub(super) fn record(contact: &ContactFile) -> Vec<u8> {
    let (kind, digits) = number(&contact.number);
    let coded = swapped(digits.chars().take(20));
    let mut record = alpha(&contact.name, NAME);
    record.push(u8::try_from(coded.len() + 1).unwrap_or(11));
    record.push(kind);
    record.extend(coded);
    padded(record, usize::from(RECORD))
}

#[cfg(test)]
mod tests {
    use super::*;
    use signoff_protocol::hex;

    #[test]
    fn a_contact() {
        let contact = ContactFile {
            name: "Mam".to_owned(),
            number: "+32470000001".to_owned(),
        };
        let want = format!("4D616D{}07912374000000F1FFFFFFFFFFFF", "FF".repeat(27));
        assert_eq!(hex::encode(&record(&contact)), want);
    }
}
