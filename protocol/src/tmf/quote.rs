//! TMF648 quote: what must be paid, and what is lost, when a line ends on a date.

use serde::{Deserialize, Serialize};

use super::{DateTime, Money, PortingOut, Price, ProductRef, ServiceStatus, UnusedData};

/// By which right a contract ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum EndRequest {
    /// Notice of termination.
    #[default]
    Termination,
    /// Withdrawal from a contract that was made at a distance; ends it at once and free of charge.
    Withdrawal,
}

/// A quote that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(example = json!({"quoteItem": [{"product": {"id": "8932010000000000012"}}], "requestedQuoteCompletionDate": "2026-04-15T00:00:00+02:00"})))]
#[serde(rename_all = "camelCase")]
pub struct QuoteCreate {
    /// Exactly one item.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 1))]
    pub quote_item: Vec<QuoteItemCreate>,
    /// The date from which the service shall have ended, at any time of the day; the earliest one if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_quote_completion_date: Option<DateTime>,
    /// By which right; by notice of termination if not given. Beyond TMF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_request: Option<EndRequest>,
}

/// Which line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct QuoteItemCreate {
    /// The line.
    pub product: ProductRef,
}

/// What must be paid, and what is lost (TMF648 `Quote`, sub-type `TerminationQuote`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TerminationQuote {
    /// A quote is computed anew each time: its number is a digest of what it says.
    pub id: String,
    /// When it was asked for.
    pub quote_date: DateTime,
    /// `approved`: binding for the date that it names, as long as the contract does not change.
    pub state: String,
    /// The line.
    pub product: ProductRef,
    /// How the line is at the moment of asking.
    pub service_status: ServiceStatus,
    /// By which right.
    pub end_request: EndRequest,
    /// When the service would end: midnight at the beginning of the date.
    pub effective_quote_completion_date: DateTime,
    /// The earliest moment at which it can end.
    pub earliest_completion_date: DateTime,
    /// Until when the customer can withdraw, for a contract that was made at a distance: the first moment after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal_until: Option<DateTime>,
    /// From when there is no early-termination fee, for a fixed term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_from: Option<DateTime>,
    /// When the fixed term ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_ends: Option<DateTime>,
    /// What must be paid, one line for each kind that is not nothing.
    pub quote_price: Vec<QuotePrice>,
    /// The sum.
    pub quote_total_price: Money,
    /// What is lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unused_data: Option<UnusedData>,
    /// Prepaid credit that is lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost_credit: Option<Money>,
    /// The number is on its way to another operator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub porting_out: Option<PortingOut>,
    /// What the customer should know before they confirm.
    pub warning: Vec<Warning>,
    /// `TerminationQuote`
    #[serde(rename = "@type")]
    pub type_name: String,
    /// `Quote`
    #[serde(rename = "@baseType")]
    pub base_type: String,
}

impl TerminationQuote {
    /// What must be paid of a kind.
    pub fn price(&self, kind: QuotePriceKind) -> Money {
        let found = self.quote_price.iter().find(|price| price.price_type == kind);
        found.map_or(Money::new(0, self.quote_total_price.currency), |price| {
            price.price.tax_included_amount
        })
    }
}

/// What money is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum QuotePriceKind {
    /// For ending a fixed term early.
    EarlyTerminationFee,
    /// What is left of a device by its table.
    DeviceResidual,
    /// Bills that are not paid.
    OpenBills,
}

/// One line of what must be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct QuotePrice {
    /// What for, for people.
    pub name: String,
    /// What for.
    pub price_type: QuotePriceKind,
    /// How much.
    pub price: Price,
}

/// What the customer should know before they confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// There is an early-termination fee.
    EarlyTerminationFee,
    /// The device is not paid.
    DeviceNotPaid,
    /// The device must go back.
    DeviceMustBeReturned,
    /// There are unpaid bills.
    OpenBills,
    /// Data that was paid for is lost.
    UnusedDataLost,
    /// Prepaid credit is lost.
    CreditLost,
    /// The number is on its way to another operator: an end before that would lose it.
    PortingInProgress,
    /// The number is lost.
    NumberLost,
    /// The contract can still be withdrawn from, free of charge.
    WithdrawalPossible,
    /// The end of the contract does not remove the profile.
    ProfileStaysInstalled,
}

impl Warning {
    /// As documents write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EarlyTerminationFee => "early_termination_fee",
            Self::DeviceNotPaid => "device_not_paid",
            Self::DeviceMustBeReturned => "device_must_be_returned",
            Self::OpenBills => "open_bills",
            Self::UnusedDataLost => "unused_data_lost",
            Self::CreditLost => "credit_lost",
            Self::PortingInProgress => "porting_in_progress",
            Self::NumberLost => "number_lost",
            Self::WithdrawalPossible => "withdrawal_possible",
            Self::ProfileStaysInstalled => "profile_stays_installed",
        }
    }
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}
