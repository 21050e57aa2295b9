//! Patterns that answers are compared with: nibble masks, texts with gaps, number ranges.

use schemars::Schema;

use super::field::Scalar;

/// Hexadecimal with gaps: `?` or `X` stands for any nibble, a `*` at the end for any rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HexMask {
    nibbles: Vec<Option<u8>>,
    open_end: bool,
}

impl HexMask {
    /// Whether the bytes fit.
    pub fn matches(&self, bytes: &[u8]) -> bool {
        let found = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0x0F]);
        let length = bytes.len() * 2;
        let enough = length == self.nibbles.len() || (self.open_end && length > self.nibbles.len());
        enough
            && self
                .nibbles
                .iter()
                .zip(found)
                .all(|(wanted, found)| wanted.is_none_or(|wanted| wanted == found))
    }
}

impl Scalar for HexMask {
    const WHAT: &'static str = "a hexadecimal mask";

    fn parse(text: &str) -> Result<Self, String> {
        let (digits, open_end) = match text.strip_suffix('*') {
            Some(start) => (start, true),
            None => (text, false),
        };
        let nibbles: Vec<Option<u8>> = digits
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| match c {
                '?' | 'X' | 'x' => Ok(None),
                c => c
                    .to_digit(16)
                    .and_then(|digit| u8::try_from(digit).ok())
                    .map(Some)
                    .ok_or(format!("{c:?} is neither a hexadecimal digit nor ? nor X")),
            })
            .collect::<Result<_, _>>()?;
        if nibbles.len() % 2 == 1 {
            return Err("it has an odd number of digits".to_owned());
        }
        Ok(Self { nibbles, open_end })
    }
}

/// A text in which `*` stands for any characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPattern(String);

impl TextPattern {
    /// Whether the text fits.
    pub fn matches(&self, text: &str) -> bool {
        let mut parts = self.0.split('*');
        let first = parts.next().unwrap_or_default();
        let Some(mut rest) = text.strip_prefix(first) else {
            return false;
        };
        let parts: Vec<&str> = parts.collect();
        let Some((last, middle)) = parts.split_last() else {
            return rest.is_empty();
        };
        for part in middle {
            match rest.find(part) {
                Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
                None => return false,
            }
        }
        rest.ends_with(last)
    }
}

impl Scalar for TextPattern {
    const WHAT: &'static str = "a text, * for any characters";

    fn parse(text: &str) -> Result<Self, String> {
        Ok(Self(text.to_owned()))
    }
}

/// What a number is compared with: `4`, `> 4`, `>= 4`, `< 4`, `<= 4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    how: Relation,
    number: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Equal,
    Greater,
    AtLeast,
    Less,
    AtMost,
}

impl Comparison {
    /// Whether the number fits.
    pub const fn matches(self, found: u32) -> bool {
        match self.how {
            Relation::Equal => found == self.number,
            Relation::Greater => found > self.number,
            Relation::AtLeast => found >= self.number,
            Relation::Less => found < self.number,
            Relation::AtMost => found <= self.number,
        }
    }
}

impl Scalar for Comparison {
    const WHAT: &'static str = "a number, or a comparison with one";

    fn parse(text: &str) -> Result<Self, String> {
        let relations = [
            (">=", Relation::AtLeast),
            ("<=", Relation::AtMost),
            (">", Relation::Greater),
            ("<", Relation::Less),
        ];
        let (how, number) = relations
            .into_iter()
            .find_map(|(sign, how)| text.strip_prefix(sign).map(|rest| (how, rest)))
            .unwrap_or((Relation::Equal, text));
        u32::parse(number.trim()).map(|number| Self { how, number })
    }

    fn schema() -> Schema {
        schemars::json_schema!({ "anyOf": [
            { "type": "integer", "minimum": 0 },
            { "type": "string", "pattern": "^(>=|<=|>|<) *[0-9]+$" }
        ] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks() {
        for (mask, bytes, want) in [
            ("BF2D", &[0xBF, 0x2D][..], true),
            ("BF2?", &[0xBF, 0x2D], true),
            ("bf xX", &[0xBF, 0x2D], true),
            ("BF2D", &[0xBF, 0x2D, 0x00], false),
            ("BF2D*", &[0xBF, 0x2D, 0x00], true),
            ("BF2D*", &[0xBF, 0x2D], true),
            ("BF2D*", &[0xBF], false),
            ("", &[], true),
        ] {
            assert_eq!(
                HexMask::parse(mask).map(|mask| mask.matches(bytes)),
                Ok(want),
                "{mask}"
            );
        }
        assert!(HexMask::parse("BF2").is_err());
        assert!(HexMask::parse("GG").is_err());
    }

    #[test]
    fn texts() {
        for (pattern, text, want) in [
            ("+CCID: *", "+CCID: 89", true),
            ("*89*31", "+CCID: 8932531", true),
            ("OK", "OK", true),
            ("OK", "OK ", false),
            ("a*b*c", "acb", false),
            ("a*a", "a", false),
        ] {
            assert_eq!(
                TextPattern(pattern.to_owned()).matches(text),
                want,
                "{pattern} {text}"
            );
        }
    }

    #[test]
    fn comparisons() {
        for (text, found, want) in [
            ("4", 4, true),
            ("4", 5, false),
            ("> 4", 5, true),
            (">=4", 4, true),
            ("<4", 4, false),
            ("<= 4", 4, true),
        ] {
            assert_eq!(
                Comparison::parse(text).map(|c| c.matches(found)),
                Ok(want),
                "{text}"
            );
        }
        assert!(Comparison::parse("about 4").is_err());
    }
}
