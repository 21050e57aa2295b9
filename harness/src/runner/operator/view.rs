//! What the desk answered, flat.

use jiff::civil::Date;
use signoff_protocol::tmf::{
    DateTime, EndRequest, Money, OrderState, ProductOrder, QuotePriceKind, ServiceStatus, TerminationQuote,
    Warning,
};
use signoff_simulator::operator::MessageKind;

use crate::flow::word::DeskRefusal;

/// What the desk answered, and what is true there afterwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskView {
    /// How it refused, and in its words.
    pub refused: Option<(DeskRefusal, String)>,
    /// How many more wrong proofs the account takes.
    pub tries_left: Option<u32>,
    /// How the line is, for steps about one.
    pub status: Option<ServiceStatus>,
    /// What the end would cost.
    pub quote: Option<QuoteView>,
    /// Where the order is.
    pub order: Option<OrderState>,
    /// The operator's reference number.
    pub reference: Option<String>,
    /// What the customer calls the order.
    pub external_id: Option<String>,
    /// The first day without service, by order or quote.
    pub effective: Option<Date>,
    /// What must be paid in all, cents.
    pub total: Option<i64>,
    /// Whether the order is a withdrawal.
    pub withdrawal: bool,
    /// The day that it is.
    pub today: Option<Date>,
    /// What was sent to customers, the oldest first.
    pub messages: Vec<MessageKind>,
}

/// What the end of a contract would cost. Money in cents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteView {
    /// For ending a fixed term early.
    pub early_termination_fee: i64,
    /// What is left to pay of a device.
    pub device_residual: i64,
    /// Unpaid bills.
    pub open_bills: i64,
    /// Prepaid credit that is lost.
    pub lost_credit: i64,
    /// Data that is lost, megabytes.
    pub unused_data_mb: u64,
    /// The earliest day that can be chosen.
    pub earliest: Option<Date>,
    /// From which day on there is no early-termination fee.
    pub free_from: Option<Date>,
    /// The first day after the fixed term.
    pub term_ends: Option<Date>,
    /// The first day on which a withdrawal is too late.
    pub withdrawal_before: Option<Date>,
    /// The operator to which the number is on its way.
    pub porting_to: Option<String>,
    /// What the customer is warned of.
    pub warnings: Vec<Warning>,
}

impl DeskView {
    /// Takes in a quote.
    pub(super) fn quoted(&mut self, quote: &TerminationQuote) {
        let cents = |kind| quote.price(kind).cents;
        self.quote = Some(QuoteView {
            early_termination_fee: cents(QuotePriceKind::EarlyTerminationFee),
            device_residual: cents(QuotePriceKind::DeviceResidual),
            open_bills: cents(QuotePriceKind::OpenBills),
            lost_credit: quote.lost_credit.as_ref().map_or(0, |money: &Money| money.cents),
            unused_data_mb: quote.unused_data.as_ref().map_or(0, |data| data.volume.amount),
            earliest: Some(quote.earliest_completion_date.date()),
            free_from: quote.free_from.as_ref().map(DateTime::date),
            term_ends: quote.term_ends.as_ref().map(DateTime::date),
            withdrawal_before: quote.withdrawal_until.as_ref().map(DateTime::date),
            porting_to: quote
                .porting_out
                .as_ref()
                .map(|porting| porting.recipient.clone()),
            warnings: quote.warning.clone(),
        });
        self.status = Some(quote.service_status);
        self.effective = Some(quote.effective_quote_completion_date.date());
        self.total = Some(quote.quote_total_price.cents);
    }

    /// Takes in an order.
    pub(super) fn ordered(&mut self, order: ProductOrder) {
        self.order = Some(order.state);
        self.withdrawal = order.end_request == Some(EndRequest::Withdrawal);
        self.effective = order.expected_completion_date.as_ref().map(DateTime::date);
        self.total = order.quote.as_ref().map(|quote| quote.quote_total_price.cents);
        self.reference = Some(order.id);
        self.external_id = Some(order.external_id);
    }

    /// In words, short.
    pub fn say(&self) -> String {
        if let Some((word, text)) = &self.refused {
            let tries = self.tries_left.map(|left| format!(", {left} tries left"));
            return format!("refused: {word} ({text}{})", tries.unwrap_or_default());
        }
        let mut parts = Vec::new();
        parts.extend(self.status.map(|status| status.to_string()));
        parts.extend(self.order.map(|order| format!("order {order}")));
        parts.extend(
            self.reference
                .as_ref()
                .map(|reference| format!("reference {reference}")),
        );
        parts.extend(self.effective.map(|day| format!("ends {day}")));
        parts.extend(
            self.total
                .map(|cents| format!("to pay {}", Money::euro_cents(cents))),
        );
        if let Some(quote) = &self.quote {
            let figures = [
                (quote.early_termination_fee, "early termination"),
                (quote.device_residual, "device"),
                (quote.open_bills, "bills"),
            ];
            let figures = figures.into_iter().filter(|(cents, _)| *cents != 0);
            parts.extend(figures.map(|(cents, what)| format!("{what} {}", Money::euro_cents(cents))));
        }
        parts.extend(self.today.map(|day| format!("today {day}")));
        parts.join(", ")
    }
}
