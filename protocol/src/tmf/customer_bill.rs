//! TMF678 customer bill.

use serde::{Deserialize, Serialize};

use super::{DateTime, EntityRef, Money, RelatedParty};

/// A bill (TMF678 `CustomerBill`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CustomerBill {
    /// Its number.
    pub id: String,
    /// Where it is.
    pub href: String,
    /// Its number again, as TMF has it.
    pub bill_no: String,
    /// When it was made.
    pub bill_date: DateTime,
    /// When it must be paid.
    pub payment_due_date: DateTime,
    /// What it comes to.
    pub tax_included_amount: Money,
    /// What is not paid yet.
    pub remaining_amount: Money,
    /// Where it is.
    pub state: BillState,
    /// The account that pays.
    pub billing_account: EntityRef,
    /// The customer.
    pub related_party: Vec<RelatedParty>,
    /// `CustomerBill`
    #[serde(rename = "@type")]
    pub type_name: String,
}

/// Where a bill is (TMF678 `StateValue`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum BillState {
    /// The customer has it.
    Sent,
    /// Some of it is paid.
    PartiallyPaid,
    /// All of it is paid.
    Settled,
}
