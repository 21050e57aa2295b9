//! What the PINs, keys, contacts and messages of a profile must fulfil.

use super::check::CardFileError;
use super::profile::{AlgorithmName, ContactFile, MessageFile, ProfileClassName, ProfileFile};

/// Most contacts, and most messages; five records stay free.
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
            "at most 249 entries, each with a name that fits 30 bytes and a number of 1 to 20 digits",
        ),
        (
            "messages",
            profile.messages.len() <= MOST && profile.messages.iter().all(message_fits),
            "at most 249 entries, each with a number of 1 to 20 digits and at most 160 letters, or 70 if some are \
             not in the default alphabet of GSM",
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

fn number_fits(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or(number);
    (1..=20).contains(&digits.len())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '*' | '#'))
}

fn contact_fits(contact: &ContactFile) -> bool {
    let most = if crate::upp::is_default_alphabet(&contact.name) {
        30
    } else {
        14
    };
    contact.name.encode_utf16().count() <= most && number_fits(&contact.number)
}

fn message_fits(message: &MessageFile) -> bool {
    let most = if crate::upp::is_default_alphabet(&message.text) {
        160
    } else {
        70
    };
    message.text.encode_utf16().count() <= most && number_fits(&message.number)
}
