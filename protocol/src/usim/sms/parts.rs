//! Messages that are longer than one (3GPP TS 23.040 §9.2.3.24.1): their texts are cut and put together again.

use super::data_coding::{DataCoding, SmsAlphabet};
use super::header::{Concatenation, HeaderElement};
use super::tpdu::Tpdu;
use super::user_data::{UserData, UserDataContent, ucs2};
use crate::usim::alphabet;
use crate::usim::error::UsimError;

/// Bytes of a message, and septets.
const BYTES: usize = 140;
const SEPTETS: usize = 160;

/// A text as user data of one or more parts, in the default alphabet if it has all letters, else in UCS2. With a reference
/// above 255 the header has 16 bits of it.
///
/// # Errors
/// More than 255 parts.
pub fn split_text(text: &str, reference: u16) -> Result<(DataCoding, Vec<UserData>), UsimError> {
    let header_bytes = if reference > 255 { 7 } else { 6 };
    let (coding, contents) = if let Some(septets) = alphabet::encode(text) {
        let room = SEPTETS - (header_bytes * 8_usize).div_ceil(7);
        let parts = cut(&septets, SEPTETS, room, |last| *last == alphabet::ESCAPE);
        let parts: Vec<_> = parts.into_iter().map(UserDataContent::Septets).collect();
        (DataCoding::DEFAULT, parts)
    } else {
        let units: Vec<u16> = text.encode_utf16().collect();
        let room = (BYTES - header_bytes) / 2;
        // No part ends inside of a surrogate pair.
        let parts = cut(&units, BYTES / 2, room, |last| (0xD800..0xDC00).contains(last));
        let bytes = |part: Vec<u16>| part.into_iter().flat_map(u16::to_be_bytes).collect();
        let parts: Vec<_> = parts.into_iter().map(bytes).map(UserDataContent::Bytes).collect();
        (DataCoding::UCS2, parts)
    };
    let count = contents.len();
    let Ok(total) = u8::try_from(count) else {
        return Err(UsimError::TooLong {
            what: "the text of the message",
            needed: count,
            room: 255,
            unit: "parts",
        });
    };
    let parts = contents
        .into_iter()
        .zip(1..=u8::MAX)
        .map(|(content, number)| UserData {
            header: if total == 1 {
                Vec::new()
            } else {
                vec![HeaderElement::Concatenation(Concatenation {
                    reference,
                    long: reference > 255,
                    total,
                    number,
                })]
            },
            content,
        });
    Ok((coding, parts.collect()))
}

/// The text of all parts, which are given in their order; `None` if one is data. Characters that were cut in two are
/// whole again.
pub fn joined_text(parts: &[&Tpdu]) -> Option<String> {
    let mut text = String::new();
    let (mut septets, mut bytes) = (Vec::new(), Vec::new());
    for part in parts {
        match (&part.user_data.content, part.coding.alphabet()) {
            (UserDataContent::Septets(more), _) => {
                text.push_str(&ucs2(&std::mem::take(&mut bytes)));
                septets.extend(more);
            }
            (UserDataContent::Bytes(more), SmsAlphabet::Ucs2) if !part.coding.is_compressed() => {
                text.push_str(&alphabet::decode(&std::mem::take(&mut septets)));
                bytes.extend(more);
            }
            (UserDataContent::Bytes(_), _) => return None,
        }
    }
    text.push_str(&alphabet::decode(&septets));
    text.push_str(&ucs2(&bytes));
    Some(text)
}

/// One piece of at most `whole`, or pieces of at most `room`, none of which ends in something that needs what follows.
fn cut<T: Clone>(all: &[T], whole: usize, room: usize, needs_next: impl Fn(&T) -> bool) -> Vec<Vec<T>> {
    if all.len() <= whole {
        return vec![all.to_vec()];
    }
    let mut parts = Vec::new();
    let mut rest = all;
    while !rest.is_empty() {
        let mut end = room.min(rest.len());
        let last = end.checked_sub(1).and_then(|place| rest.get(place));
        if end < rest.len() && last.is_some_and(&needs_next) {
            end -= 1;
        }
        let (part, behind) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        parts.push(part.to_vec());
        rest = behind;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// TS 23.040 §9.2.3.24.1: 153 septets or 67 characters of UCS2; one less of each behind a reference of 16 bits.
    #[test]
    fn lengths_of_parts() {
        for (text, reference, want) in [
            ("a".repeat(160), 1, vec![160]),
            ("a".repeat(161), 1, vec![153, 8]),
            ("a".repeat(161), 300, vec![152, 9]),
            ("é".repeat(320), 1, vec![153, 153, 14]),
            (
                format!("{}€{}", "a".repeat(152), "b".repeat(20)),
                1,
                vec![152, 22],
            ),
            ("你".repeat(70), 1, vec![140]),
            ("你".repeat(71), 1, vec![134, 8]),
            ("你".repeat(71), 300, vec![132, 10]),
            (
                format!("{}😀{}", "你".repeat(66), "好".repeat(9)),
                1,
                vec![132, 22],
            ),
            (String::new(), 1, vec![0]),
        ] {
            let (_, parts) = split_text(&text, reference).unwrap();
            let lengths: Vec<usize> = parts
                .iter()
                .map(|part| match &part.content {
                    UserDataContent::Septets(all) | UserDataContent::Bytes(all) => all.len(),
                })
                .collect();
            assert_eq!(lengths, want, "{text}");
            for part in parts {
                assert!(part.encode().is_ok(), "{text}");
            }
        }
        assert!(split_text(&"a".repeat(153 * 256), 1).is_err());
    }
}
