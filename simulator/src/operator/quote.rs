//! What the end of a contract costs on a day, and what is lost.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use signoff_protocol::hex;
use signoff_protocol::tmf::{
    DateTime, EndRequest, ErrorCode, PortingOut, Price, ProductRef, Quantity, QuoteCreate, QuotePrice,
    QuotePriceKind, TerminationQuote, TmfError, UnusedData, Warning,
};

use super::digest::digest;
use super::engine::{Operator, line_of};
use super::line::Line;
use super::state::Desk;
use super::{ProfilePresence, UnusedDataFile, refusal};

/// When and by which right, after the rules allowed it.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    /// The first day without service.
    pub effective: Date,
    pub earliest: Date,
    pub withdrawal: bool,
}

impl Operator {
    /// What the end of a line would cost. Changes nothing.
    ///
    /// # Errors
    /// Nobody is identified, the customer has no such line, or it can't end then.
    pub fn quote(
        &self,
        token: &str,
        request: &QuoteCreate,
        now: Timestamp,
    ) -> Result<TerminationQuote, TmfError> {
        let [item] = request.quote_item.as_slice() else {
            return Err(refusal::invalid("a quote has exactly one item"));
        };
        check_line_id(&item.product)?;
        let (desk, account) = self.admitted(token, now)?;
        let line = line_of(&desk, &account, &item.product.id)?;
        let date = self.asked_day(request.requested_quote_completion_date.as_ref());
        let end = self.plan(line, date, request.end_request.unwrap_or_default(), now)?;
        Ok(self.quote_of(&desk, line, end, now))
    }

    /// The day that a client asks for, in the zone of the operator.
    pub(super) fn asked_day(&self, at: Option<&DateTime>) -> Option<Date> {
        at.map(|at| self.day(at.timestamp()))
    }

    /// When a line would end.
    pub(super) fn plan(
        &self,
        line: &Line,
        asked: Option<Date>,
        by: EndRequest,
        now: Timestamp,
    ) -> Result<End, TmfError> {
        if let Some(end) = &line.life.end {
            return Err(refusal::ended(self.day(end.at)));
        }
        let today = self.day(now);
        if by == EndRequest::Withdrawal {
            let before = line.terms.withdrawal_before(&self.rules);
            return match before {
                Some(before) if today < before => Ok(End {
                    effective: today,
                    earliest: today,
                    withdrawal: true,
                }),
                Some(before) => Err(no_withdrawal(&format!(
                    "the last day to withdraw was before {before}"
                ))),
                None => Err(no_withdrawal("this contract can't be withdrawn from")),
            };
        }
        let earliest = self.rules.earliest_end(today);
        let effective = asked.unwrap_or(earliest);
        if effective < earliest {
            let error = TmfError::new(
                ErrorCode::DateTooEarly,
                format!("{effective} is before the earliest date"),
            );
            return Err(error.message(format!("choose {earliest} or later")));
        }
        let latest =
            today.saturating_add(i64::from(self.rules.effective_date.rule.at_most_days_ahead).days());
        if effective > latest {
            let error = TmfError::new(ErrorCode::DateTooLate, format!("{effective} is too far away"));
            return Err(error.message(format!("choose {latest} or earlier")));
        }
        Ok(End {
            effective,
            earliest,
            withdrawal: false,
        })
    }

