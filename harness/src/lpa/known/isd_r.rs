//! Under which AIDs ISD-Rs answer.

use std::sync::LazyLock;

use serde::Deserialize;
use signoff_protocol::id::Aid;

use super::table;

/// An AID under which an ISD-R has been found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IsdRAid {
    /// The AID.
    #[serde(deserialize_with = "aid")]
    pub aid: Aid,
    /// Who uses it.
    pub family: String,
    /// Where that was seen.
    pub source: String,
}

/// Read once, as every error message with an AID looks here; it never changes.
static TABLE: LazyLock<Vec<IsdRAid>> = LazyLock::new(|| table::read("isd-r"));

impl IsdRAid {
    /// All that are known, in the order in which they are tried.
    pub fn known() -> &'static [Self] {
        &TABLE
    }

    /// The entry for `aid`, if it is known.
    pub fn of(aid: &Aid) -> Option<&'static Self> {
        TABLE.iter().find(|known| known.aid == *aid)
    }
}

fn aid<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Aid, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_aid_stands_once_and_that_of_the_standard_first() {
        let mut aids: Vec<Aid> = IsdRAid::known().iter().map(|known| known.aid).collect();
        assert_eq!((aids.first(), aids.len()), (Some(&Aid::ISD_R), 9));
        aids.sort();
        aids.dedup();
        assert_eq!(aids.len(), IsdRAid::known().len());
        assert!(
            IsdRAid::known()
                .iter()
                .all(|known| !known.family.is_empty() && !known.source.is_empty())
        );
    }
}
