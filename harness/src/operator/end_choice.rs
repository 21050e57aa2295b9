//! When and by which right a contract shall end.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// When and by which right a contract shall end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndChoice {
    /// By notice, on the earliest date.
    #[default]
    Earliest,
    /// By notice, on this date: its midnight, so that this day is the first without service.
    On(Date),
    /// By withdrawal from a contract made at a distance: at once, free of charge.
    Withdrawal,
}

/// Why a text says no end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} says no end: give earliest, withdrawal or a date like 2026-05-31")]
pub struct EndChoiceError {
    /// As found.
    pub text: String,
}

impl FromStr for EndChoice {
    type Err = EndChoiceError;

    fn from_str(text: &str) -> Result<Self, EndChoiceError> {
        match text {
            "earliest" => Ok(Self::Earliest),
            "withdrawal" => Ok(Self::Withdrawal),
            date => date.parse().map(Self::On).map_err(|_| EndChoiceError {
                text: text.to_owned(),
            }),
        }
    }
}

impl fmt::Display for EndChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Earliest => f.pad("earliest"),
            Self::On(date) => f.pad(&date.to_string()),
            Self::Withdrawal => f.pad("withdrawal"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_read_as_they_are_written() {
        for text in ["earliest", "withdrawal", "2026-05-31"] {
            assert_eq!(text.parse::<EndChoice>().unwrap().to_string(), text);
        }
        for text in ["", "soon", "2026-02-30"] {
            assert!(text.parse::<EndChoice>().is_err(), "{text}");
        }
    }
}
