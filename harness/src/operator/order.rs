//! An order to end a contract.

use jiff::civil::Date;
use serde::Serialize;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{EndRequest, Money, OrderState, ProductOrder};

use super::quote::digits;

/// An order at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Order {
    /// The operator's reference number.
    pub reference: String,
    /// What the client calls it.
    pub external_id: String,
    /// The line.
    #[serde(serialize_with = "digits")]
    pub iccid: Iccid,
    /// Where it is.
    pub state: OrderState,
    /// The first day without service; nothing for a new eSIM.
    pub effective: Option<Date>,
    /// Whether it is a withdrawal.
    pub withdrawal: bool,
    /// What must be paid.
    pub total: Option<Money>,
    /// Why it was taken back, or failed.
    pub reason: Option<String>,
    /// What the customer scans, for a new eSIM.
    pub activation_code: Option<String>,
}

impl Order {
    /// From what a desk sent; nothing if that names no line.
    pub(super) fn of(order: ProductOrder) -> Option<Self> {
        let item = order.product_order_item.into_iter().next()?;
        let code = item
            .product_characteristic
            .into_iter()
            .find(|known| known.name == "activationCode");
        Some(Self {
            iccid: item.product.id.parse().ok()?,
            state: order.state,
            effective: order.expected_completion_date.map(|at| at.date()),
            withdrawal: order.end_request == Some(EndRequest::Withdrawal),
            total: order.quote.map(|quote| quote.quote_total_price),
            reason: order.cancellation_reason,
            activation_code: code.map(|known| known.value),
            reference: order.id,
            external_id: order.external_id,
        })
    }
}
