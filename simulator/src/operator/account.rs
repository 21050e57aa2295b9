//! An account: its customer, bills, and how identification went.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use signoff_protocol::tmf::{Currency, Money};

use super::{CustomerFile, OperatorFileError};
use crate::smdp::{Record, StoreError, kept};

/// How the keys of accounts begin.
pub(super) const KEY: &str = "account/";
/// How long a one-time code is good, minutes.
const CODE_MINUTES: i64 = 10;
/// Longest number of an account or proof, characters.
pub(super) const MAX_NUMBER: usize = 64;

/// An account.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub document: String,
    pub given_name: String,
    pub family_name: String,
    pub business_numbers: Option<u32>,
    pub bills: Vec<Bill>,
    pub state: AccountState,
}

/// A bill as the file has it.
#[derive(Clone, Debug)]
pub(super) struct Bill {
    pub number: String,
    pub date: Date,
    pub due: Date,
    pub amount: Money,
    pub paid: Money,
}

/// What changes, and is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct AccountState {
    pub number: String,
    /// Wrong proofs in a row.
    pub wrong_tries: u32,
    pub locked_until: Option<Timestamp>,
    /// How many one-time codes were sent; the next one is derived from it.
    pub codes_sent: u32,
    pub code: Option<OneTimeCode>,
    /// Numbers of bills that were paid since the file was written.
    pub paid: BTreeSet<String>,
}

/// A code that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OneTimeCode {
    pub digits: String,
    pub expires_at: Timestamp,
}

impl Account {
    pub(super) fn new(file: &CustomerFile, currency: Currency) -> Result<Self, OperatorFileError> {
        let place = || format!("account {}", file.account);
        if file.account.is_empty() || file.account.chars().count() > MAX_NUMBER {
            return Err(OperatorFileError::Value {
                place: place(),
                reason: format!("a number has 1 to {MAX_NUMBER} characters"),
            });
        }
        if file.document.is_empty() {
            return Err(OperatorFileError::Value {
                place: place(),
                reason: "the document has no number; give one".to_owned(),
            });
        }
        let mut numbers = BTreeSet::new();
        let mut bills = Vec::new();
        for bill in &file.bills {
            if !numbers.insert(bill.number.as_str()) {
                return Err(OperatorFileError::DuplicateBill {
                    account: file.account.clone(),
                    number: bill.number.clone(),
                });
            }
            let bill = Bill {
                number: bill.number.clone(),
                date: bill.date,
                due: bill.due,
                amount: Money::parse(&bill.amount, currency)?,
                paid: Money::parse(&bill.paid, currency)?,
            };
            if bill.paid.cents < 0 || bill.amount.cents < bill.paid.cents {
                return Err(OperatorFileError::Value {
                    place: place(),
                    reason: format!(
                        "bill {} has more paid than it comes to, or less than nothing",
                        bill.number
                    ),
                });
            }
            bills.push(bill);
        }
        Ok(Self {
            document: file.document.clone(),
            given_name: file.given_name.clone(),
            family_name: file.family_name.clone(),
            business_numbers: file.business_numbers,
            bills,
            state: AccountState {
                number: file.account.clone(),
                ..AccountState::default()
            },
        })
    }

    /// What is left of a bill.
    pub(super) fn remaining(&self, bill: &Bill) -> Money {
        let cents = if self.state.paid.contains(&bill.number) {
            0
        } else {
            bill.amount.cents - bill.paid.cents
        };
        Money::new(cents, bill.amount.currency)
    }

    /// What is not paid of all bills.
    pub(super) fn open_bills(&self, currency: Currency) -> Money {
        let open = self.bills.iter().map(|bill| self.remaining(bill));
        open.fold(Money::new(0, currency), |sum, open| sum + open)
    }
}

impl AccountState {
    /// Whether nobody is let in now, and until when.
    pub(super) fn locked(&self, now: Timestamp) -> Option<Timestamp> {
        self.locked_until.filter(|until| *until > now)
    }

    /// A lock that has expired gives the tries back.
    pub(super) fn settle(&mut self, now: Timestamp) {
        if self.locked_until.is_some_and(|until| until <= now) {
            self.locked_until = None;
            self.wrong_tries = 0;
        }
    }

    pub(super) fn send_code(&mut self, digits: String, now: Timestamp) {
        self.codes_sent = self.codes_sent.saturating_add(1);
        self.code = Some(OneTimeCode {
            digits,
            expires_at: now
                .saturating_add(CODE_MINUTES.minutes())
                .unwrap_or(Timestamp::MAX),
        });
    }

    pub(super) fn fits_code(&self, digits: &str, now: Timestamp) -> bool {
        self.code
            .as_ref()
            .is_some_and(|code| code.digits == digits && code.expires_at > now)
    }

    pub(super) fn record(&self) -> Result<Record, StoreError> {
        kept::record(format!("{KEY}{}", self.number), self)
    }
}
