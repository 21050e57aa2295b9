//! How bytes and identifiers stand in JSON (SGP.22 §6.5.2): DER in base64, transaction ids in hex, ICCIDs as digits.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::{Deserialize, Deserializer, Serializer, de::Error};

use crate::id::{Eid, Iccid};

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Standard base64. Read are line breaks, missing padding and the URL alphabet too.
pub(crate) mod bytes {
    use super::{BASE64, Deserialize, Deserializer, Engine, Error, Serializer};

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(bytes))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        decode(&String::deserialize(deserializer)?)
    }

    pub(super) fn decode<E: Error>(text: &str) -> Result<Vec<u8>, E> {
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| match c {
                '-' => '+',
                '_' => '/',
                other => other,
            })
            .collect();
        BASE64
            .decode(text)
            .map_err(|error| E::custom(format!("no base64: {error}")))
    }
}

/// Base64 of something that may be absent; an empty text is absence too.
pub(crate) mod optional_bytes {
    use super::{Deserialize, Deserializer, Serializer, bytes};

    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(crate) fn serialize<S: Serializer>(
        bytes: &Option<Vec<u8>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match bytes {
            Some(content) => bytes::serialize(content, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<u8>>, D::Error> {
        match Option::<String>::deserialize(deserializer)? {
            Some(text) if !text.is_empty() => bytes::decode(&text).map(Some),
            _ => Ok(None),
        }
    }
}

/// Hex digits.
pub(crate) mod transaction_id {
    use super::{Deserialize, Deserializer, Error, Serializer};
    use crate::id::TransactionId;

    pub(crate) fn serialize<S: Serializer>(id: &TransactionId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(id)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TransactionId, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

/// Twenty characters: the digits, with `F` in the place of the twentieth where there are 19. Read are 18 to 20.
pub(crate) mod iccid {
    use super::{Deserialize, Deserializer, Error, Iccid, Serializer};

    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(crate) fn serialize<S: Serializer>(iccid: &Option<Iccid>, serializer: S) -> Result<S::Ok, S::Error> {
        match iccid {
            Some(iccid) => serializer.serialize_str(&format!("{:F<20}", iccid.to_string())),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Iccid>, D::Error> {
        match Option::<String>::deserialize(deserializer)? {
            Some(text) if !text.is_empty() => text.parse().map(Some).map_err(D::Error::custom),
            _ => Ok(None),
        }
    }
}

/// 32 digits, whose check digits nobody checks here.
pub(crate) mod eid {
    use super::{Deserialize, Deserializer, Eid, Error, Serializer};
    use crate::hex;

    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(crate) fn serialize<S: Serializer>(eid: &Option<Eid>, serializer: S) -> Result<S::Ok, S::Error> {
        match eid {
            Some(eid) => serializer.collect_str(eid),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Eid>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)?.filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let bytes = hex::decode(&text).map_err(D::Error::custom)?;
        let bytes = <[u8; 16]>::try_from(bytes.as_slice());
        let bytes = bytes.map_err(|_| D::Error::custom("an EID has 32 digits"))?;
        Ok(Some(Eid::from_bytes(bytes)))
    }
}
