//! The step at the operator's desk of the flow: `operator`, what a customer asks there, what time brings, what goes wrong,
//! and what the desk says.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::check::{Check, Checker, checked};
use super::expect::Expect;
use super::field::{Field, Scalar};
use super::pattern::{Comparison, TextPattern};
use super::scalar::{Bounded, Name, OrNone};
use super::step::{Captures, Common, Repeat, Retry, steps};
use super::word::{DeskFaultKind, DeskMessage, DeskOrderState, DeskRefusal, DeskStatus, DeskWarning};

steps! {
    /// Asks the operator's desk of the flow as its customer, or lets time pass there: at most one of the fields beside
    /// `expect`.
    OperatorStep expects DeskExpect {
        /// Proves who the customer is.
        identify: Option<IdentifyAction>,
        /// Asks what the end of a contract would cost.
        quote: Option<EndAction>,
        /// Orders the end of a contract and confirms it.
        terminate: Option<TerminateAction>,
        /// Takes an order back, by its external id.
        cancel: Option<Field<String>>,
        /// Asks how the line of a profile is.
        status: Option<Field<Name>>,
        /// Pays the bills of an account.
        pay: Option<Field<String>>,
        /// Unlocks an account, as somebody at the operator does.
        unlock: Option<Field<String>>,
        /// Lets time pass.
        advance: Option<AdvanceAction>,
        /// What goes wrong at the desk from now on.
        fault: Option<DeskFaultAction>,
    }
}

/// Who the customer is, and how they prove it: by the number of a document, or by a code that the desk sends.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentifyAction {
    /// Number of the account.
    pub account: Field<String>,
    /// Number of the identity document.
    #[serde(default)]
    pub document: Option<Field<String>>,
    /// The one-time code; `sent` stands for the one that the desk has just sent.
    #[serde(default)]
    pub code: Option<Field<String>>,
}

/// The end of a contract.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndAction {
    /// Name of the profile that the line is used with.
    pub profile: Field<Name>,
    /// When, or by which right: `earliest`, which it is without this, a date, or `withdrawal`.
    #[serde(default)]
    pub end: Option<Field<EndWhen>>,
}

/// An order to end a contract.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TerminateAction {
    /// Name of the profile that the line is used with.
    pub profile: Field<Name>,
    /// When, or by which right: `earliest`, which it is without this, a date, or `withdrawal`.
    #[serde(default)]
    pub end: Option<Field<EndWhen>>,
    /// What the customer calls the order: the same again gives the same order. `end-PROFILE` without this.
    #[serde(default)]
    pub external_id: Option<Field<String>>,
    /// Whether it is confirmed, without which nothing happens; true without this.
    #[serde(default)]
    pub confirm: Option<Field<bool>>,
}

/// Time that passes at the desk.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdvanceAction {
    /// Days.
    #[serde(default)]
    pub days: Option<Field<Bounded<1, 3660>>>,
    /// Minutes.
    #[serde(default)]
    pub minutes: Option<Field<Bounded<1, 100_000>>>,
    /// Until ten in the morning of this day.
    #[serde(default)]
    pub to: Option<Field<Day>>,
}

/// A fault of the desk.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeskFaultAction {
    /// What goes wrong; `none` ends all faults.
    pub kind: Field<DeskFaultKind>,
    /// How many times; until it is ended, without this.
    #[serde(default)]
    pub times: Option<Field<Bounded<1, 1000>>>,
}

