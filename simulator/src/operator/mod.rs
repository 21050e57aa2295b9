//! An operator's desk: customers, contracts, bills, orders to end a line, and what it knows of the line's profile. Typed
//! requests and the time go in, TM Forum resources or errors come out. No socket and no clock: `now` is an argument, and
//! what is due by then happens first.
//!
//! [`OperatorFile`] says who the customers are, [`ContractRules`] what the law of the country is. What the SM-DP+ reports
//! comes in by [`Operator::take_news`]; what it is to be asked is in [`Operator::calls`]. What changes is in the store before
//! an answer leaves.

mod account;
mod admin;
mod bills;
mod calendar;
mod calls;
mod digest;
mod engine;
mod error;
mod fault;
mod file;
mod identify;
mod line;
mod message;
mod news;
mod order;
mod ordering;
mod parties;
mod products;
mod quote;
mod refusal;
mod rules;
mod session;
mod settle;
mod state;
mod terms;

pub use admin::{AccountView, LineView};
pub use calls::SmdpCall;
pub use engine::Operator;
pub use error::OperatorFileError;
pub use fault::{OperatorFault, OperatorFaultPlan};
pub use file::{
    BillFile, ContractFile, CustomerFile, DeviceFile, LineFile, OperatorFile, PortingFile, ProfilePresence,
    UnusedDataFile,
};
pub use message::{Message, MessageKind};
pub use news::{Cursor, SmdpNews};
pub use rules::{
    Amortisation, Business, Confidence, ContractRules, DefaultDate, DeviceRule, EarlyTermination,
    EffectiveDate, HolidayRule, IndefiniteTerm, MaximumTerm, MonthDay, PortingRule, Rule, WithdrawalRule,
};
pub use terms::{Device, EarlyEndClause, Terms};
