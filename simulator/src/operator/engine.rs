//! The operator as a door, a flow and the command line know it.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{Currency, DateTime, Money, TmfError};

use super::account::Account;
use super::line::Line;
use super::refusal;
use super::state::Desk;
use super::{ContractRules, OperatorFault, OperatorFaultPlan, OperatorFile, OperatorFileError};
use crate::env::Env;
use crate::smdp::{SmdpStore, StoreError};

/// An operator's desk. Share it in an `Arc`: all functions take `&self`.
pub struct Operator {
    name: String,
    today: Date,
    pub(super) rules: ContractRules,
    pub(super) zone: TimeZone,
    pub(super) currency: Currency,
    pub(super) limits: Limits,
    pub(super) seed: u64,
    store: Box<dyn SmdpStore>,
    pub(super) desk: Mutex<Desk>,
}

/// What the operator has laid down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub max_wrong_tries: u32,
    pub lock_minutes: i64,
    pub session_minutes: i64,
    pub confirmation_hours: i64,
    pub refuses_while_bills_open: bool,
}

/// The stream of random numbers of an operator: a card and an SM-DP+ of the same seed draw others.
const ENV_STREAM: u64 = 2;

impl Operator {
    /// An operator as its file describes it, under the rules of its country. What the store has kept wins over the file.
    ///
    /// # Errors
    /// The file describes no possible operator, or the store can't be read.
    pub fn new(
        file: &OperatorFile,
        rules: ContractRules,
        store: Box<dyn SmdpStore>,
        seed: u64,
    ) -> Result<Self, OperatorFileError> {
        let (zone, currency) = (rules.zone()?, rules.currency()?);
        let mut accounts = BTreeMap::new();
        let mut lines = BTreeMap::new();
        for customer in &file.customers {
            let account = Account::new(customer, currency)?;
            if accounts.insert(customer.account.clone(), account).is_some() {
                return Err(OperatorFileError::DuplicateAccount {
                    account: customer.account.clone(),
                });
            }
            for line in &customer.lines {
                let iccid = line.iccid;
                let line = Line::new(customer, line, &rules, currency)?;
                if lines.insert(iccid, line).is_some() {
                    return Err(OperatorFileError::DuplicateIccid { iccid });
                }
            }
        }
        let mut desk = Desk::new(accounts, lines, Env::stream(seed, ENV_STREAM));
        desk.faults.set(&file.faults);
        desk.restore(&store.load()?)?;
        Ok(Self {
            name: file.name.clone(),
            today: file.today,
            rules,
            zone,
            currency,
            limits: Limits {
                max_wrong_tries: file.max_wrong_tries.max(1),
                lock_minutes: i64::from(file.lock_minutes),
                session_minutes: i64::from(file.session_minutes),
                confirmation_hours: i64::from(file.confirmation_hours),
                refuses_while_bills_open: file.refuses_while_bills_open,
            },
            seed,
            store,
            desk: Mutex::new(desk),
        })
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rules of its country.
    pub const fn rules(&self) -> &ContractRules {
        &self.rules
    }

    /// The zone in which its days begin and end.
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// When its clock starts: ten in the morning of the day that its file names.
    pub fn opening(&self) -> Timestamp {
        let ten = self.today.at(10, 0, 0, 0).to_zoned(self.zone.clone());
        ten.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }

    /// Makes these things go wrong from now on, and nothing else.
    pub fn set_faults(&self, plans: &[OperatorFaultPlan]) {
        locked(&self.desk).faults.set(plans);
    }

    /// What goes wrong.
    pub fn faults(&self) -> Vec<OperatorFaultPlan> {
        locked(&self.desk).faults.list()
    }

    /// The fault of the door that strikes this request or connection; it counts as one of its times.
    pub fn take_door_fault(&self, fits: impl Fn(&OperatorFault) -> bool) -> Option<OperatorFault> {
        locked(&self.desk)
            .faults
            .take(|fault| fault.is_of_door() && fits(fault))
    }

    pub(super) fn store(&self) -> &dyn SmdpStore {
        &*self.store
    }

    /// The desk after everything that is due by now.
    pub(super) fn settled(&self, now: Timestamp) -> Result<MutexGuard<'_, Desk>, StoreError> {
        let mut desk = locked(&self.desk);
        self.settle(&mut desk, now)?;
        Ok(desk)
    }

    /// The desk, for the customer who has this token, and their account.
    pub(super) fn admitted(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<(MutexGuard<'_, Desk>, String), TmfError> {
        let desk = self.settled(now).map_err(|error| refusal::out_of_order(&error))?;
        let account = desk.sessions.account(token, now).map(str::to_owned);
        account
            .filter(|account| desk.accounts.contains_key(account))
            .map(|account| (desk, account))
            .ok_or_else(refusal::not_identified)
    }

    /// The day that it is at the desk.
    pub(super) fn day(&self, now: Timestamp) -> Date {
        self.zone.to_datetime(now).date()
    }

    /// Midnight at the beginning of a day.
    pub(super) fn midnight(&self, day: Date) -> Timestamp {
        day.to_zoned(self.zone.clone())
            .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
    }

    pub(super) fn shown(&self, at: Timestamp) -> DateTime {
        DateTime::at(at, &self.zone)
    }

    pub(super) fn shown_day(&self, day: Date) -> DateTime {
        self.shown(self.midnight(day))
    }

    pub(super) fn nothing(&self) -> Money {
        Money::new(0, self.currency)
    }
}

impl std::fmt::Debug for Operator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Operator")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// A moment some hours or minutes later.
pub(super) fn later(now: Timestamp, minutes: i64) -> Timestamp {
    now.checked_add(minutes.minutes()).unwrap_or(Timestamp::MAX)
}

/// The line of a customer with this ICCID.
pub(super) fn line_of<'a>(desk: &'a Desk, account: &str, id: &str) -> Result<&'a Line, TmfError> {
    let iccid: Option<Iccid> = id.parse().ok();
    iccid
        .and_then(|iccid| desk.lines.get(&iccid))
        .filter(|line| line.account == account)
        .ok_or_else(|| refusal::no_line(id))
}

/// A panic while a lock was held leaves whole values behind: each is replaced in one step.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
