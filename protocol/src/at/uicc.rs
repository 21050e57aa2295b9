//! The commands that reach the card: +CCHO, +CGLA, +CCHC, +CSIM, +CRSM (3GPP TS 27.007 §8.17, §8.18, §8.43 to §8.45).

use std::fmt;

use super::{Command, Name, Operation, Parameter, parameters};
use crate::hex;
use crate::id::Aid;

/// What `+CCHO` answered, kept as it was written: some modems give the channel number, others a handle of 16 hex
/// digits whose leading zeros matter. Never empty; holds no comma, quote, semicolon or control character.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(String);

impl SessionId {
    /// The session id in the body of a `+CCHO` answer.
    ///
    /// # Errors
    /// There is none.
    pub fn parse(body: &str) -> Result<Self, AnswerError> {
        match parameters(body).first().and_then(Parameter::text) {
            Some(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                Ok(Self(text.to_owned()))
            }
            _ => Err(AnswerError::Session {
                body: body.to_owned(),
            }),
        }
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, if it is a small decimal one without leading zeros: then it is the channel's as a rule.
    pub fn number(&self) -> Option<u8> {
        let number = self.0.parse::<u8>().ok()?;
        (number.to_string() == self.0).then_some(number)
    }
}

impl From<u8> for SessionId {
    fn from(number: u8) -> Self {
        Self(number.to_string())
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionId({})", self.0)
    }
}

impl Command {
    fn set(name: &'static str, parameters: Vec<Parameter>) -> Self {
        Self::Extended {
            name: Name::known(name),
            operation: Operation::Set(parameters),
        }
    }

    /// `+CCHO`: open a logical channel and select an application on it (§8.45).
    pub fn ccho(aid: &Aid) -> Self {
        Self::set("+CCHO", vec![Parameter::quoted(aid.to_string())])
    }

    /// `+CCHC`: close a logical channel (§8.46).
    pub fn cchc(session: &SessionId) -> Self {
        Self::set("+CCHC", vec![Parameter::Bare(session.0.clone())])
    }

    /// `+CGLA`: a command APDU on a logical channel (§8.43).
    pub fn cgla(session: &SessionId, apdu: &[u8]) -> Self {
        let [length, text] = apdu_parameters(apdu);
        Self::set("+CGLA", vec![Parameter::Bare(session.0.clone()), length, text])
    }

    /// `+CSIM`: a command APDU as it is (§8.17).
    pub fn csim(apdu: &[u8]) -> Self {
        Self::set("+CSIM", apdu_parameters(apdu).into())
    }

    /// `+CRSM`: a file command that the modem makes an APDU of (§8.18).
    pub fn crsm(command: u8, file: u16, p1: u8, p2: u8, p3: u8) -> Self {
        let numbers = [u16::from(command), file, p1.into(), p2.into(), p3.into()];
        Self::set("+CRSM", numbers.map(Parameter::number).into())
    }
}

fn apdu_parameters(apdu: &[u8]) -> [Parameter; 2] {
    let text = hex::encode(apdu);
    [Parameter::Bare(text.len().to_string()), Parameter::Quoted(text)]
}

/// Why an answer to one of these commands cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// No session id.
    #[error("no session id in {body:?}")]
    Session {
        /// What was answered.
        body: String,
    },
    /// Not a length and a response.
    #[error("no length and response in {body:?}")]
    Shape {
        /// What was answered.
        body: String,
    },
    /// The length is not that of the response.
    #[error("length {declared} declared, {found} hex digits follow")]
    Length {
        /// As declared.
        declared: usize,
        /// As found.
        found: usize,
    },
    /// The response is no hex.
    #[error("no response APDU: {0}")]
    Hex(#[from] hex::HexError),
}

/// `<length>,"<response>"` as `+CGLA` and `+CSIM` answer, quoted or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UiccAnswer {
    /// The response APDU with its status word.
    pub response: Vec<u8>,
}

