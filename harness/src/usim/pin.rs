//! PIN 1 of the profile: whether it is asked for, how many tries are left, and the one try that may be made.

use std::fmt;
use std::str::FromStr;

/// Four to eight digits. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// Why a text is no PIN. The text is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a PIN has four to eight digits")]
pub struct PinError;

impl Pin {
    /// Eight bytes as VERIFY has them (ETSI TS 102 221 §9.5.1).
    pub(super) fn to_bytes(&self) -> [u8; 8] {
        let mut bytes = [0xFF; 8];
        bytes
            .iter_mut()
            .zip(self.0.bytes())
            .for_each(|(to, from)| *to = from);
        bytes
    }

    /// The digits, for `AT+CPIN`.
    pub(super) fn digits(&self) -> &str {
        &self.0
    }
}

impl FromStr for Pin {
    type Err = PinError;

    fn from_str(text: &str) -> Result<Self, PinError> {
        let fits = (4..=8).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit());
        fits.then(|| Self(text.to_owned())).ok_or(PinError)
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// Whether the card wants PIN 1 before it shows the files of the USIM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinStatus {
    /// It does not, or has had it since its last reset.
    NotNeeded,
    /// It does.
    Needed {
        /// Tries that are left, where the device tells.
        tries: Option<u8>,
    },
    /// No try is left: only the PUK helps.
    Blocked,
}

impl fmt::Display for PinStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotNeeded => f.write_str("not asked for"),
            Self::Needed { tries: Some(1) } => f.write_str("asked for, 1 try left"),
            Self::Needed { tries: Some(tries) } => write!(f, "asked for, {tries} tries left"),
            Self::Needed { tries: None } => f.write_str("asked for, the tries that are left are not known"),
            Self::Blocked => f.write_str("blocked"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_only_and_never_shown() {
        let pin: Pin = "1234".parse().expect("a PIN");
        assert_eq!(pin.to_bytes(), *b"1234\xFF\xFF\xFF\xFF");
        assert_eq!(format!("{pin:?}"), "Pin(…)");
        for text in ["", "123", "123456789", "12a4", "１２３４"] {
            assert!(text.parse::<Pin>().is_err(), "{text}");
        }
    }
}
