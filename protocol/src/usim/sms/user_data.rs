//! User data: an optional header and a text or bytes (3GPP TS 23.040 §9.2.3.16, §9.2.3.24).

use super::data_coding::{DataCoding, SmsAlphabet};
use super::header::{Concatenation, HeaderElement};
use crate::usim::alphabet;
use crate::usim::error::UsimError;
use crate::usim::septets::{fill_bits, pack, unpack};

/// Bytes of header and text in one message.
const MOST_BYTES: usize = 140;

/// What stands behind the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserDataContent {
    /// Septets of the default alphabet, a byte each.
    Septets(Vec<u8>),
    /// UCS2, or data.
    Bytes(Vec<u8>),
}

/// Header and content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserData {
    /// Information elements; empty without a header.
    pub header: Vec<HeaderElement>,
    /// Text or data.
    pub content: UserDataContent,
}

impl UserData {
    /// Reads TP-UDL and TP-UD. `has_header` is TP-UDHI. Real cards cut records short: what is missing at the end of the
    /// text is left out.
    ///
    /// # Errors
    /// There is no length, or the header does not fit.
    pub fn decode(bytes: &[u8], coding: DataCoding, has_header: bool) -> Result<Self, UsimError> {
        let [length, data @ ..] = bytes else {
            return Err(UsimError::Truncated {
                what: "the user data",
                found: 0,
                expected: 1,
            });
        };
        let length = usize::from(*length);
        let (header, header_bytes) = if has_header {
            let truncated = |expected| UsimError::Truncated {
                what: "the user data header",
                found: data.len(),
                expected,
            };
            let [header_length, rest @ ..] = data else {
                return Err(truncated(1));
            };
            let header_length = usize::from(*header_length);
            let header = rest
                .get(..header_length)
                .ok_or_else(|| truncated(1 + header_length))?;
            (HeaderElement::decode_all(header)?, 1 + header_length)
        } else {
            (Vec::new(), 0)
        };
        let behind = data.get(header_bytes..).unwrap_or_default();
        let content = if is_septets(coding) {
            let taken = (header_bytes * 8).div_ceil(7);
            let count = length.saturating_sub(taken);
            UserDataContent::Septets(unpack(behind, fill_bits(header_bytes), count))
        } else {
            let count = length.saturating_sub(header_bytes);
            UserDataContent::Bytes(behind.get(..count).unwrap_or(behind).to_vec())
        };
        Ok(Self { header, content })
    }

    /// TP-UDL and TP-UD.
    ///
    /// # Errors
    /// More than 140 bytes.
    pub fn encode(&self) -> Result<Vec<u8>, UsimError> {
        let mut data = Vec::new();
        if !self.header.is_empty() {
            let header = HeaderElement::encode_all(&self.header);
            data.push(u8::try_from(header.len()).unwrap_or(u8::MAX));
            data.extend(header);
        }
        let header_bytes = data.len();
        let length = match &self.content {
            UserDataContent::Septets(septets) => {
                data.extend(pack(septets, fill_bits(header_bytes)));
                (header_bytes * 8).div_ceil(7) + septets.len()
            }
            UserDataContent::Bytes(bytes) => {
                data.extend(bytes);
                data.len()
            }
        };
        if data.len() > MOST_BYTES {
            return Err(UsimError::TooLong {
                what: "the text of the message",
                needed: data.len(),
                room: MOST_BYTES,
                unit: "bytes",
            });
        }
        let mut bytes = vec![u8::try_from(length).unwrap_or(u8::MAX)];
        bytes.extend(data);
        Ok(bytes)
    }

    /// Which part of a longer message it is.
    pub fn concatenation(&self) -> Option<Concatenation> {
        self.header.iter().find_map(|element| match element {
            HeaderElement::Concatenation(part) => Some(*part),
            HeaderElement::Other { .. } => None,
        })
    }

    /// The text; `None` for data.
    pub fn text(&self, coding: DataCoding) -> Option<String> {
        match (&self.content, coding.alphabet()) {
            (UserDataContent::Septets(septets), _) => Some(alphabet::decode(septets)),
            (UserDataContent::Bytes(bytes), SmsAlphabet::Ucs2) if !coding.is_compressed() => {
                Some(ucs2(bytes))
            }
            (UserDataContent::Bytes(_), _) => None,
        }
    }
}

const fn is_septets(coding: DataCoding) -> bool {
    matches!(coding.alphabet(), SmsAlphabet::Default) && !coding.is_compressed()
}

/// UTF-16 in fact: emoji come as surrogate pairs.
pub(super) fn ucs2(bytes: &[u8]) -> String {
    let units = bytes
        .as_chunks::<2>()
        .0
        .iter()
        .map(|pair| u16::from_be_bytes(*pair));
    char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}
