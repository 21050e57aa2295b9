//! A contract's terms, and what its end costs.

use jiff::ToSpan as _;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use signoff_protocol::tmf::Money;

use super::Device;
use super::months::{MAX_MONTHS, edge, whole_months};
use crate::operator::ContractRules;

/// What a contract says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The first day.
    pub start: Date,
    /// How many months it binds; nothing for an indefinite term.
    pub months: Option<u32>,
    /// What a month costs.
    pub monthly_fee: Money,
    /// Whether the customer paid before.
    pub prepaid: bool,
    /// Whether it was made at a distance: on the web or by telephone.
    pub at_a_distance: bool,
    /// How many numbers the business has; nothing for a consumer.
    pub business_numbers: Option<u32>,
    /// What the contract says about its early end where the law does not protect the customer.
    pub clause: EarlyEndClause,
    /// A device that came with it.
    pub device: Option<Device>,
}

impl Terms {
    /// The first day after the fixed term.
    pub fn term_ends(&self) -> Option<Date> {
        self.months.map(|months| edge(self.start, months))
    }

    /// Whether the law limits what the early end costs.
    pub fn is_protected(&self, rules: &ContractRules) -> bool {
        self.business_numbers
            .is_none_or(|numbers| numbers <= rules.business.rule.at_most_numbers)
    }

    /// From which day on the end costs no fee; nothing where it never does.
    pub fn free_from(&self, rules: &ContractRules) -> Option<Date> {
        let term_ends = self.term_ends()?;
        if self.prepaid {
            return None;
        }
        if self.is_protected(rules) {
            let free = edge(self.start, rules.early_termination.rule.free_after_months);
            return Some(free.min(term_ends));
        }
        match self.clause {
            EarlyEndClause::RemainingFees => Some(term_ends),
            EarlyEndClause::Free => None,
        }
    }

    /// The fee for an end on `day`: the monthly fees from then to the first free day. A broken month counts by its days,
    /// rounded down, since the law says "at most".
    pub fn early_fee(&self, rules: &ContractRules, day: Date) -> Money {
        match self.free_from(rules) {
            Some(free) if day < free => self.fees_between(day.max(self.start), free),
            _ => self.money(0),
        }
    }

    /// What is left of the device for an end on `day`: the line of the table after so many whole months.
    pub fn device_residual(&self, day: Date) -> Money {
        let Some(device) = &self.device else {
            return self.money(0);
        };
        device.residual_after(whole_months(self.start, day))
    }

    /// The first day on which it is too late to withdraw; nothing where there is no such right.
    pub fn withdrawal_before(&self, rules: &ContractRules) -> Option<Date> {
        let is_consumer = self.business_numbers.is_none();
        (self.at_a_distance && is_consumer).then(|| {
            let days = i64::from(rules.withdrawal.rule.days);
            // The day on which the contract is made does not count.
            self.start.saturating_add((days + 1).days())
        })
    }

    fn fees_between(&self, from: Date, until: Date) -> Money {
        let running = whole_months(self.start, from);
        let (began, ends) = (edge(self.start, running), edge(self.start, running + 1));
        let days = |from: Date, until: Date| i64::from((until - from).get_days());
        let broken = self.monthly_fee.cents * days(from, ends.min(until)) / days(began, ends).max(1);
        let further = (running + 1..running + MAX_MONTHS)
            .take_while(|month| edge(self.start, *month) < until)
            .count();
        let further = i64::try_from(further).unwrap_or(0);
        self.money(broken.saturating_add(self.monthly_fee.cents.saturating_mul(further)))
    }

    const fn money(&self, cents: i64) -> Money {
        Money::new(cents, self.monthly_fee.currency)
    }
}

/// What a contract says about its early end where the law does not protect the customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EarlyEndClause {
    /// All fees until the end of the term.
    #[default]
    RemainingFees,
    /// Nothing.
    Free,
}
