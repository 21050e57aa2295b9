//! The document: what the law of a country says about the end of contracts, each rule with its source.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use signoff_protocol::tmf::Currency;

use super::OperatorFileError;

/// The rules of a country. Nothing about a single contract or customer stands here.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractRules {
    /// One sentence: which country, and as of when.
    pub about: String,
    /// The zone in which days begin and end: `Europe/Brussels`.
    pub time_zone: String,
    /// Of all amounts, ISO 4217.
    pub currency: String,
    /// Which days are no working days, beside weekends.
    pub holidays: Rule<HolidayRule>,
    /// How long a contract may bind.
    pub maximum_term: Rule<MaximumTerm>,
    /// What the early end of a fixed term costs.
    pub early_termination: Rule<EarlyTermination>,
    /// Which businesses are protected as consumers are.
    pub business: Rule<Business>,
    /// What the end of a contract without a term costs.
    pub indefinite_term: Rule<IndefiniteTerm>,
    /// What is due for a device that came with the contract.
    pub device: Rule<DeviceRule>,
    /// When a contract ends.
    pub effective_date: Rule<EffectiveDate>,
    /// The right to withdraw.
    pub withdrawal: Rule<WithdrawalRule>,
    /// What the porting of a number does to a contract.
    pub porting: Rule<PortingRule>,
}

/// A rule, where it stands, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule<T> {
    /// What it says.
    pub rule: T,
    /// The law, or who says so.
    pub source: String,
    /// How sure we are of it.
    pub confidence: Confidence,
}

/// How sure a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// An official page, or several sources that agree.
    High,
    /// One source.
    Medium,
    /// Widely said; look it up before relying on it.
    Low,
}

/// Public holidays.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HolidayRule {
    /// The same day each year.
    pub fixed: Vec<MonthDay>,
    /// So many days after Easter Sunday.
    pub after_easter: Vec<i16>,
}

/// A day of each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

/// How long a contract may bind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MaximumTerm {
    /// Months at most.
    pub months: u32,
}

/// What the early end of a fixed term costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlyTermination {
    /// Nothing from so many months after the beginning on. Before, at most the monthly fees from the end of the service to
    /// then, the month that is broken by the day.
    pub free_after_months: u32,
}

/// Which businesses are protected as consumers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Business {
    /// Those with so many numbers at most.
    pub at_most_numbers: u32,
}

/// What the end of a contract without a term costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndefiniteTerm {
    /// Whether it can be ended at any time for nothing.
    pub free: bool,
}

/// What is due for a device that came with the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviceRule {
    /// How its value shrinks.
    pub amortisation: Amortisation,
}

/// How a device's value shrinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Amortisation {
    /// By the same part each whole month, as the table handed over with the contract says.
    LinearMonthly,
}

/// When a contract ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EffectiveDate {
    /// Unless the customer chooses a later date.
    pub default: DefaultDate,
    /// A chosen date lies at most so many days ahead.
    pub at_most_days_ahead: u16,
}

/// When a contract ends if the customer chooses no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DefaultDate {
    /// On the first working day after the one on which the order came.
    NextWorkingDay,
}

/// The right to withdraw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalRule {
    /// So many days after the one on which the contract was made at a distance.
    pub days: u16,
}

/// What the porting of a number does to a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PortingRule {
    /// Whether the contract ends when the number is ported.
    pub ends_contract: bool,
    /// Whether the operator refuses to end the contract before the number is ported, which would lose it.
    pub holds_termination: bool,
}

impl ContractRules {
    /// Reads the YAML text.
    ///
    /// # Errors
    /// With the place in the text: no YAML, an unknown field, a wrong type.
    pub fn parse(yaml: &str) -> Result<Self, serde_saphyr::Error> {
        serde_saphyr::from_str(yaml)
    }

    /// The zone. Its data are compiled in, so that every machine has them.
    pub(super) fn zone(&self) -> Result<TimeZone, OperatorFileError> {
        TimeZone::get(&self.time_zone).map_err(|_| OperatorFileError::TimeZone {
            name: self.time_zone.clone(),
        })
    }

    pub(super) fn currency(&self) -> Result<Currency, OperatorFileError> {
        Ok(self.currency.parse::<Currency>()?)
    }

    /// The earliest end of a contract whose order comes on `today`: the first day without service.
    pub(super) fn earliest_end(&self, today: Date) -> Date {
        match self.effective_date.rule.default {
            DefaultDate::NextWorkingDay => self.holidays.rule.next_working_day(today),
        }
    }
}