impl UiccAnswer {
    /// Reads the body of an answer.
    ///
    /// # Errors
    /// Another shape, a length that does not fit, no hex.
    pub fn parse(body: &str) -> Result<Self, AnswerError> {
        let parameters = parameters(body);
        let [length, response] = parameters.as_slice() else {
            return Err(AnswerError::Shape {
                body: body.to_owned(),
            });
        };
        let (Some(declared), Some(text)) = (length.as_number::<usize>(), response.text()) else {
            return Err(AnswerError::Shape {
                body: body.to_owned(),
            });
        };
        if declared != text.len() {
            return Err(AnswerError::Length {
                declared,
                found: text.len(),
            });
        }
        let response = hex::decode(text)?;
        Ok(Self { response })
    }
}

/// `<sw1>,<sw2>[,"<response>"]` as `+CRSM` answers: status bytes in decimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestrictedAnswer {
    /// SW1
    pub sw1: u8,
    /// SW2
    pub sw2: u8,
    /// Response data, empty if there is none.
    pub data: Vec<u8>,
}

impl RestrictedAnswer {
    /// Reads the body of an answer.
    ///
    /// # Errors
    /// Another shape, no hex.
    pub fn parse(body: &str) -> Result<Self, AnswerError> {
        let shape = || AnswerError::Shape {
            body: body.to_owned(),
        };
        let parameters = parameters(body);
        let (sw1, sw2, data) = match parameters.as_slice() {
            [sw1, sw2] => (sw1, sw2, ""),
            [sw1, sw2, data] => (sw1, sw2, data.text().unwrap_or_default()),
            _ => return Err(shape()),
        };
        Ok(Self {
            sw1: sw1.as_number().ok_or_else(shape)?,
            sw2: sw2.as_number().ok_or_else(shape)?,
            data: hex::decode(data)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_to_send() {
        let one = SessionId::from(1);
        for (command, line) in [
            (
                Command::ccho(&Aid::ISD_R),
                "AT+CCHO=\"A0000005591010FFFFFFFF8900000100\"",
            ),
            (Command::cchc(&one), "AT+CCHC=1"),
            (
                Command::cgla(&one, &[0x81, 0xC0, 0, 0, 6]),
                "AT+CGLA=1,10,\"81C0000006\"",
            ),
            (Command::csim(&[0, 0x70, 0, 0, 1]), "AT+CSIM=10,\"0070000001\""),
            (Command::crsm(176, 12258, 0, 0, 10), "AT+CRSM=176,12258,0,0,10"),
        ] {
            assert_eq!(command.to_line(), line);
        }
    }

    #[test]
    fn session_ids_are_kept_as_written() {
        let handle = SessionId::parse("000000000385a7cf").expect("a handle");
        assert_eq!((handle.as_str(), handle.number()), ("000000000385a7cf", None));
        assert_eq!(SessionId::parse("\"3\"").expect("quoted").number(), Some(3));
        assert_eq!(SessionId::parse("01").expect("zeros").number(), None);
        assert!(SessionId::parse("").is_err());
    }

    #[test]
    fn answers_quoted_bare_and_wrong() {
        let data = Ok(UiccAnswer {
            response: vec![0x61, 0x10],
        });
        assert_eq!(UiccAnswer::parse("4,\"6110\""), data);
        assert_eq!(UiccAnswer::parse("4, 6110"), data);
        assert_eq!(
            UiccAnswer::parse("6,\"6110\""),
            Err(AnswerError::Length {
                declared: 6,
                found: 4
            })
        );
        assert!(matches!(UiccAnswer::parse("3,\"611\""), Err(AnswerError::Hex(_))));
        assert!(matches!(
            UiccAnswer::parse("9000"),
            Err(AnswerError::Shape { .. })
        ));
        assert_eq!(
            RestrictedAnswer::parse("144,0,\"98\""),
            Ok(RestrictedAnswer {
                sw1: 144,
                sw2: 0,
                data: vec![0x98]
            })
        );
        assert!(RestrictedAnswer::parse("144").is_err());
    }
}
