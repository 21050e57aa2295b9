//! The reference number of something that a person did. What looks like data about a person is refused, so that no report
//! ever has any.

use super::field::Scalar;

/// Longest reference number.
const LONGEST: usize = 40;
/// Digits of a Belgian national register number, and of an identity card.
const REGISTER_NUMBER: usize = 11;
const IDENTITY_CARD: usize = 12;
/// Digits of a payment card.
const PAYMENT_CARD: usize = 16;
/// Fewest digits of a telephone number with its prefix.
const TELEPHONE: usize = 8;

/// A reference number: letters, digits and `-./_#`, at least one digit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(String);

/// Why a text is not taken for a reference number. The text is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoReference {
    /// Nothing, or more than fits.
    #[error("a reference number has 1 to 40 characters")]
    Length,
    /// An address.
    #[error("it looks like an e-mail address, and data about persons is not recorded")]
    Mail,
    /// Words.
    #[error("it looks like a name or a sentence, and data about persons is not recorded")]
    Name,
    /// A telephone number.
    #[error("it looks like a telephone number, and data about persons is not recorded")]
    Telephone,
    /// Of an identity document, a bank account or a payment card.
    #[error(
        "it looks like the number of an identity document, account or card, and data about persons is not recorded"
    )]
    Document,
    /// A character that no reference number has.
    #[error("a reference number has letters, digits and - . / _ # only")]
    Character,
}

impl Reference {
    /// Takes a text that is a reference number and nothing else.
    ///
    /// # Errors
    /// What it looks like instead.
    pub fn new(text: &str) -> Result<Self, NoReference> {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > LONGEST {
            return Err(NoReference::Length);
        }
        if text.contains('@') {
            return Err(NoReference::Mail);
        }
        if is_telephone(text) {
            return Err(NoReference::Telephone);
        }
        if is_document(text) {
            return Err(NoReference::Document);
        }
        if text.contains(char::is_whitespace) || !text.contains(|c: char| c.is_ascii_digit()) {
            return Err(NoReference::Name);
        }
        if !text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-./_#".contains(c))
        {
            return Err(NoReference::Character);
        }
        Ok(Self(text.to_owned()))
    }

    /// As it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl Scalar for Reference {
    const WHAT: &'static str = "a reference number";

    fn parse(text: &str) -> Result<Self, String> {
        Self::new(text).map_err(|error| error.to_string())
    }
}

/// Digits with the marks that people write between them, and nothing else.
fn digits(text: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_digit() || " .-/()".contains(c);
    text.chars()
        .all(plain)
        .then(|| text.chars().filter(char::is_ascii_digit).collect())
}

/// `+32 470 …`, `0032…`, or a national number that begins with 0.
fn is_telephone(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix('+') {
        return digits(rest).is_some_and(|digits| digits.len() >= TELEPHONE);
    }
    digits(text).is_some_and(|digits| digits.starts_with('0') && (9..=15).contains(&digits.len()))
}

fn is_document(text: &str) -> bool {
    if let Some(digits) = digits(text) {
        return match digits.len() {
            REGISTER_NUMBER => checks_by_97(&digits, 9),
            IDENTITY_CARD => checks_by_97(&digits, 10),
            PAYMENT_CARD => luhn(&digits),
            _ => false,
        };
    }
    let packed: String = text.chars().filter(|c| *c != ' ').collect();
    let letters = packed.chars().take_while(char::is_ascii_uppercase).count();
    let rest = packed.get(letters..).unwrap_or_default();
    let only_digits = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    // A passport of Belgium and its neighbours has two letters and six or seven digits, an IBAN two and at least 13.
    packed.contains("<<")
        || (letters == 2 && only_digits && (matches!(rest.len(), 6 | 7) || rest.len() >= 13))
}

/// The last two digits are a check of those before: the rest by 97, or what is missing to 97; before a birth in this
/// century stands a 2.
fn checks_by_97(digits: &str, body: usize) -> bool {
    let (Some(number), Some(check)) = (digits.get(..body), digits.get(body..)) else {
        return false;
    };
    let (Ok(number), Ok(check)) = (number.parse::<u64>(), check.parse::<u64>()) else {
        return false;
    };
    let rest = |number: u64| number % 97;
    let century = 2_000_000_000 + number;
    check == rest(number)
        || check == 97 - rest(number)
        || check == 97 - rest(century)
        || (check == 97 && rest(number) == 0)
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .map(|byte| u32::from(byte.saturating_sub(b'0')))
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            1 if digit > 4 => digit * 2 - 9,
            1 => digit * 2,
            _ => digit,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reference_numbers_are_taken() {
        for text in [
            "BE-2026-004711",
            "T0fb3c1d2e4",
            "4711",
            "REQ/2026/03#5",
            "20260315",
            "A1",
            "12345678901",
        ] {
            assert_eq!(
                Reference::new(text).map(|found| found.0),
                Ok(text.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn data_about_persons_is_refused_and_not_repeated() {
        for (text, why) in [
            ("", NoReference::Length),
            ("12345678901234567890123456789012345678901", NoReference::Length),
            ("somebody@mail.example", NoReference::Mail),
            ("Jan Janssens", NoReference::Name),
            ("Janssens", NoReference::Name),
            ("spoke to agent 7", NoReference::Name),
            ("+32 470 00 00 01", NoReference::Telephone),
            ("0470/00.00.01", NoReference::Telephone),
            ("0032470000001", NoReference::Telephone),
            ("85.07.30-033.28", NoReference::Document),
            ("591-0000001-06", NoReference::Document),
            ("EH123456", NoReference::Document),
            ("BE68539007547034", NoReference::Document),
            ("4111111111111111", NoReference::Document),
            ("P<BELTEST<<TEST1", NoReference::Document),
            ("ref:4711", NoReference::Character),
        ] {
            let found = Reference::new(text);
            assert_eq!(found, Err(why), "{text}");
            if text.len() > 4 {
                assert!(!why.to_string().contains(text), "{text}");
            }
        }
    }
}
