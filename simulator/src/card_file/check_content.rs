//! What the PINs, keys, contacts and messages of a profile must fulfil.

use signoff_protocol::usim::DiallingNumber;

use super::check::CardFileError;
use super::contact::ContactFile;
use super::profile::{AlgorithmName, ProfileClassName, ProfileFile};
use crate::upp;

/// Most contacts, and most records of messages; five records stay free.
const MOST: usize = 249;

pub(super) fn check_content(profile: &ProfileFile) -> Result<(), CardFileError> {
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let pin_fits = |pin: &String| (4..=8).contains(&pin.len()) && digits(pin);
    let puk_fits = |puk: &String| puk.len() == 8 && digits(puk);
    let tuak = profile.algorithm == Some(AlgorithmName::Tuak);
    let key_fits = |key: &Vec<u8>| key.len() == 16 || (tuak && key.len() == 32);
    let opc_fits = |opc: &Vec<u8>| opc.len() == if tuak { 32 } else { 16 };
    let test = profile.class == ProfileClassName::Test;
    let known = |key: &Vec<u8>| key.iter().all(|byte| *byte == 0) || (0..).zip(key).all(|(a, b)| a == *b);
    let records = upp::message_records(&profile.messages);
    let rules = [
        ("pin", profile.pin.as_ref().is_none_or(pin_fits), "4 to 8 digits"),
        ("puk", profile.puk.as_ref().is_none_or(puk_fits), "8 digits"),
        (
            "key",
            profile.key.as_ref().is_none_or(key_fits),
            "16 bytes, or 32 with tuak",
        ),
        (
            "key",
            !test || profile.key.as_ref().is_none_or(known),
            "a key of test profiles: all zero, or 00 01 02 and so on",
        ),
        (
            "opc",
            profile.opc.as_ref().is_none_or(opc_fits),
            "16 bytes, or 32 with tuak",
        ),
        (
            "contacts",
            profile.contacts.len() <= MOST && profile.contacts.iter().all(contact_fits),
            "at most 249 entries, each with a name that fits 30 bytes and a number of 1 to 40 digits",
        ),
        (
            "phonebook",
            upp::phonebook_fits(profile),
            "large enough for its contacts: entries, linked_records, name_bytes, and no further files with place gsm",
        ),
        (
            "messages",
            records.is_some_and(|records| records <= MOST),
            "at most 249 records of messages, each from or to a number of 1 to 20 digits or a name of 11 letters",
        ),
        (
            "message_records",
            profile.message_records.is_none_or(|room| {
                records.is_some_and(|records| records <= usize::from(room) && (1..=254).contains(&room))
            }),
            "1 to 254, and at least as many as there are records of messages",
        ),
    ];
    match rules.iter().find(|(_, fits, _)| !fits) {
        Some((field, _, expected)) => Err(CardFileError::Digits {
            name: profile.name.clone(),
            field,
            expected,
        }),
        None => Ok(()),
    }
}

fn number_fits(number: &str, most: usize) -> bool {
    number
        .parse::<DiallingNumber>()
        .is_ok_and(|number| (1..=most).contains(&number.digits().len()))
}

fn contact_fits(contact: &ContactFile) -> bool {
    upp::name_fits(&contact.name, 30)
        && number_fits(&contact.number, 40)
        && contact
            .further_number
            .as_ref()
            .is_none_or(|number| number_fits(number, 20))
        && contact
            .email
            .as_ref()
            .is_none_or(|email| upp::name_fits(email, 38))
        && contact
            .second_name
            .as_ref()
            .is_none_or(|name| upp::name_fits(name, 18))
        && contact.group.as_ref().is_none_or(|name| upp::name_fits(name, 16))
}
