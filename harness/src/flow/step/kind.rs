//! One step of any kind, as it stands in the list of a flow.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::check::{Check, Checker};
use super::super::deliver::DeliverStep;
use super::super::download::{DownloadStep, RedownloadStep};
use super::super::fault::FaultStep;
use super::super::manual::ManualStep;
use super::super::operator::OperatorStep;
use super::super::smdp::SmdpStep;
use super::super::usim::{BackupStep, RestoreStep};
use super::command::{
    AddressesStep, ApduStep, AtStep, DeleteStep, DetectStep, DisableStep, EidStep, EnableStep, InfoStep,
    ListStep, MemoryResetStep, NicknameStep, NotificationsStep, PowerCycleStep, RatStep, ResetStep,
};
use super::common::Common;
use super::state::{SnapshotStep, VerifyStep, WaitUntilStep};

/// A step: a mapping with one key, its kind.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Finds out what kind of card it is.
    Detect(Box<DetectStep>),
    /// Lists profiles.
    List(Box<ListStep>),
    /// Enables a profile.
    Enable(Box<EnableStep>),
    /// Disables a profile.
    Disable(Box<DisableStep>),
    /// Deletes a profile.
    Delete(Box<DeleteStep>),
    /// Resets the memory of the eUICC.
    MemoryReset(MemoryResetStep),
    /// Sets the nickname of a profile.
    Nickname(Box<NicknameStep>),
    /// Lists, retrieves or removes notifications.
    Notifications(Box<NotificationsStep>),
    /// Reads the Rules Authorisation Table.
    Rat(RatStep),
    /// Reads the configured addresses, or sets the default one.
    Addresses(Box<AddressesStep>),
    /// Reads the EID.
    Eid(EidStep),
    /// Reads EUICCInfo2.
    Info(Box<InfoStep>),
    /// Downloads and installs a profile.
    Download(Box<DownloadStep>),
    /// Delivers notifications to their SM-DP+.
    Deliver(Box<DeliverStep>),
    /// Acts as the operator at the SM-DP+ of the flow, or looks at it.
    Smdp(Box<SmdpStep>),
    /// Orders a profile again and downloads it.
    Redownload(Box<RedownloadStep>),
    /// Asks the operator's desk of the flow, or lets time pass there.
    Operator(Box<OperatorStep>),
    /// Has a person do something.
    Manual(Box<ManualStep>),
    /// Saves contacts, messages and own numbers of the enabled profile.
    Backup(Box<BackupStep>),
    /// Puts contacts and messages of a backup into the enabled profile.
    Restore(Box<RestoreStep>),
    /// Sends a command as it is.
    Apdu(Box<ApduStep>),
    /// Sends a line to the modem.
    At(AtStep),
    /// Resets the card.
    Reset(ResetStep),
    /// Takes the power away and gives it back.
    PowerCycle(PowerCycleStep),
    /// Reads the state until it is as written.
    WaitUntil(Box<WaitUntilStep>),
    /// Arms a fault for the next step.
    Fault(FaultStep),
    /// Writes the state into the transcript.
    Snapshot(SnapshotStep),
    /// Compares the state with what is written.
    Verify(Box<VerifyStep>),
}

impl Step {
    /// All kinds, in the order of the reference.
    pub const KINDS: [&'static str; 28] = [
        "detect",
        "list",
        "enable",
        "disable",
        "delete",
        "memory_reset",
        "nickname",
        "notifications",
        "rat",
        "addresses",
        "eid",
        "info",
        "download",
        "deliver",
        "smdp",
        "redownload",
        "operator",
        "manual",
        "backup",
        "restore",
        "apdu",
        "at",
        "reset",
        "power_cycle",
        "wait_until",
        "fault",
        "snapshot",
        "verify",
    ];

