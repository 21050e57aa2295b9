//! TMF637 product inventory: a line, which is a product that a customer has.

use serde::{Deserialize, Serialize};

use super::{DateTime, EntityRef, Money, RelatedParty, ServiceStatus, TimePeriod};

/// A line (TMF637 `Product`, sub-type `MobileLine`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Product {
    /// The ICCID.
    pub id: String,
    /// Where it is.
    pub href: String,
    /// What the customer bought.
    pub name: String,
    /// Where it is in its life, in the words of TMF.
    pub status: ProductStatus,
    /// Where it is in its life, in the words of a removal. Beyond TMF.
    pub service_status: ServiceStatus,
    /// When the contract began.
    pub start_date: DateTime,
    /// When it ended, or will end by a confirmed order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termination_date: Option<DateTime>,
    /// The ICCID.
    pub product_serial_number: String,
    /// Further facts: `msisdn`, `contractKind`, `profile`.
    pub product_characteristic: Vec<Characteristic>,
    /// The fixed term, if there is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub product_term: Vec<ProductTerm>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub product_price: Vec<ProductPrice>,
    /// The account that pays.
    pub billing_account: EntityRef,
    /// The customer.
    pub related_party: Vec<RelatedParty>,
    /// What was bought and not used yet. Beyond TMF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unused_data: Option<UnusedData>,
    /// A device that is paid with the line. Beyond TMF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instalments: Option<Instalments>,
    /// The number is on its way to another operator. Beyond TMF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub porting_out: Option<PortingOut>,
    /// `MobileLine`
    #[serde(rename = "@type")]
    pub type_name: String,
    /// `Product`
    #[serde(rename = "@baseType")]
    pub base_type: String,
}

impl Product {
    /// The value of a characteristic.
    pub fn characteristic(&self, name: &str) -> Option<&str> {
        let found = self
            .product_characteristic
            .iter()
            .find(|known| known.name == name);
        found.map(|known| known.value.as_str())
    }
}

/// Where a product is in its life (TMF637 `ProductStatusType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum ProductStatus {
    /// In service.
    Active,
    /// In service until a date.
    PendingTerminate,
    /// Ended.
    Terminated,
}

/// A fact with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Characteristic {
    /// Which.
    pub name: String,
    /// As text.
    pub value: String,
}

impl Characteristic {
    /// A fact.
    pub fn new(name: &str, value: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            value: value.into(),
        }
    }
}

/// How long a contract binds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProductTerm {
    /// `fixed term`
    pub name: String,
    /// How long.
    pub duration: Quantity,
    /// From when until when.
    pub valid_for: TimePeriod,
}

/// So many of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Quantity {
    /// How many.
    pub amount: u64,
    /// Of what: `month`, `MB`.
    pub units: String,
}

/// A price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Price {
    /// What the customer pays, taxes included.
    pub tax_included_amount: Money,
}

/// What a product costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProductPrice {
    /// `monthly fee`
    pub name: String,
    /// `recurring`, `oneTime`
    pub price_type: String,
    /// `month`, where it comes again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurring_charge_period: Option<String>,
    /// How much.
    pub price: Price,
}

/// Data that was bought and not used yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UnusedData {
    /// How much, in `MB` (1,000,000 bytes).
    #[serde(flatten)]
    pub volume: Quantity,
    /// Until when it could be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<DateTime>,
}

/// A device that is paid with the line, by the table that was handed over with the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Instalments {
    /// What it is.
    pub device: String,
    /// How many months it takes.
    pub months: u32,
    /// What is left after so many whole months: the first is the value at the beginning, the last nothing.
    pub residual_values: Vec<Money>,
}

/// The number is on its way to another operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PortingOut {
    /// Which operator gets it.
    pub recipient: String,
    /// When it does; the contract ends then.
    pub date: DateTime,
}
