//! TMF622 product order: ending a line, or ordering a new eSIM for it.

use serde::{Deserialize, Serialize};

use super::{Characteristic, DateTime, EndRequest, ProductRef, RelatedParty, TerminationQuote};

/// What is to be done with a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum ItemAction {
    /// The contract ends.
    Delete,
    /// The line gets a new eSIM: its profile is ordered at the SM-DP+ again.
    Modify,
}

/// An order that is to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(example = json!({"externalId": "example-1", "productOrderItem": [{"id": "1", "action": "delete", "product": {"id": "8932010000000000012"}}]})))]
#[serde(rename_all = "camelCase")]
pub struct ProductOrderCreate {
    /// What the client calls it; the same again gives the same order.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[A-Za-z0-9._-]{1,64}$"))]
    pub external_id: String,
    /// Exactly one item.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 1))]
    pub product_order_item: Vec<OrderItemCreate>,
    /// The date from which the service shall have ended, at any time of the day; the earliest one if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_completion_date: Option<DateTime>,
    /// By which right; by notice of termination if not given. Beyond TMF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_request: Option<EndRequest>,
}

/// An item of an order that is to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OrderItemCreate {
    /// Place in the order.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 16))]
    pub id: String,
    /// What is to be done.
    pub action: ItemAction,
    /// With which line.
    pub product: ProductRef,
}

/// Confirms an order: the only change that a client can make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(example = json!({"state": "inProgress"})))]
#[serde(rename_all = "camelCase")]
pub struct ProductOrderUpdate {
    /// `inProgress`
    pub state: OrderState,
}

/// Where an order is (TMF622 `ProductOrderStateType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum OrderState {
    /// It is known, and waits for the customer to confirm it.
    Acknowledged,
    /// It is confirmed, and will be carried out on its date.
    InProgress,
    /// It was carried out.
    Completed,
    /// The customer took it back, or did not confirm it in time.
    Cancelled,
    /// It can't be carried out.
    Failed,
}

impl OrderState {
    /// As JSON writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Acknowledged => "acknowledged",
            Self::InProgress => "inProgress",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }
}

impl std::fmt::Display for OrderState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// An order (TMF622 `ProductOrder`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProductOrder {
    /// The operator's reference number.
    pub id: String,
    /// Where it is.
    pub href: String,
    /// What the client calls it.
    pub external_id: String,
    /// `termination`, `newEsim`
    pub category: String,
    /// Where it is.
    pub state: OrderState,
    /// When it was made.
    pub order_date: DateTime,
    /// The date that was asked for, at midnight; nothing for the earliest one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_completion_date: Option<DateTime>,
    /// By which right. Beyond TMF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_request: Option<EndRequest>,
    /// When the service ends: midnight at the beginning of the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_completion_date: Option<DateTime>,
    /// Until when it must be confirmed. Beyond TMF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_by: Option<DateTime>,
    /// When it was carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion_date: Option<DateTime>,
    /// When it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancellation_date: Option<DateTime>,
    /// Why it was taken back, or failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancellation_reason: Option<String>,
    /// The one item.
    pub product_order_item: Vec<OrderItem>,
    /// The customer.
    pub related_party: Vec<RelatedParty>,
    /// What is to be paid by it, as on its day. Beyond TMF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<TerminationQuote>,
    /// `ProductOrder`
    #[serde(rename = "@type")]
    pub type_name: String,
}

/// An item of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OrderItem {
    /// Place in the order.
    pub id: String,
    /// What is to be done.
    pub action: ItemAction,
    /// Where it is.
    pub state: OrderState,
    /// With which line.
    pub product: ProductRef,
    /// What came of it: `activationCode`, `matchingId`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub product_characteristic: Vec<Characteristic>,
}
