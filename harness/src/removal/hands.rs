//! What a removal does to the world.

use std::path::Path;

use futures::future::BoxFuture;
use signoff_protocol::id::Iccid;
use signoff_protocol::profile::ProfileState;

use super::{Delivered, Evidence, Omission, PlannedProfile, Trouble};
use crate::lpa::StateChange;
use crate::runner::Stop;
use crate::verification::{Failure, Subject, Told, VerificationReport};

/// Something could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandsError {
    /// What happened.
    pub reason: Trouble,
    /// Whether somebody said no, who was there; else nobody answered.
    pub refused: bool,
}

impl HandsError {
    /// Nobody answered.
    pub fn silent(reason: impl Into<Trouble>) -> Self {
        Self {
            reason: reason.into(),
            refused: false,
        }
    }

    /// Somebody said no.
    pub fn refused(reason: impl Into<Trouble>) -> Self {
        Self {
            reason: reason.into(),
            refused: true,
        }
    }
}

/// How a change of the card's state ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It was answered.
    Answered,
    /// The answer was lost, and the state shows that it happened.
    ReadBack,
}

/// What a backup brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackedUp {
    /// It is written.
    Written(Vec<Evidence>),
    /// It can't be read now, and nothing is wrong: a profile that is not enabled.
    Skipped(Omission),
}

/// An order at the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ordered {
    /// It is made, or was made before.
    Order {
        /// What the operator calls it.
        reference: String,
        /// The first day without service.
        from: Option<String>,
        /// What is to be paid.
        total: Option<String>,
    },
    /// There is nothing to end, says the operator.
    NothingToEnd(Failure),
}

/// What a removal does to the world. Whatever changes state has been written down as an intent before.
pub trait Hands: Send {
    /// The state of a profile; `None` if the eUICC does not list it.
    fn state(&mut self, iccid: Iccid) -> BoxFuture<'_, Result<Option<ProfileState>, HandsError>>;

    /// Changes the state of the card. A lost answer is resolved by reading the state back.
    fn change<'a>(&'a mut self, change: &'a StateChange) -> BoxFuture<'a, Result<Changed, HandsError>>;

    /// Reads contacts and messages of a profile and writes them to a folder.
    fn backup<'a>(
        &'a mut self,
        profile: &'a PlannedProfile,
        folder: &'a Path,
    ) -> BoxFuture<'a, Result<BackedUp, HandsError>>;

    /// Orders the end of a contract; asking again with the same external id gives the same order.
    fn order<'a>(
        &'a mut self,
        iccid: Iccid,
        external_id: &'a str,
    ) -> BoxFuture<'a, Result<Ordered, HandsError>>;

    /// Delivers what waits for these profiles, archives it before, and takes off the card what is acknowledged.
    fn deliver<'a>(&'a mut self, iccids: &'a [Iccid]) -> BoxFuture<'a, Result<Vec<Delivered>, HandsError>>;

    /// Asks all ways whether the profile is gone. `stop` ends it early.
    fn verify<'a>(
        &'a mut self,
        subject: &'a Subject,
        stop: &'a mut Stop,
        told: &'a mut (dyn FnMut(Told<'_>) + Send),
    ) -> BoxFuture<'a, VerificationReport>;

    /// Keeps a file beside the journal.
    ///
    /// # Errors
    /// It can't be written.
    fn keep(&mut self, name: &str, contents: &[u8]) -> Result<(), HandsError>;
}
