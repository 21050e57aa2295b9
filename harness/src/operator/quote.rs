//! What the end of a contract costs, flat, so that each figure has a name.

use jiff::civil::Date;
use serde::Serialize;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{EndRequest, Money, QuotePriceKind, ServiceStatus, TerminationQuote, Warning};

/// What the end of a contract costs, and what is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The line.
    #[serde(serialize_with = "digits")]
    pub iccid: Iccid,
    /// Number of the quote: a digest of what it says.
    pub id: String,
    /// How the line is now.
    pub status: ServiceStatus,
    /// Whether the quote is for a withdrawal.
    pub withdrawal: bool,
    /// The first day without service.
    pub effective: Date,
    /// The earliest day that could be chosen.
    pub earliest: Date,
    /// For ending a fixed term early.
    pub early_termination_fee: Money,
    /// What is left of a device by its table.
    pub device_residual: Money,
    /// Bills that are not paid.
    pub open_bills: Money,
    /// The sum of the three.
    pub total: Money,
    /// Data that was paid for and would be lost, megabytes.
    pub unused_data_mb: Option<u64>,
    /// Prepaid credit that would be lost.
    pub lost_credit: Option<Money>,
    /// From which day on there is no early-termination fee; nothing where there never is.
    pub free_from: Option<Date>,
    /// The first day after the fixed term.
    pub term_ends: Option<Date>,
    /// The first day on which a withdrawal is too late; nothing where there is no such right, or not any more.
    pub withdrawal_before: Option<Date>,
    /// The number is on its way to another operator.
    pub porting: Option<Porting>,
    /// What the customer should know before they confirm.
    pub warnings: Vec<Warning>,
}

/// A number on its way to another operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Porting {
    /// Which operator gets it.
    pub recipient: String,
    /// The day on which it does; the contract ends then.
    pub date: Date,
}

impl Quote {
    /// Flattens what a desk sent.
    pub(super) fn of(iccid: Iccid, quote: TerminationQuote) -> Self {
        Self {
            iccid,
            status: quote.service_status,
            withdrawal: quote.end_request == EndRequest::Withdrawal,
            effective: quote.effective_quote_completion_date.date(),
            earliest: quote.earliest_completion_date.date(),
            early_termination_fee: quote.price(QuotePriceKind::EarlyTerminationFee),
            device_residual: quote.price(QuotePriceKind::DeviceResidual),
            open_bills: quote.price(QuotePriceKind::OpenBills),
            total: quote.quote_total_price,
            unused_data_mb: quote.unused_data.map(|data| data.volume.amount),
            lost_credit: quote.lost_credit,
            free_from: quote.free_from.map(|at| at.date()),
            term_ends: quote.term_ends.map(|at| at.date()),
            withdrawal_before: quote.withdrawal_until.map(|at| at.date()),
            porting: quote.porting_out.map(|porting| Porting {
                recipient: porting.recipient,
                date: porting.date.date(),
            }),
            warnings: quote.warning,
            id: quote.id,
        }
    }
}

pub(super) fn digits<S: serde::Serializer>(iccid: &Iccid, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(iccid)
}
