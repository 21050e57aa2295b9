//! Errors that the desk says more than once.

use jiff::Timestamp;
use jiff::civil::Date;
use signoff_protocol::tmf::{ErrorCode, TmfError};

use crate::smdp::StoreError;

pub(super) fn not_identified() -> TmfError {
    TmfError::new(ErrorCode::NotIdentified, "no session, or it has expired").message("identify first")
}

pub(super) fn locked(until: Timestamp) -> TmfError {
    TmfError::new(
        ErrorCode::AccountLocked,
        "the account is locked after wrong tries",
    )
    .message(format!(
        "it opens again at {until}, or when the operator unlocks it"
    ))
}

pub(super) fn no_line(id: &str) -> TmfError {
    TmfError::new(ErrorCode::NotFound, format!("this customer has no line {id}"))
}

pub(super) fn no_order(id: &str) -> TmfError {
    TmfError::new(ErrorCode::NotFound, format!("this customer has no order {id}"))
}

pub(super) fn ended(on: Date) -> TmfError {
    TmfError::new(
        ErrorCode::AlreadyTerminated,
        format!("the contract ended on {on}"),
    )
}

pub(super) fn invalid(reason: &str) -> TmfError {
    TmfError::new(ErrorCode::InvalidRequest, reason)
}

/// The desk can't keep what it was told: it does nothing then.
pub(super) fn out_of_order(error: &StoreError) -> TmfError {
    TmfError::new(ErrorCode::OutOfOrder, error.to_string()).message("try again later")
}
