//! What stands in the files of a simulated profile.

use signoff_protocol::tlv::{Tag, Writer};

use signoff_protocol::usim::{AdnRecord, DiallingNumber};

use super::bytes::{padded, swapped};
use super::package::UppContent;
use crate::card_file::PhonebookPlace;

/// Records of EF_DIR.
pub(super) const DIR_RECORD: u8 = 38;
/// Preferred languages.
pub(super) const LANGUAGES: &[u8] = b"enfrnlde";
const SPN_NAME: usize = 16;
pub(super) const MSISDN_RECORD: u8 = 14;

/// 3GPP RID, application code `1002` or `1004`, no country, no provider (ETSI TS 101 220).
pub(super) const USIM_AID: [u8; 16] = aid(0x02);
pub(super) const ISIM_AID: [u8; 16] = aid(0x04);

const fn aid(code: u8) -> [u8; 16] {
    [
        0xA0, 0, 0, 0, 0x87, 0x10, code, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x01, 0x01, 0, 0,
    ]
}

/// EF_DIR: application templates (TS 102 221 §13.1).
pub(super) fn applications() -> Vec<u8> {
    [(USIM_AID, "USIM"), (ISIM_AID, "ISIM")]
        .iter()
        .flat_map(|(aid, label)| {
            let mut writer = Writer::new();
            writer.constructed(Tag(0x61), |w| {
                w.primitive(Tag(0x4F), aid);
                w.text(Tag(0x50), label);
            });
            padded(writer.into_bytes(), usize::from(DIR_RECORD))
        })
        .collect()
}

/// Length, then parity and digits, nibbles swapped (TS 31.102 §4.2.2).
pub(super) fn imsi(digits: &str) -> Vec<u8> {
    let parity = if digits.len() % 2 == 1 { '9' } else { '1' };
    let coded = swapped(std::iter::once(parity).chain(digits.chars()));
    let mut file = vec![u8::try_from(coded.len()).unwrap_or(8)];
    file.extend(coded);
    padded(file, 9)
}

/// Class of the subscriber: the last digit of the IMSI picks one of ten (3GPP TS 22.011 §4.2).
pub(super) fn access_class(imsi: &str) -> Vec<u8> {
    let last = imsi.chars().last().and_then(|last| last.to_digit(10));
    (1u16 << last.unwrap_or(0)).to_be_bytes().to_vec()
}

/// Services 1 (phone book of the USIM), 10 (short messages), 17 and 18 (group identifiers), 19 (service provider name) and 21 (MSISDN) have
/// bits of their own in the table (TS 31.102 §4.2.8).
pub(super) fn service_table(content: &UppContent<'_>) -> Vec<u8> {
    let mut table = vec![0; 17];
    for (service, there) in [
        (
            1,
            content
                .phonebook
                .is_some_and(|layout| layout.place == PhonebookPlace::Usim),
        ),
        (10, !content.messages.is_empty()),
        (17, content.gid1.is_some()),
        (18, content.gid2.is_some()),
        (19, true),
        (21, content.msisdn.is_some()),
    ] {
        if let Some(byte) = table.get_mut((service - 1) / 8)
            && there
        {
            *byte |= 1 << ((service - 1) % 8);
        }
    }
    table
}

/// Display condition and name.
pub(super) fn service_provider_name(name: &str) -> Vec<u8> {
    let ascii: String = name.chars().filter(char::is_ascii).take(SPN_NAME).collect();
    let mut file = vec![0x01];
    file.extend_from_slice(ascii.as_bytes());
    padded(file, 1 + SPN_NAME)
}

/// An entry without a name (TS 31.102 §4.2.26).
pub(super) fn msisdn(msisdn: Option<&str>) -> Vec<u8> {
    let entry = AdnRecord {
        number: msisdn.and_then(|own| own.parse::<DiallingNumber>().ok()),
        ..AdnRecord::default()
    };
    let length = usize::from(MSISDN_RECORD);
    entry.encode(length).unwrap_or_else(|_| AdnRecord::free(length))
}

/// Normal operation, and how many digits of the IMSI are the MNC (TS 31.102 §4.2.18).
pub(super) fn administrative(content: &UppContent<'_>) -> Vec<u8> {
    vec![0x00, 0x00, 0x00, content.mnc_digits]
}

/// Home network domain (3GPP TS 23.003 §13.2).
pub(super) fn domain(content: &UppContent<'_>) -> String {
    let (mcc, rest) = content.imsi.split_at_checked(3).unwrap_or_default();
    let mnc = rest.get(..usize::from(content.mnc_digits)).unwrap_or_default();
    format!("ims.mnc{mnc:0>3}.mcc{mcc}.3gppnetwork.org")
}

/// A text as the ISIM has them (3GPP TS 31.103 §4.2).
pub(super) fn text_object(text: &str) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.text(Tag(0x80), text);
    writer.into_bytes()
}

/// A PIN: digits in ASCII, filled up.
pub(super) fn digits(digits: &str) -> [u8; 8] {
    let mut value = [0xFF; 8];
    value
        .iter_mut()
        .zip(digits.bytes())
        .for_each(|(to, from)| *to = from);
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use signoff_protocol::hex;

    #[test]
    fn numbers_are_coded_as_the_specifications_say() {
        for (digits, want) in [
            ("206010000000001", "082960100000000010"),
            ("20601000000001", "0821601000000000F1"),
        ] {
            assert_eq!(hex::encode(&imsi(digits)), want, "{digits}");
        }
        assert_eq!(
            hex::encode(&msisdn(Some("+32470000001"))),
            "07912374000000F1FFFFFFFFFFFF"
        );
        assert_eq!(hex::encode(&msisdn(None)), "FF".repeat(14));
        assert_eq!(access_class("206010000000009"), [0x02, 0x00]);
        assert_eq!(digits("1234"), *b"1234\xFF\xFF\xFF\xFF");
    }
}
