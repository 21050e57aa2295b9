//! Scalars that are not words: numbers, identifiers, hexadecimal strings, names.

use schemars::Schema;
use signoff_protocol::apdu::StatusWord;
use signoff_protocol::hex;
use signoff_protocol::id::{Aid, Eid, Iccid, MccMnc, SeqNumber};
use signoff_protocol::spelling::snake_case;
use signoff_protocol::tlv::Tag;

use super::field::Scalar;

impl Scalar for String {
    const WHAT: &'static str = "a text";

    fn parse(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

impl Scalar for bool {
    const WHAT: &'static str = "true or false";

    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err("expected true or false".to_owned()),
        }
    }

    fn schema() -> Schema {
        schemars::json_schema!({ "type": "boolean" })
    }
}

impl Scalar for u32 {
    const WHAT: &'static str = "a number";

    fn parse(text: &str) -> Result<Self, String> {
        text.parse()
            .map_err(|_| "expected a whole number of at most 4294967295".to_owned())
    }

    fn schema() -> Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
    }
}

/// A number between two bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bounded<const MIN: u32, const MAX: u32>(u32);

impl<const MIN: u32, const MAX: u32> Bounded<MIN, MAX> {
    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl<const MIN: u32, const MAX: u32> Scalar for Bounded<MIN, MAX> {
    const WHAT: &'static str = "a number within its bounds";

    fn parse(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(number) if (MIN..=MAX).contains(&number) => Ok(Self(number)),
            _ if MIN == MAX => Err(format!("expected {MIN}")),
            _ => Err(format!("expected a whole number from {MIN} to {MAX}")),
        }
    }

    fn schema() -> Schema {
        schemars::json_schema!({ "type": "integer", "minimum": MIN, "maximum": MAX })
    }
}

/// Makes a scalar of a type that has one checked door.
macro_rules! from_str_scalar {
    ($($name:ty, $what:literal;)+) => {$(
        impl Scalar for $name {
            const WHAT: &'static str = $what;

            fn parse(text: &str) -> Result<Self, String> {
                text.parse().map_err(|error| format!("{error}"))
            }
        }
    )+};
}

from_str_scalar! {
    Iccid, "an ICCID";
    Eid, "an EID";
    Aid, "an AID";
    MccMnc, "an MCC and MNC";
}

impl Scalar for SeqNumber {
    const WHAT: &'static str = "a sequence number";

    fn parse(text: &str) -> Result<Self, String> {
        u32::parse(text).map(Self::new)
    }

    fn schema() -> Schema {
        u32::schema()
    }
}

impl Scalar for StatusWord {
    const WHAT: &'static str = "a status word";

    fn parse(text: &str) -> Result<Self, String> {
        match hex::decode(text).as_deref() {
            Ok([sw1, sw2]) => Ok(Self::from_bytes(*sw1, *sw2)),
            _ => Err("expected four hexadecimal digits, as in \"6A82\"".to_owned()),
        }
    }
}

/// Bytes in hexadecimal; blanks between them are allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HexBytes(pub Vec<u8>);

impl Scalar for HexBytes {
    const WHAT: &'static str = "bytes in hexadecimal";

    fn parse(text: &str) -> Result<Self, String> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        hex::decode(&digits).map(Self).map_err(|error| error.to_string())
    }
}

/// The tag of a TLV object in hexadecimal, as in a tag list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagName(pub Tag);

impl Scalar for TagName {
    const WHAT: &'static str = "a tag";

    fn parse(text: &str) -> Result<Self, String> {
        let bytes = hex::decode(text).map_err(|error| error.to_string())?;
        match Tag::read(&bytes) {
            Some(tag) if tag.len() == bytes.len() => Ok(Self(tag)),
            _ => Err("expected one BER tag in hexadecimal, as in 9F70".to_owned()),
        }
    }
}

/// A short name: of a flow, a card, a profile of a card file, a modem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl Scalar for Name {
    const WHAT: &'static str = "a name";

    fn parse(text: &str) -> Result<Self, String> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        match text.chars().find(|c| !allowed(*c)) {
            _ if text.is_empty() => Err("it is empty".to_owned()),
            Some(wrong) => Err(format!(
                "{wrong:?} cannot stand in it; use a to z, 0 to 9, - and _"
            )),
            None => Ok(Self(text.to_owned())),
        }
    }

    fn as_profile(&self) -> Option<&str> {
        Some(&self.0)
    }

    fn schema() -> Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[a-z0-9_-]+$" })
    }
}

/// Why a download was refused: the name of a result in snake case, or a status code of SGP.22 §5.2.6.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusalCode {
    /// `invalid_signature`
    Name(String),
    /// `8.2.6/3.8`: subject and reason.
    Status(String),
}

impl std::fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Name(text) | Self::Status(text) => f.pad(text),
        }
    }
}

impl Scalar for RefusalCode {
    const WHAT: &'static str = "a result or a status code";

    fn parse(text: &str) -> Result<Self, String> {
        let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let code = |part: &str| part.contains('.') && part.split('.').all(number);
        if let Some((subject, reason)) = text.split_once('/') {
            return if code(subject) && code(reason) {
                Ok(Self::Status(text.to_owned()))
            } else {
                Err("expected subject and reason, as in 8.2.6/3.8".to_owned())
            };
        }
        RefusalName::parse(text).map(|name| Self::Name(name.to_string()))
    }
}

/// `none`, or a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrNone<T>(pub Option<T>);

impl<T: Scalar> Scalar for OrNone<T> {
    const WHAT: &'static str = T::WHAT;

    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "none" => Ok(Self(None)),
            some => T::parse(some).map(|value| Self(Some(value))),
        }
    }

    fn as_profile(&self) -> Option<&str> {
        self.0.as_ref().and_then(T::as_profile)
    }

    fn schema() -> Schema {
        let value = T::schema();
        schemars::json_schema!({ "anyOf": [{ "const": "none" }, value] })
    }
}

/// How a request was refused: an SGP.22 result in snake case. Which names a function has is checked where the
/// function is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalName(String);

impl RefusalName {
    /// As in the flow file: `iccid_or_aid_not_found`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The flow file's spelling of a name as SGP.22 spells it (`iccidOrAidNotFound`).
    pub fn from_sgp22(name: &str) -> Self {
        Self(snake_case(name))
    }
}

impl std::fmt::Display for RefusalName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl Scalar for RefusalName {
    const WHAT: &'static str = "the name of a result";

    fn parse(text: &str) -> Result<Self, String> {
        Name::parse(text).map(|name| Self(name.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold() {
        assert_eq!(Bounded::<1, 5>::parse("5").map(Bounded::get), Ok(5));
        for text in ["0", "6", "-1", "five", ""] {
            assert!(Bounded::<1, 5>::parse(text).is_err(), "{text}");
        }
    }
}
