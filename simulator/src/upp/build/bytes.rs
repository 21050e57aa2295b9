//! Digits and padding as cards have them.

/// Digits with their nibbles swapped, `F` behind an odd number (ETSI TS 102 221 §13.2).
pub(super) fn swapped(digits: impl Iterator<Item = char>) -> Vec<u8> {
    let nibbles: Vec<u8> = digits
        .filter_map(|digit| digit.to_digit(10).and_then(|digit| u8::try_from(digit).ok()))
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

/// Filled up with `FF`.
pub(super) fn padded(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length.max(bytes.len()), 0xFF);
    bytes
}
