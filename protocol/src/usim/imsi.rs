//! `EF.IMSI` (3GPP TS 31.102 §4.2.2).

/// The digits of the file: length, then parity and digits in swapped nibbles. `None` for an empty or malformed one.
pub fn imsi_digits(file: &[u8]) -> Option<String> {
    let (length, rest) = file.split_first()?;
    let coded = rest.get(..usize::from(*length))?;
    let nibbles = coded.iter().flat_map(|byte| [byte & 0x0F, byte >> 4]);
    let digits: String = nibbles
        .skip(1)
        .filter_map(|nibble| char::from_digit(u32::from(nibble), 10))
        .collect();
    (!digits.is_empty()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_the_file() {
        for (file, want) in [
            (
                &[0x08, 0x29, 0x60, 0x10, 0, 0, 0, 0, 0][..],
                Some("206010000000000"),
            ),
            (&[0x03, 0x21, 0x43, 0xF5], Some("2345")),
            (&[0xFF; 9], None),
            (&[0x09, 0x29], None),
            (&[0x01, 0xF9], None),
            (&[], None),
        ] {
            assert_eq!(imsi_digits(file).as_deref(), want, "{file:02X?}");
        }
    }
}
