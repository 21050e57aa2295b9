//! TMF622 `CancelProductOrder`: an order is taken back before its date.

use serde::{Deserialize, Serialize};

use super::{DateTime, EntityRef, OrderState};

/// Which order is to be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CancelProductOrderCreate {
    /// The order.
    pub product_order: EntityRef,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 256))]
    pub cancellation_reason: Option<String>,
}

/// An order that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CancelProductOrder {
    /// That of the order with `-C` behind it.
    pub id: String,
    /// When.
    pub effective_cancellation_date: DateTime,
    /// Always `completed`: it takes effect at once.
    pub state: OrderState,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancellation_reason: Option<String>,
    /// The order.
    pub product_order: EntityRef,
    /// `CancelProductOrder`
    #[serde(rename = "@type")]
    pub type_name: String,
}