    pub(super) fn quote_of(&self, desk: &Desk, line: &Line, end: End, now: Timestamp) -> TerminationQuote {
        let account = desk.accounts.get(&line.account);
        let open_bills = account.map_or(self.nothing(), |account| account.open_bills(self.currency));
        let (fee, residual) = if end.withdrawal {
            (self.nothing(), self.nothing())
        } else {
            (
                line.terms.early_fee(&self.rules, end.effective),
                line.terms.device_residual(end.effective),
            )
        };
        let lost_data = line.data_lost_on(end.effective);
        let withdrawal_before = line
            .terms
            .withdrawal_before(&self.rules)
            .filter(|before| self.day(now) < *before);
        let price = |name: &str, price_type, tax_included_amount: signoff_protocol::tmf::Money| QuotePrice {
            name: name.to_owned(),
            price_type,
            price: Price { tax_included_amount },
        };
        let all = [
            price("early-termination fee", QuotePriceKind::EarlyTerminationFee, fee),
            price(
                "residual value of the device",
                QuotePriceKind::DeviceResidual,
                residual,
            ),
            price("open bills", QuotePriceKind::OpenBills, open_bills),
        ];
        let quote_price: Vec<QuotePrice> = all
            .into_iter()
            .filter(|price| !price.price.tax_included_amount.is_zero())
            .collect();
        let warning = [
            (!fee.is_zero(), Warning::EarlyTerminationFee),
            (!residual.is_zero(), Warning::DeviceNotPaid),
            (
                end.withdrawal && line.terms.device.is_some(),
                Warning::DeviceMustBeReturned,
            ),
            (!open_bills.is_zero(), Warning::OpenBills),
            (lost_data.is_some(), Warning::UnusedDataLost),
            (line.credit_lost().is_some(), Warning::CreditLost),
            (line.porting.is_some(), Warning::PortingInProgress),
            (line.porting.is_none(), Warning::NumberLost),
            (
                withdrawal_before.is_some() && !end.withdrawal,
                Warning::WithdrawalPossible,
            ),
            (
                line.life.profile == ProfilePresence::Installed,
                Warning::ProfileStaysInstalled,
            ),
        ];
        let mut quote = TerminationQuote {
            id: String::new(),
            quote_date: self.shown(now),
            state: "approved".to_owned(),
            product: ProductRef {
                id: line.life.iccid.to_string(),
            },
            service_status: self.status(desk, line),
            end_request: if end.withdrawal {
                EndRequest::Withdrawal
            } else {
                EndRequest::Termination
            },
            effective_quote_completion_date: self.shown_day(end.effective),
            earliest_completion_date: self.shown_day(end.earliest),
            withdrawal_until: withdrawal_before.map(|day| self.shown_day(day)),
            free_from: line.terms.free_from(&self.rules).map(|day| self.shown_day(day)),
            term_ends: line.terms.term_ends().map(|day| self.shown_day(day)),
            quote_price,
            quote_total_price: fee + residual + open_bills,
            unused_data: lost_data.map(|data| self.unused_data(data)),
            lost_credit: line.credit_lost(),
            porting_out: self.porting_out(line),
            warning: warning
                .into_iter()
                .filter_map(|(applies, warning)| applies.then_some(warning))
                .collect(),
            type_name: "TerminationQuote".to_owned(),
            base_type: "Quote".to_owned(),
        };
        let said = serde_json::to_string(&quote).unwrap_or_default();
        let number = digest(&["quote", &said]);
        quote.id = format!("Q{}", hex::encode(number.get(..6).unwrap_or_default()));
        quote
    }

    pub(super) fn unused_data(&self, data: &UnusedDataFile) -> UnusedData {
        UnusedData {
            volume: Quantity {
                amount: data.mb,
                units: "MB".to_owned(),
            },
            // Until the end of its last day.
            valid_until: data
                .until
                .map(|last| self.shown_day(last.saturating_add(1.day()))),
        }
    }

    pub(super) fn porting_out(&self, line: &Line) -> Option<PortingOut> {
        line.porting.as_ref().map(|porting| PortingOut {
            recipient: porting.recipient.clone(),
            date: self.shown_day(porting.date),
        })
    }
}

/// A line is named by 18 to 20 digits; who it belongs to is seen later.
pub(super) fn check_line_id(product: &ProductRef) -> Result<(), TmfError> {
    let id = &product.id;
    if (18..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(())
    } else {
        Err(refusal::invalid(
            "the id of a product is an ICCID of 18 to 20 digits",
        ))
    }
}

fn no_withdrawal(reason: &str) -> TmfError {
    TmfError::new(ErrorCode::NoWithdrawal, reason).message("end the contract by notice")
}
