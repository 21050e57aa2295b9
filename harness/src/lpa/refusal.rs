//! How an eUICC says no: by an ES10 result code or by a status word.

use std::fmt;

use signoff_protocol::apdu::StatusWord;
use signoff_protocol::spelling::snake_case;

/// A refusal. It is data, no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The function, as SGP.22 spells it: `DeleteProfile`.
    pub function: &'static str,
    /// The result as SGP.22 spells it (`profileNotInDisabledState`), or what the status word means.
    pub name: String,
    /// The result code, if the eUICC answered with one.
    pub code: Option<u8>,
    /// The status word, if the refusal is one.
    pub status: Option<StatusWord>,
    /// What there is to say beyond the name.
    pub detail: Option<String>,
}

impl Refusal {
    /// By a result code.
    pub fn result(function: &'static str, name: &str, code: u8) -> Self {
        Self {
            function,
            name: name.to_owned(),
            code: Some(code),
            status: None,
            detail: None,
        }
    }

    /// By something that is not the eUICC, and has no code.
    pub fn named(function: &'static str, name: &str, detail: String) -> Self {
        Self {
            function,
            name: name.to_owned(),
            code: None,
            status: None,
            detail: Some(detail),
        }
    }

    /// By a status word.
    pub fn status(function: &'static str, status: StatusWord) -> Self {
        Self {
            function,
            name: status.meaning().to_owned(),
            code: None,
            status: Some(status),
            detail: None,
        }
    }

    /// The name as flows write it: `profile_not_in_disabled_state`; of a status word its four digits.
    pub fn snake_name(&self) -> String {
        match self.status {
            Some(status) => status.to_string(),
            None => snake_case(&self.name),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code, self.status) {
            (_, Some(status)) => write!(f, "{} refused: {status} {}", self.function, self.name),
            (Some(code), None) => write!(f, "{} refused: {}({code})", self.function, self.name),
            (None, None) => {
                write!(f, "{} refused: {}", self.function, self.name)?;
                self.detail.iter().try_for_each(|detail| write!(f, " ({detail})"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_flows() {
        assert_eq!(Refusal::result("F", "catBusy", 5).snake_name(), "cat_busy");
        assert_eq!(Refusal::status("F", StatusWord::NOT_FOUND).snake_name(), "6A82");
    }

    #[test]
    fn a_refusal_says_who_and_why() {
        assert_eq!(
            Refusal::result("DeleteProfile", "disallowedByPolicy", 3).to_string(),
            "DeleteProfile refused: disallowedByPolicy(3)"
        );
        assert_eq!(
            Refusal::status("GetEID", StatusWord::WRONG_DATA).to_string(),
            "GetEID refused: 6A80 incorrect parameters in the data field"
        );
    }
}
