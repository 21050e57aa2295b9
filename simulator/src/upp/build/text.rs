//! Digits and letters as cards have them.

/// Digits with their nibbles swapped, `F` behind an odd number; `*` and `#` as in telephone numbers
/// (ETSI TS 102 221 §13.2, 3GPP TS 31.102 §4.4.2.3).
pub(super) fn swapped(digits: impl Iterator<Item = char>) -> Vec<u8> {
    let nibbles: Vec<u8> = digits
        .filter_map(|digit| match digit {
            '*' => Some(0x0A),
            '#' => Some(0x0B),
            _ => digit.to_digit(10).and_then(|digit| u8::try_from(digit).ok()),
        })
        .collect();
    nibbles
        .chunks(2)
        .map(|pair| match pair {
            [low, high] => high << 4 | low,
            [low] => 0xF0 | low,
            _ => 0xFF,
        })
        .collect()
}

/// Type of number and numbering plan, and the digits behind an optional `+`.
pub(super) fn number(number: &str) -> (u8, &str) {
    match number.strip_prefix('+') {
        Some(digits) => (0x91, digits),
        None => (0x81, number),
    }
}

/// Filled up with `FF`.
pub(super) fn padded(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length.max(bytes.len()), 0xFF);
    bytes
}

/// Septets of the default alphabet (3GPP TS 23.038 §6.2.1), `None` if a letter is not in the part of it that
/// reads as ASCII does.
pub(super) fn septets(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|letter| match letter {
            '@' => Some(0x00),
            '$' => Some(0x02),
            '_' => Some(0x11),
            ' '..='#' | '%'..='?' | 'A'..='Z' | 'a'..='z' | '\n' | '\r' => {
                u8::try_from(u32::from(letter)).ok()
            }
            _ => None,
        })
        .collect()
}

/// Whether all letters are in the part of the default alphabet that reads as ASCII does.
pub(crate) fn is_default_alphabet(text: &str) -> bool {
    septets(text).is_some()
}

/// UCS2, big-endian.
pub(super) fn ucs2(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

/// Name of a contact (ETSI TS 102 221 annex A): septets of a byte each, or `80` and UCS2; cut to `most` bytes.
pub(super) fn alpha(name: &str, most: usize) -> Vec<u8> {
    let mut bytes = septets(name).unwrap_or_else(|| {
        let mut bytes = vec![0x80];
        bytes.extend(ucs2(name));
        bytes.truncate(1 + most.saturating_sub(1) / 2 * 2);
        bytes
    });
    bytes.truncate(most);
    padded(bytes, most)
}

/// Eight septets in seven bytes (3GPP TS 23.038 §6.1.2.1).
pub(super) fn packed(septets: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(septets.len());
    let (mut held, mut bits) = (0u16, 0u8);
    for septet in septets {
        held |= u16::from(septet & 0x7F) << bits;
        bits += 7;
        if bits >= 8 {
            let [_, low] = held.to_be_bytes();
            bytes.push(low);
            held >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        let [_, low] = held.to_be_bytes();
        bytes.push(low);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use signoff_protocol::hex;

    #[test]
    fn letters() {
        // "hellohello", as many descriptions of the default alphabet pack it.
        assert_eq!(
            hex::encode(&packed(&septets("hellohello").expect("ASCII"))),
            "E8329BFD4697D9EC37"
        );
        assert_eq!(hex::encode(&alpha("Mam", 5)), "4D616DFFFF");
        assert_eq!(hex::encode(&alpha("Zoë", 8)), "80005A006F00EBFF");
        assert_eq!(hex::encode(&alpha("Zoë", 4)), "80005AFF");
        assert_eq!(septets("~"), None);
    }

    #[test]
    fn digits() {
        assert_eq!(hex::encode(&swapped("32*1#".chars())), "231AFB");
        assert_eq!(number("+32"), (0x91, "32"));
    }
}
