//! The form in which things are kept: JSON with a version, keys that sort by kind and number.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Record, StoreError};

/// Version of what is written.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Versioned<T> {
    version: u32,
    #[serde(flatten)]
    value: T,
}

/// A record of something to keep.
pub(crate) fn record<T: Serialize>(key: String, value: &T) -> Result<Record, StoreError> {
    let versioned = Versioned {
        version: VERSION,
        value,
    };
    let value = serde_json::to_vec(&versioned).map_err(|error| StoreError {
        reason: format!("{key} can't be written: {error}"),
    })?;
    Ok(Record {
        key,
        value: Some(value),
    })
}

/// The record that removes something.
pub(crate) const fn removal(key: String) -> Record {
    Record { key, value: None }
}

/// What was kept.
pub(crate) fn read<T: DeserializeOwned>(key: &str, value: &[u8]) -> Result<T, StoreError> {
    let broken = |reason: String| StoreError {
        reason: format!("{key} can't be read: {reason}"),
    };
    let kept: Versioned<T> = serde_json::from_slice(value).map_err(|error| broken(error.to_string()))?;
    if kept.version == VERSION {
        Ok(kept.value)
    } else {
        Err(broken(format!("version {} is not {VERSION}", kept.version)))
    }
}

/// Identifiers as their text.
pub(crate) mod text {
    use super::{Deserialize, Deserializer, Display, FromStr, Serializer, string};

    pub(crate) fn serialize<S: Serializer, T: Display>(value: &T, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(
        from: D,
    ) -> Result<T, D::Error> {
        string::<D, T>(&String::deserialize(from)?)
    }
}

/// Identifiers that may be absent.
pub(crate) mod optional {
    use super::{Deserialize, Deserializer, Display, FromStr, Serializer, string};

    #[expect(clippy::ref_option, reason = "serde hands out the field as it is")]
    pub(crate) fn serialize<S: Serializer, T: Display>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.collect_str(value),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(
        from: D,
    ) -> Result<Option<T>, D::Error> {
        Option::<String>::deserialize(from)?
            .map(|text| string::<D, T>(&text))
            .transpose()
    }
}

/// Bytes as hex.
pub(crate) mod bytes {
    use signoff_protocol::hex;

    use super::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(value: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hex::encode(value))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        hex::decode(&String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

fn string<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(text: &str) -> Result<T, D::Error> {
    text.parse().map_err(D::Error::custom)
}
