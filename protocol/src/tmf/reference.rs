//! How TMF resources name each other.

use serde::{Deserialize, Serialize};

use super::DateTime;

/// A reference to another resource (TMF `EntityRef`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EntityRef {
    /// Identifier of the other one.
    pub id: String,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Type of the other one.
    #[serde(default, rename = "@referredType", skip_serializing_if = "Option::is_none")]
    pub referred_type: Option<String>,
}

impl EntityRef {
    /// A reference by identifier and type.
    pub fn new(id: impl Into<String>, referred_type: &str) -> Self {
        Self {
            id: id.into(),
            href: None,
            name: None,
            referred_type: Some(referred_type.to_owned()),
        }
    }

    /// With the place where the other one is.
    #[must_use]
    pub fn href(mut self, href: String) -> Self {
        self.href = Some(href);
        self
    }

    /// With what people call it.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

/// A product that an order or a quote is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProductRef {
    /// Identifier of the product in the inventory: the ICCID.
    #[cfg_attr(
        feature = "openapi",
        schema(pattern = "^[0-9]{18,20}$", example = "8932010000000000012")
    )]
    pub id: String,
}

/// Who has to do with something (TMF `RelatedParty`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RelatedParty {
    /// Identifier of the party.
    pub id: String,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// What it has to do with it: `customer`.
    pub role: String,
    /// `Customer`, `Individual`
    #[serde(rename = "@referredType")]
    pub referred_type: String,
}

/// From when until when (TMF `TimePeriod`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TimePeriod {
    /// The first moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date_time: Option<DateTime>,
    /// The first moment after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date_time: Option<DateTime>,
}
