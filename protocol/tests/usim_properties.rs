//! What holds of all records of a USIM: what is written is what is read, and no bytes make a decoder panic.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use proptest::collection::vec;
use proptest::prelude::*;
use signoff_protocol::usim::sms::{
    Concatenation, DataCoding, HeaderElement, SmsAddress, SmsRecord, SmsStatus, TimeStamp, Tpdu, TpduKind,
    UserData, UserDataContent, joined_text, split_text,
};
use signoff_protocol::usim::{
    AdnRecord, AnrRecord, DiallingNumber, ExtensionRecord, FileParameters, LinkType, LinkedText,
    PhonebookFile, PhonebookFileKind, PhonebookReference, alpha, alphabet, septets,
};

/// Letters of the default alphabet, of its extension, of one half page, of several, and outside of the first plane.
fn text(most: usize) -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        8 => "[A-Za-z0-9 @£$èéÇØøÅåΔ_ÆæßÉ!%&'()*+,./:;<=>?¡ÄÖÑÜ§¿äöñüà-]",
        2 => "[\\^\\{\\}\\\\\\[~\\]|€]",
        1 => "[ëçœ你好妈Ελéñ]",
        1 => "[😀🎉]",
    ];
    vec(letter, 0..most).prop_map(|letters| letters.concat())
}

fn number(most: usize) -> impl Strategy<Value = DiallingNumber> {
    let kind = prop_oneof![Just(0x81), Just(0x91), Just(0xA1), Just(0xC8)];
    (kind, vec("[0-9*#p?]", 1..=most))
        .prop_map(|(kind, digits)| DiallingNumber::new(kind, &digits.concat()).expect("digits"))
}

fn stamp() -> impl Strategy<Value = TimeStamp> {
    (
        (0..100u8, 1..=12u8, 1..=31u8),
        (0..24u8, 0..60u8, 0..60u8),
        -79..=79i8,
    )
        .prop_map(|(date, time, zone)| {
            let swapped = |number: u8| ((number % 10) << 4) | (number / 10);
            let sign = if zone < 0 { 0x08 } else { 0 };
            let zone = swapped(zone.unsigned_abs()) | sign;
            let bytes = [date.0, date.1, date.2, time.0, time.1, time.2].map(swapped);
            let [year, month, day, hour, minute, second] = bytes;
            TimeStamp::decode([year, month, day, hour, minute, second, zone]).expect("digits")
        })
}

fn user_data() -> impl Strategy<Value = (DataCoding, UserData)> {
    let header = prop_oneof![
        Just(Vec::new()),
        (any::<u16>(), any::<bool>(), 1..=255u8).prop_map(|(reference, long, total)| {
            vec![HeaderElement::Concatenation(Concatenation {
                reference: if long { reference } else { reference & 0xFF },
                long,
                total,
                number: total,
            })]
        }),
        vec(any::<u8>(), 0..6).prop_map(|data| vec![HeaderElement::Other {
            identifier: 0x70,
            data
        }]),
    ];
    let content = prop_oneof![
        vec(0..0x80u8, 0..=140).prop_map(|all| (0x00, UserDataContent::Septets(all))),
        vec(any::<u8>(), 0..=128).prop_map(|all| (0x04, UserDataContent::Bytes(all))),
        vec(any::<u8>(), 0..=128).prop_map(|all| (0x08, UserDataContent::Bytes(all))),
    ];
    (header, content)
        .prop_map(|(header, (coding, content))| (DataCoding(coding), UserData { header, content }))
}

fn record() -> impl Strategy<Value = SmsRecord> {
    let received = (any::<bool>(), stamp()).prop_map(|(read, time_stamp)| {
        let status = if read { SmsStatus::Read } else { SmsStatus::Unread };
        (status, TpduKind::Deliver { time_stamp })
    });
    let validity = prop_oneof![Just(Vec::new()), vec(any::<u8>(), 1), vec(any::<u8>(), 7)];
    let sent = (0..5u8, any::<u8>(), validity).prop_map(|(status, reference, validity)| {
        let status = if status == 4 {
            SmsStatus::Unsent
        } else {
            SmsStatus::Sent(status)
        };
        (status, TpduKind::Submit { reference, validity })
    });
    let address = prop_oneof![
        number(20).prop_map(SmsAddress::Number),
        "[A-Z]{1,11}".prop_map(SmsAddress::Name),
    ];
    let kind = prop_oneof![received, sent];
    (
        kind,
        proptest::option::of(number(18)),
        address,
        any::<u8>(),
        user_data(),
    )
        .prop_map(
            |((status, kind), service_centre, address, protocol, (coding, user_data))| SmsRecord {
                status,
                service_centre,
                tpdu: Tpdu {
                    flags: 0x20,
                    kind,
                    address,
                    protocol,
                    coding,
                    user_data,
                },
            },
        )
}

fn phonebook_file() -> impl Strategy<Value = PhonebookFile> {
    use PhonebookFileKind::{Emails, Entries, Extensions, FurtherNumbers, Groups, Other, SecondNames};
    let kind = prop_oneof![
        Just(Entries),
        Just(Emails),
        Just(Extensions),
        Just(FurtherNumbers),
        Just(Groups),
        Just(SecondNames),
        Just(Other(0xCF)),
    ];
    let link = prop_oneof![
        Just(LinkType::SameRecord),
        Just(LinkType::ByIndex),
        Just(LinkType::Shared)
    ];
    (kind, link, any::<u16>(), proptest::option::of(1..=30u8)).prop_map(|(kind, link, file_id, short_id)| {
        PhonebookFile {
            kind,
            link,
            file_id,
            short_id,
        }
    })
}

