//! Alpha identifiers: names in records (ETSI TS 102 221 annex A, 3GPP TS 31.102 annex A): septets of a byte each, or UCS2 in
//! one of three codings that start with `80`, `81` or `82`.

use super::alphabet;
use super::error::UsimError;

/// All characters of UCS2 as they are.
const WHOLE: u8 = 0x80;
/// A length, the half page, and a byte for each character.
const HALF_PAGE: u8 = 0x81;
/// A length, a base of two bytes, and a byte for each character.
const BASE: u8 = 0x82;

/// A name as text; the padding behind it is dropped. Never fails: what can't be read is shown as `�`.
pub fn decode(bytes: &[u8]) -> String {
    match bytes {
        [WHOLE, rest @ ..] => utf16(
            rest.as_chunks::<2>()
                .0
                .iter()
                .map(|pair| u16::from_be_bytes(*pair))
                .take_while(|unit| *unit != 0xFFFF),
        ),
        [HALF_PAGE, length, page, rest @ ..] => mixed(rest, *length, u16::from(*page) << 7),
        [BASE, length, high, low, rest @ ..] => mixed(rest, *length, u16::from_be_bytes([*high, *low])),
        [HALF_PAGE | BASE, ..] => String::new(),
        // No septet of the default alphabet has b8 set, so `FF` is where the padding starts.
        _ => {
            let end = bytes.iter().position(|byte| *byte == 0xFF);
            alphabet::decode(bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default())
        }
    }
}

/// A name in at most `room` bytes, without padding: in the default alphabet if it has all letters, else in the first
/// coding of UCS2 that fits.
///
/// # Errors
/// No coding of it fits.
pub fn encode(name: &str, room: usize) -> Result<Vec<u8>, UsimError> {
    let codings = [
        alphabet::encode(name),
        Some(whole(name)),
        half_page(name),
        base(name),
    ];
    let mut needed = usize::MAX;
    for coded in codings.into_iter().flatten() {
        if coded.len() <= room {
            return Ok(coded);
        }
        needed = needed.min(coded.len());
    }
    Err(UsimError::TooLong {
        what: "the name",
        needed,
        room,
        unit: "bytes",
    })
}

fn utf16(units: impl Iterator<Item = u16>) -> String {
    char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn mixed(bytes: &[u8], length: u8, base: u16) -> String {
    let mut text = String::new();
    let mut septets = Vec::new();
    for byte in bytes.iter().take(usize::from(length)) {
        if byte & 0x80 == 0 {
            septets.push(*byte);
            continue;
        }
        text.push_str(&alphabet::decode(&septets));
        septets.clear();
        let unit = base.saturating_add(u16::from(byte & 0x7F));
        text.push(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    text.push_str(&alphabet::decode(&septets));
    text
}

fn whole(name: &str) -> Vec<u8> {
    let mut bytes = vec![WHOLE];
    bytes.extend(name.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

/// Characters that the default alphabet lacks all lie in one half page of 128.
fn half_page(name: &str) -> Option<Vec<u8>> {
    let page = others(name)?
        .map(|unit| unit >> 7)
        .reduce(|one, other| if one == other { one } else { u16::MAX })?;
    let page = u8::try_from(page).ok()?;
    let body = offsets(name, u16::from(page) << 7)?;
    let mut bytes = vec![HALF_PAGE, u8::try_from(body.len()).ok()?, page];
    bytes.extend(body);
    Some(bytes)
}

/// Characters that the default alphabet lacks are less than 128 apart.
fn base(name: &str) -> Option<Vec<u8>> {
    let base = others(name)?.min()?;
    let body = offsets(name, base)?;
    let mut bytes = vec![BASE, u8::try_from(body.len()).ok()?];
    bytes.extend(base.to_be_bytes());
    bytes.extend(body);
    Some(bytes)
}

/// The characters that the default alphabet lacks; `None` if one is not of the basic multilingual plane.
fn others(name: &str) -> Option<impl Iterator<Item = u16>> {
    let units: Option<Vec<u16>> = name
        .chars()
        .filter(|letter| alphabet::septets_of(*letter).is_none())
        .map(|letter| u16::try_from(u32::from(letter)).ok())
        .collect();
    units.map(Vec::into_iter)
}

fn offsets(name: &str, base: u16) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for letter in name.chars() {
        if let Some((codes, count)) = alphabet::septets_of(letter) {
            bytes.extend(codes.iter().take(count));
            continue;
        }
        let unit = u16::try_from(u32::from(letter)).ok()?;
        let offset = u8::try_from(unit.checked_sub(base)?).ok()?;
        if offset > 0x7F {
            return None;
        }
        bytes.push(0x80 | offset);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    #[track_caller]
    fn check(name: &str, room: usize, want: &str) {
        let coded = encode(name, room).unwrap();
        assert_eq!(hex::encode(&coded), want, "{name}");
        let mut padded = coded;
        padded.resize(room.max(padded.len()), 0xFF);
        assert_eq!(decode(&padded), name);
    }

    #[test]
    fn codings_of_names() {
        check("Mam", 5, "4D616D");
        check("{€}", 8, "1B281B651B29");
        check("Zoë", 8, "80005A006F00EB");
        check("Zoë", 6, "8103015A6FEB");
        check("妈妈", 8, "8059885988");
        check("😀", 5, "80D83DDE00");
        check("", 5, "");
    }

    /// Half page and base as TS 102 221 annex A explains them: Greek needs one page, `ÿĀ` lies across two.
    #[test]
    fn short_codings_are_taken_where_nothing_else_fits() {
        check("Ελένη", 8, "81050795BBADBDB7");
        check("ÿĀ", 6, "8000FF0100");
        check("ÿĀÿĀ", 8, "820400FF80818081");
        // Hand-made after the example of TS 102 221 annex A: base 0530, two letters of it and one of GSM.
        assert_eq!(
            decode(&hex::decode("820505302D82D32D31FF").unwrap()),
            "-\u{532}\u{583}-1"
        );
        // The same for a half page: `13` stands for 0980.
        assert_eq!(
            decode(&hex::decode("8105135395A6A6FFFFFF").unwrap()),
            "S\u{995}\u{9A6}\u{9A6}\u{9FF}"
        );
    }

    #[test]
    fn what_does_not_fit_is_told() {
        assert_eq!(
            encode("Mamma", 4).unwrap_err().to_string(),
            "the name needs 5 bytes, the record has room for 4"
        );
        assert!(encode("爸爸妈妈", 8).is_err());
        assert!(encode("😀😀", 8).is_err());
    }

    #[test]
    fn damaged_names_are_shown_as_they_are() {
        for (bytes, want) in [
            ("80D83D", "\u{FFFD}"),
            ("81", ""),
            ("8105", ""),
            ("80FFFF", ""),
            ("FFFF", ""),
        ] {
            assert_eq!(decode(&hex::decode(bytes).unwrap()), want, "{bytes}");
        }
    }
}
