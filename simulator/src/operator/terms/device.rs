//! A device that is paid with a contract.

use signoff_protocol::tmf::Money;

use super::months::MAX_MONTHS;

/// A device that came with a contract and is paid with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// What it is.
    pub name: String,
    /// What was to be paid at the beginning.
    pub value: Money,
    /// Over how many months.
    pub months: u32,
}

impl Device {
    /// What is left after so many whole months, rounded down.
    pub fn residual_after(&self, months: u32) -> Money {
        let left = i64::from(self.months.saturating_sub(months));
        let all = i64::from(self.months.max(1));
        Money::new(self.value.cents.saturating_mul(left) / all, self.value.currency)
    }

    /// The table that is handed over with the contract.
    pub fn table(&self) -> Vec<Money> {
        (0..=self.months.min(MAX_MONTHS))
            .map(|months| self.residual_after(months))
            .collect()
    }
}
