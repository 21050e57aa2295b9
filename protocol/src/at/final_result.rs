//! The line that ends an answer (ITU-T V.250 §5.7.1, 3GPP TS 27.007 §9, TS 27.005 §3.2.5).

use std::fmt;

use super::CmeError;

/// A final result code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FinalResult {
    /// `OK`
    Ok,
    /// `CONNECT`, with whatever text follows
    Connect(String),
    /// `NO CARRIER`
    NoCarrier,
    /// `ERROR`
    Error,
    /// `NO DIALTONE`
    NoDialtone,
    /// `BUSY`
    Busy,
    /// `NO ANSWER`
    NoAnswer,
    /// `+CME ERROR: 13`
    Cme(CmeError),
    /// `+CME ERROR: SIM failure`; vendors have texts of their own
    CmeText(String),
    /// `+CMS ERROR: 500`, number or text
    Cms(String),
}

impl FinalResult {
    /// Reads a line in the verbose form (`ATV1`).
    pub fn parse(line: &str) -> Option<Self> {
        let line = line.trim();
        Some(match line {
            "OK" => Self::Ok,
            "ERROR" => Self::Error,
            "NO CARRIER" => Self::NoCarrier,
            "NO DIALTONE" | "NO DIAL TONE" => Self::NoDialtone,
            "BUSY" => Self::Busy,
            "NO ANSWER" => Self::NoAnswer,
            "CONNECT" => Self::Connect(String::new()),
            _ => return Self::parse_with_text(line),
        })
    }

    fn parse_with_text(line: &str) -> Option<Self> {
        if let Some(text) = line.strip_prefix("CONNECT ") {
            return Some(Self::Connect(text.trim().to_owned()));
        }
        if let Some(reason) = line.strip_prefix("+CME ERROR:") {
            let reason = reason.trim();
            return Some(match number(reason) {
                Some(number) => Self::Cme(CmeError::new(number)),
                None => Self::CmeText(reason.to_owned()),
            });
        }
        line.strip_prefix("+CMS ERROR:")
            .map(|reason| Self::Cms(reason.trim().to_owned()))
    }

    /// Reads a line in the numeric form (`ATV0`). Apart from [`FinalResult::parse`], as a bare `1` may just as well
    /// be the session id that a modem answers to `+CCHO`. CME errors look as they always do.
    pub fn parse_numeric(line: &str) -> Option<Self> {
        Some(match line.trim() {
            "0" => Self::Ok,
            "1" => Self::Connect(String::new()),
            "3" => Self::NoCarrier,
            "4" => Self::Error,
            "6" => Self::NoDialtone,
            "7" => Self::Busy,
            "8" => Self::NoAnswer,
            other => return Self::parse_with_text(other),
        })
    }

    /// The code of the numeric form; `None` for those that have none.
    pub fn numeric(&self) -> Option<u8> {
        match self {
            Self::Ok => Some(0),
            Self::Connect(_) => Some(1),
            Self::NoCarrier => Some(3),
            Self::Error => Some(4),
            Self::NoDialtone => Some(6),
            Self::Busy => Some(7),
            Self::NoAnswer => Some(8),
            Self::Cme(_) | Self::CmeText(_) | Self::Cms(_) => None,
        }
    }

    /// Whether the command was carried out.
    pub fn is_ok(&self) -> bool {
        matches!(self, Self::Ok)
    }

    /// The CME error, be it a number or a text of the standard.
    pub fn cme(&self) -> Option<CmeError> {
        match self {
            Self::Cme(error) => Some(*error),
            Self::CmeText(text) => CmeError::from_text(text),
            _ => None,
        }
    }
}

fn number(text: &str) -> Option<u16> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

impl fmt::Display for FinalResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ok => f.write_str("OK"),
            Self::Connect(text) if text.is_empty() => f.write_str("CONNECT"),
            Self::Connect(text) => write!(f, "CONNECT {text}"),
            Self::NoCarrier => f.write_str("NO CARRIER"),
            Self::Error => f.write_str("ERROR"),
            Self::NoDialtone => f.write_str("NO DIALTONE"),
            Self::Busy => f.write_str("BUSY"),
            Self::NoAnswer => f.write_str("NO ANSWER"),
            Self::Cme(error) => write!(f, "+CME ERROR: {error}"),
            Self::CmeText(text) => write!(f, "+CME ERROR: {text}"),
            Self::Cms(text) => write!(f, "+CMS ERROR: {text}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_standard_and_of_the_field() {
        for (line, want) in [
            ("OK", Some(FinalResult::Ok)),
            ("ERROR", Some(FinalResult::Error)),
            ("+CME ERROR: 13", Some(FinalResult::Cme(CmeError::SIM_FAILURE))),
            ("+CME ERROR:13", Some(FinalResult::Cme(CmeError::SIM_FAILURE))),
            (
                "+CME ERROR: Parameters error",
                Some(FinalResult::CmeText("Parameters error".to_owned())),
            ),
            ("+CMS ERROR: 500", Some(FinalResult::Cms("500".to_owned()))),
            ("NO CARRIER", Some(FinalResult::NoCarrier)),
            ("CONNECT 9600", Some(FinalResult::Connect("9600".to_owned()))),
            ("OKAY", None),
            ("0", None),
            ("+CGLA: 4,\"9000\"", None),
        ] {
            assert_eq!(FinalResult::parse(line), want, "{line:?}");
            if let Some(result) = want {
                assert_eq!(FinalResult::parse(&result.to_string()), Some(result));
            }
        }
        for code in 0..10_u8 {
            if let Some(result) = FinalResult::parse_numeric(&code.to_string()) {
                assert_eq!(result.numeric(), Some(code));
            } else {
                assert!([2, 5, 9].contains(&code), "{code}");
            }
        }
    }

    #[test]
    fn a_cme_text_of_the_standard_has_its_number() {
        let result = FinalResult::parse("+CME ERROR: SIM failure").expect("final");
        assert_eq!(result.cme(), Some(CmeError::SIM_FAILURE));
    }
}
