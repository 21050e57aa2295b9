//! Identifiers in YAML: texts with one checked door each (`FromStr`), so that a wrong digit has a place.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use signoff_protocol::apdu::StatusWord;

use crate::personality::BusyStatus;

/// One identifier.
pub(crate) fn one<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(from: D) -> Result<T, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

/// An identifier that may be left out.
pub(crate) fn optional<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    Option::<String>::deserialize(from)?
        .map(|text| text.parse().map_err(D::Error::custom))
        .transpose()
}

/// A list of identifiers.
pub(crate) fn list<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(from: D) -> Result<Vec<T>, D::Error> {
    Vec::<String>::deserialize(from)?
        .iter()
        .map(|text| text.parse().map_err(D::Error::custom))
        .collect()
}

/// `2.5.0`
pub(crate) fn version<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 3], D::Error> {
    let text = String::deserialize(from)?;
    let numbers: Result<Vec<u8>, _> = text.split('.').map(str::parse).collect();
    numbers
        .ok()
        .and_then(|numbers| <[u8; 3]>::try_from(numbers).ok())
        .ok_or_else(|| D::Error::custom(format!("{text:?} is no version like 2.5.0")))
}

/// Bytes as hex.
pub(crate) fn optional_hex<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<u8>>, D::Error> {
    Option::<String>::deserialize(from)?
        .map(|text| signoff_protocol::hex::decode(&text).map_err(D::Error::custom))
        .transpose()
}

/// `6985`
pub(crate) fn status_word_of_busy<'de, D: Deserializer<'de>>(from: D) -> Result<BusyStatus, D::Error> {
    let text = String::deserialize(from)?;
    match u16::from_str_radix(&text, 16) {
        Ok(word) if text.len() == 4 => Ok(BusyStatus(StatusWord::new(word))),
        _ => Err(D::Error::custom(format!("{text:?} is no status word like 6985"))),
    }
}
