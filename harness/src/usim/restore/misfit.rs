//! What does not fit into the target.

use std::fmt;

use signoff_protocol::usim::UsimError;

use crate::usim::FilePath;

/// A contact, a message or a part of one that the target has no room for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// What it is: `contact "Mam"`.
    pub what: String,
    /// Why it does not fit.
    pub why: Unfit,
    /// Whether all of it is left out, and not only a detail.
    pub whole: bool,
}

/// Why something does not fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// No phone book at all.
    #[error("the profile has no phone book")]
    NoPhonebook,
    /// All entries are taken.
    #[error("no entry of {0} is free")]
    NoEntry(FilePath),
    /// A long number goes on in records of another file, and none is free.
    #[error("its number of {digits} digits needs free extension records")]
    NoExtension {
        /// How many digits it has.
        digits: usize,
    },
    /// No place for another number.
    #[error("the phone book has no room for its further number {0}")]
    NoFurtherNumber(String),
    /// As [`Unfit::NoExtension`], for another number.
    #[error("its further number {0} needs free extension records")]
    NoFurtherExtension(String),
    /// No place for an e-mail address or a second name.
    #[error("the phone book has no room for {kind} {text:?}")]
    NoRoom {
        /// What it is: `the e-mail address`.
        kind: &'static str,
        /// It.
        text: String,
    },
    /// An e-mail address or a second name that its record does not hold.
    #[error("{kind} {text:?}: {reason}")]
    TooLong {
        /// What it is: `the e-mail address`.
        kind: &'static str,
        /// It.
        text: String,
        /// Why its record does not hold it.
        reason: UsimError,
    },
    /// No groups at all.
    #[error("the phone book has no groups, so {0:?} is lost")]
    NoGroups(String),
    /// No place for the name of another group.
    #[error("the phone book has no room for the group {0:?}")]
    NoGroup(String),
    /// No place for another membership.
    #[error("it is in more groups than the phone book allows, so {0:?} is lost")]
    TooManyGroups(String),
    /// No file for messages.
    #[error("the profile has no EF_SMS")]
    NoMessages,
    /// Records are too short.
    #[error("records of the profile have only {0} bytes")]
    ShortRecords(usize),
    /// Not enough records are free.
    #[error("it takes {needed} free records of EF_SMS, {left} are left")]
    FewRecords {
        /// How many it takes.
        needed: usize,
        /// How many there are.
        left: usize,
    },
    /// A record does not hold it.
    #[error("{0}")]
    Record(UsimError),
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.why)
    }
}
