//! A line: its contract, and what has become of it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{Currency, Money};

use super::terms::MAX_MONTHS;
use super::{
    ContractRules, CustomerFile, Device, LineFile, OperatorFileError, PortingFile, ProfilePresence, Terms,
    UnusedDataFile,
};
use crate::smdp::{Record, StoreError, kept};

/// How the keys of lines begin.
pub(super) const KEY: &str = "line/";

/// A line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub account: String,
    pub msisdn: String,
    pub offer: String,
    pub terms: Terms,
    pub credit: Option<Money>,
    pub unused_data: Option<UnusedDataFile>,
    pub porting: Option<PortingFile>,
    pub life: Life,
}

/// What changes, and is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Life {
    #[serde(with = "kept::text")]
    pub iccid: Iccid,
    /// When and why the contract ended.
    pub end: Option<End>,
    pub profile: ProfilePresence,
    /// Reference of the order that waits or is under way.
    pub order: Option<String>,
    /// Whether the SM-DP+ was told that nobody shall download the profile any more.
    pub withdrawn_at_smdp: bool,
}

/// The end of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct End {
    pub at: Timestamp,
    pub by: EndCause,
}

/// Why a contract ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EndCause {
    /// By this order.
    Order(String),
    /// The number went to another operator.
    Porting,
}

impl Line {
    pub(super) fn new(
        customer: &CustomerFile,
        file: &LineFile,
        rules: &ContractRules,
        currency: Currency,
    ) -> Result<Self, OperatorFileError> {
        let wrong = |reason: &str| OperatorFileError::Value {
            place: format!("line {}", file.iccid),
            reason: reason.to_owned(),
        };
        let contract = &file.contract;
        let money = |text: &str| {
            let money = Money::parse(text, currency)?;
            if money.cents < 0 {
                return Err(wrong("an amount is below nothing"));
            }
            Ok(money)
        };
        if contract.prepaid && contract.months.is_some() {
            return Err(wrong("a prepaid contract has no fixed term; leave out months"));
        }
        if contract.credit.is_some() && !contract.prepaid {
            return Err(wrong(
                "only a prepaid contract has credit; add prepaid: true or leave out credit",
            ));
        }
        let is_month_count = |months: u32| (1..=MAX_MONTHS).contains(&months);
        if !contract.months.is_none_or(is_month_count)
            || !file
                .device
                .as_ref()
                .is_none_or(|device| is_month_count(device.months))
        {
            return Err(wrong(&format!("months are 1 to {MAX_MONTHS}")));
        }
        let terms = Terms {
            start: contract.start,
            months: contract.months,
            monthly_fee: money(&contract.monthly_fee)?,
            prepaid: contract.prepaid,
            at_a_distance: contract.at_a_distance,
            business_numbers: customer.business_numbers,
            clause: contract.early_end,
            device: file
                .device
                .as_ref()
                .map(|device| {
                    Ok::<_, OperatorFileError>(Device {
                        name: device.name.clone(),
                        value: money(&device.value)?,
                        months: device.months,
                    })
                })
                .transpose()?,
        };
        let allowed = rules.maximum_term.rule.months;
        if let Some(months) = terms.months
            && terms.is_protected(rules)
            && months > allowed
        {
            return Err(OperatorFileError::TooLong {
                iccid: file.iccid,
                months,
                allowed,
            });
        }
        Ok(Self {
            account: customer.account.clone(),
            msisdn: file.msisdn.clone(),
            offer: file.offer.clone(),
            credit: contract.credit.as_deref().map(money).transpose()?,
            unused_data: file.unused_data.clone(),
            porting: file.porting_out.clone(),
            terms,
            life: Life {
                iccid: file.iccid,
                end: None,
                profile: file.profile,
                order: None,
                withdrawn_at_smdp: false,
            },
        })
    }

    /// Data that would be lost by an end on `day`.
    pub(super) fn data_lost_on(&self, day: Date) -> Option<&UnusedDataFile> {
        let data = self.unused_data.as_ref().filter(|data| data.mb > 0)?;
        data.until.is_none_or(|last| day <= last).then_some(data)
    }

    /// Credit that would be lost.
    pub(super) fn credit_lost(&self) -> Option<Money> {
        self.credit.filter(|credit| !credit.is_zero())
    }
}

impl Life {
    pub(super) fn record(&self) -> Result<Record, StoreError> {
        kept::record(format!("{KEY}{}", self.iccid), self)
    }
}
