//! The steps of a flow: one struct per kind, each with its own expectations.
//!
//! `common` (fields that every step has) -> `command` (steps that send something) and `state` (steps that look at the
//! state) -> `kind` (one of all of them). Steps of an RSP session stand in files of their own, one level up.

mod command;
mod common;
mod kind;
mod state;

pub use command::{
    AddressesStep, ApduStep, AtStep, DeleteStep, DetectStep, DisableStep, EidStep, EnableStep, InfoStep,
    ListStep, MemoryResetStep, NicknameStep, NotificationFilter, NotificationSelection, NotificationsStep,
    PowerCycleStep, ProfileFields, RatStep, ResetStep,
};
pub(super) use common::steps;
pub use common::{Captures, Common, Repeat, Retry};
pub use kind::Step;
pub use state::{SnapshotStep, VerifyStep, WaitUntilStep};
