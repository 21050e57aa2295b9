//! Identifiers, activation codes and bytes, as a person types them.

use signoff_protocol::activation_code::ActivationCodeError;
use signoff_protocol::hex::HexError;
use signoff_protocol::id::IdError;

use crate::text::{Message, Told};

impl Told for IdError {
    fn told(&self) -> Message {
        match self {
            Self::Length {
                kind,
                found,
                unit,
                expected,
            } => Message::translated(
                "cause-id-length",
                &[
                    ("kind", (*kind).into()),
                    ("found", (*found).into()),
                    ("unit", (*unit).into()),
                    ("expected", range(expected)),
                ],
                self,
            ),
            Self::Character {
                kind,
                found,
                position,
            } => Message::translated(
                "cause-id-character",
                &[
                    ("kind", (*kind).into()),
                    ("found", format!("{found:?}").into()),
                    ("position", (*position).into()),
                ],
                self,
            ),
            Self::Arc { kind } => Message::translated("cause-id-arc", &[("kind", (*kind).into())], self),
            Self::CheckDigits { found, expected } => Message::translated(
                "cause-id-check-digits",
                &[("found", found.into()), ("expected", expected.into())],
                self,
            ),
        }
    }
}

/// `5 to 16`
fn range(text: &str) -> Message {
    match text.split_once(" to ") {
        Some((from, to)) => {
            Message::translated("cause-range", &[("from", from.into()), ("to", to.into())], text)
        }
        None => text.into(),
    }
}

impl Told for ActivationCodeError {
    fn told(&self) -> Message {
        match self {
            Self::Format { found } => Message::translated(
                "cause-code-format",
                &[("found", format!("{found:?}").into())],
                self,
            ),
            Self::Length { found } => {
                Message::translated("cause-code-length", &[("found", (*found).into())], self)
            }
            Self::Character { found, position } => Message::translated(
                "cause-code-character",
                &[
                    ("found", format!("{found:?}").into()),
                    ("position", (*position).into()),
                ],
                self,
            ),
            Self::Fields => Message::translated("cause-code-fields", &[], self),
            Self::Flag { found } => {
                Message::translated("cause-code-flag", &[("found", format!("{found:?}").into())], self)
            }
        }
    }
}

impl Told for HexError {
    fn told(&self) -> Message {
        match self {
            Self::OddLength { digits } => {
                Message::translated("cause-hex-odd", &[("digits", (*digits).into())], self)
            }
            Self::NotHex { found, position } => Message::translated(
                "cause-hex-digit",
                &[
                    ("found", format!("{found:?}").into()),
                    ("position", (*position).into()),
                ],
                self,
            ),
        }
    }
}
