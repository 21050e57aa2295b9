//! Numbers and texts of `+CME ERROR` (3GPP TS 27.007 §9.2).

use std::fmt;

/// What the mobile termination gives as the reason of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CmeError(u16);

impl CmeError {
    /// The modem forbids it, by policy or lock.
    pub const OPERATION_NOT_ALLOWED: Self = Self(3);
    /// The modem has no such command.
    pub const OPERATION_NOT_SUPPORTED: Self = Self(4);
    /// No card, or none that answers.
    pub const SIM_NOT_INSERTED: Self = Self(10);
    /// The card is mute, refused, or is being reset.
    pub const SIM_FAILURE: Self = Self(13);
    /// A proactive session or a refresh is running.
    pub const SIM_BUSY: Self = Self(14);
    /// Another card than the one expected.
    pub const SIM_WRONG: Self = Self(15);
    /// No logical channel is free.
    pub const MEMORY_FULL: Self = Self(20);
    /// An unknown session id.
    pub const INVALID_INDEX: Self = Self(21);
    /// Nothing of that name.
    pub const NOT_FOUND: Self = Self(22);
    /// A string that is longer than the modem takes.
    pub const TEXT_STRING_TOO_LONG: Self = Self(24);
    /// A string with characters that it may not have.
    pub const INVALID_CHARACTERS: Self = Self(25);
    /// Wrong number, length, type or quoting of parameters.
    pub const INCORRECT_PARAMETERS: Self = Self(50);
    /// Anything else.
    pub const UNKNOWN: Self = Self(100);

    /// The error with this number; every number is allowed, vendors have their own.
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    /// The number, as `AT+CMEE=1` shows it.
    pub const fn number(self) -> u16 {
        self.0
    }

    /// The text that `AT+CMEE=2` shows, if the number has one in the standard.
    pub fn text(self) -> Option<&'static str> {
        TEXTS
            .iter()
            .find(|(number, _)| *number == self.0)
            .map(|(_, text)| *text)
    }

    /// The error whose text this is, whatever its case.
    pub fn from_text(text: &str) -> Option<Self> {
        TEXTS
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(text))
            .map(|(number, _)| Self(*number))
    }
}

impl fmt::Display for CmeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

const TEXTS: [(u16, &str); 45] = [
    (0, "phone failure"),
    (1, "no connection to phone"),
    (2, "phone-adaptor link reserved"),
    (3, "operation not allowed"),
    (4, "operation not supported"),
    (5, "PH-SIM PIN required"),
    (6, "PH-FSIM PIN required"),
    (7, "PH-FSIM PUK required"),
    (10, "SIM not inserted"),
    (11, "SIM PIN required"),
    (12, "SIM PUK required"),
    (13, "SIM failure"),
    (14, "SIM busy"),
    (15, "SIM wrong"),
    (16, "incorrect password"),
    (17, "SIM PIN2 required"),
    (18, "SIM PUK2 required"),
    (20, "memory full"),
    (21, "invalid index"),
    (22, "not found"),
    (23, "memory failure"),
    (24, "text string too long"),
    (25, "invalid characters in text string"),
    (26, "dial string too long"),
    (27, "invalid characters in dial string"),
    (30, "no network service"),
    (31, "network timeout"),
    (32, "network not allowed - emergency calls only"),
    (40, "network personalization PIN required"),
    (41, "network personalization PUK required"),
    (42, "network subset personalization PIN required"),
    (43, "network subset personalization PUK required"),
    (44, "service provider personalization PIN required"),
    (45, "service provider personalization PUK required"),
    (46, "corporate personalization PIN required"),
    (47, "corporate personalization PUK required"),
    (48, "hidden key required"),
    (49, "EAP method not supported"),
    (50, "incorrect parameters"),
    (51, "command implemented but currently disabled"),
    (52, "command aborted by user"),
    (53, "not attached to network due to MT functionality restrictions"),
    (54, "modem not allowed - MT restricted to emergency calls only"),
    (
        55,
        "operation not allowed because of MT functionality restrictions",
    ),
    (100, "unknown"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_numbers_lead_to_each_other() {
        for (number, text) in TEXTS {
            assert_eq!(CmeError::new(number).text(), Some(text));
            assert_eq!(
                CmeError::from_text(&text.to_uppercase()),
                Some(CmeError::new(number))
            );
        }
        assert_eq!(CmeError::new(999).text(), None);
        assert_eq!(CmeError::from_text("Parameters error"), None);
    }
}
