//! Parameters of commands and answers: numbers, quoted strings, gaps (ITU-T V.250 §5.4.2).

use std::fmt::{self, Write as _};

/// One parameter as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// Nothing between two commas: the default is meant.
    Empty,
    /// Without quotes: a number as a rule, but the field also writes hex so. Never empty; holds no comma, quote,
    /// semicolon, control character, nor white space at its ends.
    Bare(String),
    /// Between quotes, which are not part of it.
    Quoted(String),
}

impl Parameter {
    /// A number.
    pub fn number(number: impl Into<u64>) -> Self {
        Self::Bare(number.into().to_string())
    }

    /// A quoted string.
    pub fn quoted(text: impl Into<String>) -> Self {
        Self::Quoted(text.into())
    }

    /// The text, quoted or not; `None` if the parameter was left out.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Empty => None,
            Self::Bare(text) | Self::Quoted(text) => Some(text),
        }
    }

    /// The number, if it is a bare decimal one.
    pub fn as_number<N: std::str::FromStr>(&self) -> Option<N> {
        match self {
            Self::Bare(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
            _ => None,
        }
    }

    /// Whether it was written in quotes.
    pub fn is_quoted(&self) -> bool {
        matches!(self, Self::Quoted(_))
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Bare(text) => f.write_str(text),
            Self::Quoted(text) => {
                f.write_char('"')?;
                for c in text.chars() {
                    if is_escaped(c) {
                        write!(f, "\\{:02X}", u32::from(c))?;
                    } else {
                        f.write_char(c)?;
                    }
                }
                f.write_char('"')
            }
        }
    }
}

/// Characters that cannot stand in a string constant and are written as `\hh`.
fn is_escaped(c: char) -> bool {
    matches!(c, '"' | '\\' | '\0'..='\x1F' | '\x7F')
}

/// Splits the text behind `=` or `: ` at its commas. Lenient: a string that is not closed ends with the text, and
/// what follows a closing quote up to the comma is dropped.
pub fn parameters(text: &str) -> Vec<Parameter> {
    let mut rest = text;
    let mut found = Vec::new();
    loop {
        let (parameter, behind) = parse_one(rest);
        found.push(parameter);
        match behind {
            Some(behind) => rest = behind,
            None => return found,
        }
    }
}

/// One parameter, and what stands behind its comma if there is one.
fn parse_one(text: &str) -> (Parameter, Option<&str>) {
    let start = text.trim_start();
    if let Some(string) = start.strip_prefix('"') {
        let (content, behind) = string.split_once('"').unwrap_or((string, ""));
        (
            Parameter::Quoted(unescape(content)),
            behind.split_once(',').map(|(_, rest)| rest),
        )
    } else {
        let (bare, behind) = match start.split_once(',') {
            Some((bare, behind)) => (bare, Some(behind)),
            None => (start, None),
        };
        match bare.trim_end() {
            "" => (Parameter::Empty, behind),
            bare => (Parameter::Bare(bare.to_owned()), behind),
        }
    }
}

/// Resolves `\hh`, but only for characters that must be written so: devices also send plain backslashes.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        let escaped = behind
            .get(..2)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .map(char::from)
            .filter(|c| is_escaped(*c));
        if let (Some(c), Some(behind)) = (escaped, behind.get(2..)) {
            out.push(c);
            rest = behind;
        } else {
            out.push('\\');
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> Parameter {
        Parameter::Bare(text.to_owned())
    }

    #[test]
    fn lists_as_the_field_writes_them() {
        let quoted = |text: &str| Parameter::quoted(text);
        for (text, want) in [
            ("", vec![Parameter::Empty]),
            (" 4,\"6110\"", vec![bare("4"), quoted("6110")]),
            ("4,\"611A\"", vec![bare("4"), quoted("611A")]),
            ("4,6110", vec![bare("4"), bare("6110")]),
            ("1,,\"\"", vec![bare("1"), Parameter::Empty, quoted("")]),
            ("\"a,b\" , 2 ", vec![quoted("a,b"), bare("2")]),
            ("\"open", vec![quoted("open")]),
            (r#""a\22b\5C""#, vec![quoted("a\"b\\")]),
            (r#""C:\41\dir""#, vec![quoted(r"C:\41\dir")]),
        ] {
            assert_eq!(parameters(text), want, "{text:?}");
        }
    }

    #[test]
    fn only_bare_digits_are_numbers() {
        assert_eq!(bare("007").as_number(), Some(7_u8));
        for parameter in [
            bare("256"),
            bare("+7"),
            bare("0A"),
            Parameter::quoted("7"),
            Parameter::Empty,
        ] {
            assert_eq!(parameter.as_number::<u8>(), None, "{parameter:?}");
        }
    }
}