    /// The key of the step in the file.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Detect(_) => "detect",
            Self::List(_) => "list",
            Self::Enable(_) => "enable",
            Self::Disable(_) => "disable",
            Self::Delete(_) => "delete",
            Self::MemoryReset(_) => "memory_reset",
            Self::Nickname(_) => "nickname",
            Self::Notifications(_) => "notifications",
            Self::Rat(_) => "rat",
            Self::Addresses(_) => "addresses",
            Self::Eid(_) => "eid",
            Self::Info(_) => "info",
            Self::Download(_) => "download",
            Self::Deliver(_) => "deliver",
            Self::Smdp(_) => "smdp",
            Self::Redownload(_) => "redownload",
            Self::Operator(_) => "operator",
            Self::Manual(_) => "manual",
            Self::Backup(_) => "backup",
            Self::Restore(_) => "restore",
            Self::Apdu(_) => "apdu",
            Self::At(_) => "at",
            Self::Reset(_) => "reset",
            Self::PowerCycle(_) => "power_cycle",
            Self::WaitUntil(_) => "wait_until",
            Self::Fault(_) => "fault",
            Self::Snapshot(_) => "snapshot",
            Self::Verify(_) => "verify",
        }
    }

    /// The fields that steps of all kinds have.
    pub fn common(&self) -> Common<'_> {
        match self {
            Self::Detect(step) => step.common(),
            Self::List(step) => step.common(),
            Self::Enable(step) => step.common(),
            Self::Disable(step) => step.common(),
            Self::Delete(step) => step.common(),
            Self::MemoryReset(step) => step.common(),
            Self::Nickname(step) => step.common(),
            Self::Notifications(step) => step.common(),
            Self::Rat(step) => step.common(),
            Self::Addresses(step) => step.common(),
            Self::Eid(step) => step.common(),
            Self::Info(step) => step.common(),
            Self::Download(step) => step.common(),
            Self::Deliver(step) => step.common(),
            Self::Smdp(step) => step.common(),
            Self::Redownload(step) => step.common(),
            Self::Operator(step) => step.common(),
            Self::Manual(step) => step.common(),
            Self::Backup(step) => step.common(),
            Self::Restore(step) => step.common(),
            Self::Apdu(step) => step.common(),
            Self::At(step) => step.common(),
            Self::Reset(step) => step.common(),
            Self::PowerCycle(step) => step.common(),
            Self::WaitUntil(step) => step.common(),
            Self::Verify(step) => step.common(),
            Self::Snapshot(step) => Common {
                label: step.label.as_ref(),
                ..Common::default()
            },
            Self::Fault(_) => Common::default(),
        }
    }
}

impl Check for Step {
    fn check(&self, checker: &mut Checker<'_>) {
        match self {
            Self::Detect(step) => step.check(checker),
            Self::List(step) => step.check(checker),
            Self::Enable(step) => step.check(checker),
            Self::Disable(step) => step.check(checker),
            Self::Delete(step) => step.check(checker),
            Self::MemoryReset(step) => step.check(checker),
            Self::Nickname(step) => step.check(checker),
            Self::Notifications(step) => step.check(checker),
            Self::Rat(step) => step.check(checker),
            Self::Addresses(step) => step.check(checker),
            Self::Eid(step) => step.check(checker),
            Self::Info(step) => step.check(checker),
            Self::Download(step) => step.check(checker),
            Self::Deliver(step) => step.check(checker),
            Self::Smdp(step) => step.check(checker),
            Self::Redownload(step) => step.check(checker),
            Self::Operator(step) => step.check(checker),
            Self::Manual(step) => step.check(checker),
            Self::Backup(step) => step.check(checker),
            Self::Restore(step) => step.check(checker),
            Self::Apdu(step) => step.check(checker),
            Self::At(step) => step.check(checker),
            Self::Reset(step) => step.check(checker),
            Self::PowerCycle(step) => step.check(checker),
            Self::WaitUntil(step) => step.check(checker),
            Self::Verify(step) => step.check(checker),
            Self::Snapshot(step) => step.label.check(checker),
            Self::Fault(fault) => fault.check(checker),
        }
    }
}