proptest! {
    #[test]
    fn texts_of_the_default_alphabet_come_back(text in text(40)) {
        if let Some(septets) = alphabet::encode(&text) {
            prop_assert_eq!(alphabet::decode(&septets), text);
        }
    }

    #[test]
    fn packed_septets_come_back(all in vec(0..0x80u8, 0..160), fill in 0..7u8) {
        let packed = septets::pack(&all, fill);
        prop_assert_eq!(septets::unpack(&packed, fill, all.len()), all.clone());
        prop_assert_eq!(packed.len(), (all.len() * 7 + usize::from(fill)).div_ceil(8));
    }

    #[test]
    fn names_come_back_padded(name in text(20), room in 0..60usize) {
        if let Ok(mut coded) = alpha::encode(&name, room) {
            prop_assert!(coded.len() <= room);
            coded.resize(room, 0xFF);
            prop_assert_eq!(alpha::decode(&coded), name);
        }
    }

    #[test]
    fn numbers_come_back(number in number(40)) {
        prop_assert_eq!(&DiallingNumber::from_bcd(number.kind(), &number.to_bcd()), &number);
    }

    #[test]
    fn entries_come_back(name in text(10), number in proptest::option::of(number(20)), extension in proptest::option::of(1..=254u8)) {
        let entry = AdnRecord { name, number, capability: None, extension };
        if let Ok(coded) = entry.encode(44) {
            prop_assert_eq!(coded.len(), 44);
            let want = (!entry.name.is_empty() || entry.number.is_some()).then_some(entry);
            prop_assert_eq!(AdnRecord::decode(&coded), Ok(want));
        }
    }

    #[test]
    fn further_numbers_and_texts_come_back(number in number(20), owner in proptest::option::of((1..=30u8, 1..=254u8)), text in text(20)) {
        let further = AnrRecord { description: 1, number, extension: None, owner };
        let length = if owner.is_some() { 17 } else { 15 };
        let coded = further.encode(length);
        prop_assert_eq!(AnrRecord::decode(&coded.expect("it fits")), Ok(Some(further)));
        let linked = LinkedText { text, owner };
        if let Ok(coded) = linked.encode(40, true) {
            let want = (!linked.text.is_empty()).then_some(linked);
            prop_assert_eq!(LinkedText::decode(&coded, true), want);
        }
    }

    #[test]
    fn extensions_come_back(digits in "[0-9]{1,20}", next in proptest::option::of(1..=254u8)) {
        let record = ExtensionRecord::Additional { digits, next };
        prop_assert_eq!(ExtensionRecord::decode(&record.encode()), Ok(Some(record)));
    }

    #[test]
    fn phone_book_references_come_back(files in vec(phonebook_file(), 1..12)) {
        let mut files = files;
        // The record has the files by their type.
        files.sort_by_key(|file| file.link);
        let reference = PhonebookReference { files };
        let mut coded = reference.encode();
        coded.extend([0xFF; 5]);
        prop_assert_eq!(PhonebookReference::decode(&coded), Ok(Some(reference)));
    }

    #[test]
    fn stamps_come_back(stamp in stamp()) {
        prop_assert_eq!(TimeStamp::decode(stamp.encode()), Ok(stamp));
        prop_assert_eq!(stamp.to_string().parse(), Ok(stamp));
    }

    #[test]
    fn messages_come_back(record in record()) {
        if let Ok(coded) = record.encode(255) {
            prop_assert_eq!(SmsRecord::decode(&coded), Ok(Some(record)));
        }
    }

    #[test]
    fn long_texts_come_back(text in text(400), reference in 0..600u16, number in number(15)) {
        let (coding, parts) = split_text(&text, reference).expect("not too long");
        let parts: Vec<Tpdu> = parts
            .into_iter()
            .map(|user_data| Tpdu {
                flags: 0,
                kind: TpduKind::Submit { reference: 0, validity: Vec::new() },
                address: SmsAddress::Number(number.clone()),
                protocol: 0,
                coding,
                user_data,
            })
            .collect();
        for part in &parts {
            let coded = part.encode().expect("each part fits");
            prop_assert_eq!(&Tpdu::decode(&coded, false), &Ok(part.clone()));
        }
        let joined = joined_text(&parts.iter().collect::<Vec<_>>());
        prop_assert_eq!(joined, Some(text));
    }

    #[test]
    fn nothing_panics(bytes in vec(any::<u8>(), 0..200), flag in any::<bool>()) {
        let _ = alpha::decode(&bytes);
        let _ = alphabet::decode(&bytes);
        let _ = AdnRecord::decode(&bytes);
        let _ = AnrRecord::decode(&bytes);
        let _ = ExtensionRecord::decode(&bytes);
        let _ = LinkedText::decode(&bytes, flag);
        let _ = PhonebookReference::decode(&bytes);
        let _ = FileParameters::decode(&bytes);
        let _ = SmsRecord::decode(&bytes);
        if let Ok(tpdu) = Tpdu::decode(&bytes, flag) {
            let _ = tpdu.text();
            let _ = tpdu.encode();
        }
    }
}