/// Of `operator`. Only the fields that are given are compared; money is in cents, and what is not to be paid is 0.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DeskExpect {
    /// The desk must refuse for this reason.
    pub refused: Option<Field<DeskRefusal>>,
    /// How many more wrong proofs the account takes.
    pub tries_left: Option<Field<Comparison>>,
    /// How the line is.
    pub status: Option<Field<DeskStatus>>,
    /// For ending a fixed term early, cents.
    pub early_termination_fee: Option<Field<Comparison>>,
    /// What is left to pay of a device, cents.
    pub device_residual: Option<Field<Comparison>>,
    /// Unpaid bills, cents.
    pub open_bills: Option<Field<Comparison>>,
    /// The sum of the three, cents.
    pub total: Option<Field<Comparison>>,
    /// Prepaid credit that is lost, cents.
    pub lost_credit: Option<Field<Comparison>>,
    /// Data that was paid for and is lost, megabytes.
    pub unused_data_mb: Option<Field<Comparison>>,
    /// The first day without service.
    pub effective: Option<Field<OrNone<Day>>>,
    /// The earliest day that can be chosen.
    pub earliest: Option<Field<OrNone<Day>>>,
    /// From which day on there is no early-termination fee.
    pub free_from: Option<Field<OrNone<Day>>>,
    /// The first day after the fixed term.
    pub term_ends: Option<Field<OrNone<Day>>>,
    /// The first day on which a withdrawal is too late.
    pub withdrawal_before: Option<Field<OrNone<Day>>>,
    /// The operator to which the number is on its way.
    pub porting_to: Option<Field<OrNone<TextPattern>>>,
    /// What the customer is warned of: exactly this.
    pub warnings: Option<Vec<Field<DeskWarning>>>,
    /// Where the order is.
    pub order: Option<Field<DeskOrderState>>,
    /// The operator's reference number, `*` for any characters, or `none`.
    pub reference: Option<Field<OrNone<TextPattern>>>,
    /// Whether the order is a withdrawal.
    pub withdrawal: Option<Field<bool>>,
    /// The day that it is at the desk.
    pub today: Option<Field<OrNone<Day>>>,
    /// What the desk has sent to its customers so far: exactly this, the oldest first.
    pub messages: Option<Vec<Field<DeskMessage>>>,
}

checked! {
    IdentifyAction { account, document, code }
    EndAction { profile, end }
    TerminateAction { profile, end, external_id, confirm }
    AdvanceAction { days, minutes, to }
    DeskFaultAction { kind, times }
    DeskExpect {
        refused, tries_left, status, early_termination_fee, device_residual, open_bills, total, lost_credit,
        unused_data_mb, effective, earliest, free_from, term_ends, withdrawal_before, porting_to, warnings, order,
        reference, withdrawal, today, messages,
    }
}

impl OperatorStep {
    /// How many things the step does.
    pub fn actions(&self) -> usize {
        [
            self.identify.is_some(),
            self.quote.is_some(),
            self.terminate.is_some(),
            self.cancel.is_some(),
            self.status.is_some(),
            self.pay.is_some(),
            self.unlock.is_some(),
            self.advance.is_some(),
            self.fault.is_some(),
        ]
        .into_iter()
        .filter(|given| *given)
        .count()
    }

    /// What is expected, if it is more than `done`.
    pub fn fields(&self) -> Option<&DeskExpect> {
        self.expect
            .as_ref()
            .and_then(|expect: &Expect<_>| expect.fields.as_ref())
    }
}

/// A day in the calendar of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl Scalar for Day {
    const WHAT: &'static str = "a day";

    fn parse(text: &str) -> Result<Self, String> {
        text.parse()
            .map(Self)
            .map_err(|_| "expected a date, as in 2026-03-15".to_owned())
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0.to_string())
    }
}

/// When, or by which right, a contract shall end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndWhen {
    /// As early as can be.
    Earliest,
    /// On a day.
    On(Date),
    /// By withdrawal from a contract that was made at a distance.
    Withdrawal,
}

impl Scalar for EndWhen {
    const WHAT: &'static str = "an end of a contract";

    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "earliest" => Ok(Self::Earliest),
            "withdrawal" => Ok(Self::Withdrawal),
            date => date
                .parse()
                .map(Self::On)
                .map_err(|_| "expected earliest, withdrawal or a date, as in 2026-03-15".to_owned()),
        }
    }
}
