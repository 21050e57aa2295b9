//! Why there is no operator.

use signoff_protocol::id::{Iccid, IdError};
use signoff_protocol::tmf::MoneyError;

use crate::smdp::StoreError;

/// Why an operator can't be made of a file.
#[derive(Debug, thiserror::Error)]
pub enum OperatorFileError {
    /// The zone is not one of the time zone database.
    #[error("{name:?} is no time zone like Europe/Brussels")]
    TimeZone {
        /// As found.
        name: String,
    },
    /// No amount, or no currency.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// No ICCID.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Two customers have the same account.
    #[error("two customers have the account {account}")]
    DuplicateAccount {
        /// The number.
        account: String,
    },
    /// Two lines have the same ICCID.
    #[error("two lines have the iccid {iccid}")]
    DuplicateIccid {
        /// The ICCID.
        iccid: Iccid,
    },
    /// Two bills of a customer have the same number.
    #[error("account {account}: two bills have the number {number}")]
    DuplicateBill {
        /// The account.
        account: String,
        /// The number.
        number: String,
    },
    /// A contract that the rules of the country do not allow.
    #[error("line {iccid}: a term of {months} months is longer than the {allowed} that the rules allow")]
    TooLong {
        /// The line.
        iccid: Iccid,
        /// Its term.
        months: u32,
        /// What is allowed.
        allowed: u32,
    },
    /// A value that can't be.
    #[error("{place}: {reason}")]
    Value {
        /// Which account or line.
        place: String,
        /// What is wrong, and what to give.
        reason: String,
    },
    /// There is no such line.
    #[error("there is no line {iccid}")]
    UnknownLine {
        /// As given.
        iccid: Iccid,
    },
    /// There is no such account.
    #[error("there is no account {account}")]
    UnknownAccount {
        /// As given.
        account: String,
    },
    /// The store can't be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}
