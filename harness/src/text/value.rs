//! What stands in place of a variable.

use std::borrow::Cow;

use fluent_bundle::FluentValue;

/// Fluent counts in floating point: from here on it would round.
const LARGEST: u64 = 1 << 53;

/// The value of a variable. Money, dates and durations come as text that is ready to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextValue<'a> {
    /// A text, which is shown as it is.
    Text(Cow<'a, str>),
    /// A number, by which a plural form can be chosen.
    Number(i64),
}

impl<'a> From<&'a str> for TextValue<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for TextValue<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for TextValue<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for TextValue<'_> {
            /// A number that Fluent would round is a text.
            fn from(number: $integer) -> Self {
                match i64::try_from(number) {
                    Ok(counted) if counted.unsigned_abs() < LARGEST => Self::Number(counted),
                    _ => Self::from(number.to_string()),
                }
            }
        }
    )*};
}

from_integers!(u8, u16, u32, u64, usize, i32, i64);

impl<'a> From<TextValue<'a>> for FluentValue<'a> {
    fn from(value: TextValue<'a>) -> Self {
        match value {
            TextValue::Text(text) => Self::String(text),
            TextValue::Number(number) => Self::from(number),
        }
    }
}
