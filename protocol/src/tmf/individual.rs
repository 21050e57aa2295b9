//! TMF632 individual: the person behind a customer, with as little about them as a desk needs.

use serde::{Deserialize, Serialize};

use super::Characteristic;

/// A person (TMF632 `Individual`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Individual {
    /// Identifier.
    pub id: String,
    /// Where it is.
    pub href: String,
    /// First name.
    pub given_name: String,
    /// Name.
    pub family_name: String,
    /// `business` where the customer is one, with the count of `numbers`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub party_characteristic: Vec<Characteristic>,
    /// `Individual`
    #[serde(rename = "@type")]
    pub type_name: String,
}
