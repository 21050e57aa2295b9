//! The GSM 7 bit default alphabet and its extension table (3GPP TS 23.038 §6.2.1, §6.2.1.1): a byte for each septet.

/// The default alphabet; the escape is a blank for those who don't know it.
const DEFAULT: [char; 128] = [
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å', //
    'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', ' ', 'Æ', 'æ', 'ß', 'É', //
    ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/', //
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?', //
    '¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', //
    'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§', //
    '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', //
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à',
];

/// Septets behind an escape.
const EXTENSION: [(u8, char); 10] = [
    (0x0A, '\u{0C}'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2F, '\\'),
    (0x3C, '['),
    (0x3D, '~'),
    (0x3E, ']'),
    (0x40, '|'),
    (0x65, '€'),
];

/// The next septet is of the extension table.
pub const ESCAPE: u8 = 0x1B;

/// The septets of a letter: one, or two behind an escape; `None` if the alphabet does not have it.
pub fn septets_of(letter: char) -> Option<([u8; 2], usize)> {
    let place = DEFAULT.iter().position(|other| *other == letter);
    // A blank stands in the table twice; the escape comes first.
    let place = if letter == ' ' { Some(0x20) } else { place };
    if let Some(place) = place.and_then(|place| u8::try_from(place).ok()) {
        return Some(([place, 0], 1));
    }
    EXTENSION
        .iter()
        .find(|(_, other)| *other == letter)
        .map(|(code, _)| ([ESCAPE, *code], 2))
}

/// A text as septets, `None` if the alphabet lacks one of its letters.
pub fn encode(text: &str) -> Option<Vec<u8>> {
    let mut septets = Vec::with_capacity(text.len());
    for letter in text.chars() {
        let (codes, count) = septets_of(letter)?;
        septets.extend(codes.iter().take(count));
    }
    Some(septets)
}

/// Septets as text. An escape before a code that the extension table lacks gives the letter of the default alphabet,
/// as the table's note says.
pub fn decode(septets: &[u8]) -> String {
    let mut text = String::with_capacity(septets.len());
    let mut rest = septets.iter().map(|septet| septet & 0x7F);
    while let Some(septet) = rest.next() {
        let code = if septet == ESCAPE {
            match rest.next() {
                // Reserved for another extension, which nobody has: a blank.
                None | Some(ESCAPE) => {
                    text.push(' ');
                    continue;
                }
                Some(code) => {
                    if let Some((_, letter)) = EXTENSION.iter().find(|(other, _)| *other == code) {
                        text.push(*letter);
                        continue;
                    }
                    code
                }
            }
        } else {
            septet
        };
        text.extend(DEFAULT.get(usize::from(code)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes as the tables of TS 23.038 §6.2.1 and §6.2.1.1 have them, picked from each column.
    #[test]
    fn letters_have_the_codes_of_the_tables() {
        for (text, want) in [
            ("@£$", &[0x00, 0x01, 0x02][..]),
            ("Ç\nØ", &[0x09, 0x0A, 0x0B]),
            ("Δ_ΦΞ", &[0x10, 0x11, 0x12, 0x1A]),
            ("Æ æßÉ", &[0x1C, 0x20, 0x1D, 0x1E, 0x1F]),
            ("#¤%?", &[0x23, 0x24, 0x25, 0x3F]),
            ("¡AZÄ§", &[0x40, 0x41, 0x5A, 0x5B, 0x5F]),
            ("¿azäà", &[0x60, 0x61, 0x7A, 0x7B, 0x7F]),
            ("€[]", &[0x1B, 0x65, 0x1B, 0x3C, 0x1B, 0x3E]),
            (
                "^{}\\~|",
                &[
                    0x1B, 0x14, 0x1B, 0x28, 0x1B, 0x29, 0x1B, 0x2F, 0x1B, 0x3D, 0x1B, 0x40,
                ],
            ),
        ] {
            assert_eq!(encode(text).as_deref(), Some(want), "{text}");
            assert_eq!(decode(want), text);
        }
        for text in ["ë", "ç", "你", "`"] {
            assert_eq!(encode(text), None, "{text}");
        }
    }

    #[test]
    fn escapes_that_no_table_has() {
        for (septets, want) in [
            (&[0x1B, 0x41][..], "A"),
            (&[0x1B], " "),
            (&[0x1B, 0x1B, 0x41], " A"),
        ] {
            assert_eq!(decode(septets), want, "{septets:02X?}");
        }
    }
}
