//! The guided removal of profiles: a plan, a journal of what was intended and what came of it, and the steps from backup to
//! verification, each of which can be interrupted anywhere and resumed.
//!
//! [`carry_out`] is the engine. What it does to the world goes through [`Hands`], what it must not forget through
//! [`Ledger`]; it reads the state back before everything that can't be undone, so that nothing is done twice.

pub mod certificate;
mod contact;
mod deliver;
mod delivered;
mod device_hands;
mod end;
mod engine;
mod evidence;
mod external_id;
mod fact;
mod hands;
mod history;
mod intention;
mod journal;
mod method;
mod omission;
mod operator_desk;
mod plan;
mod record;
mod step;
mod terminate;
pub mod texts;
mod trouble;

#[cfg(test)]
mod tests;

pub use contact::ContactOutcome;
pub use delivered::{Delivered, OnCard, Sent};
pub use device_hands::{DeviceHands, Servers};
pub use end::End;
pub use engine::{Progress, Run, carry_out};
pub use evidence::{BackupContents, Evidence};
pub use external_id::external_id;
pub use fact::Fact;
pub use hands::{BackedUp, Changed, Hands, HandsError, Ordered};
pub use history::History;
pub use intention::Intention;
pub use journal::{FileJournal, JOURNAL, JournalError, Ledger};
pub use method::Method;
pub use omission::Omission;
pub use operator_desk::{Desk, OperatorDesk};
pub use plan::{Contact, Plan, PlannedProfile};
pub use record::{Decision, How, JOURNAL_VERSION, Record, StepOutcome};
pub use step::{Step, StepKind};
pub use trouble::Trouble;
