//! TMF629 customer.

use serde::{Deserialize, Serialize};

use super::{DateTime, EntityRef};

/// A customer (TMF629 `Customer`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// Identifier.
    pub id: String,
    /// Where it is.
    pub href: String,
    /// What the operator calls the customer.
    pub name: String,
    /// `active`; `inactive` when no contract is left.
    pub status: String,
    /// Since when.
    pub valid_for: super::TimePeriod,
    /// The accounts.
    pub account: Vec<EntityRef>,
    /// The person (TMF632).
    pub engaged_party: EntityRef,
    /// When something of it changed last; the beginning of the oldest contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_date: Option<DateTime>,
    /// `Customer`
    #[serde(rename = "@type")]
    pub type_name: String,
}
