//! The error object of all TMF APIs.

use serde::{Deserialize, Serialize};

/// Why a request was not carried out (TMF `Error`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TmfError {
    /// Which error it is, for programs.
    pub code: ErrorCode,
    /// What it is, for people.
    pub reason: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The HTTP status as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// How many more wrong tries the account takes; with `wrongCredentials` only. Beyond TMF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
    /// `Error`
    #[serde(rename = "@type", default = "type_name")]
    pub type_name: String,
}

fn type_name() -> String {
    "Error".to_owned()
}

/// Which error it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum ErrorCode {
    /// The request can't be read.
    InvalidRequest,
    /// No token, an unknown or an expired one.
    NotIdentified,
    /// Account and proof do not belong together.
    WrongCredentials,
    /// Too many wrong tries.
    AccountLocked,
    /// There is no such thing, or it is another customer's.
    NotFound,
    /// The path does not have this method.
    MethodNotAllowed,
    /// The body is longer than the desk reads.
    TooLarge,
    /// The body is no JSON.
    UnsupportedMediaType,
    /// The body did not come in time.
    RequestTimeout,
    /// The external id stands for another order.
    ExternalIdConflict,
    /// The date is before the earliest one.
    DateTooEarly,
    /// The date is too far away.
    DateTooLate,
    /// The time for withdrawal is over, or the contract has none.
    NoWithdrawal,
    /// Another order for the line is under way.
    AlreadyRequested,
    /// The contract has ended.
    AlreadyTerminated,
    /// The number is on its way to another operator, which ends the contract.
    PortingInProgress,
    /// The order is in a state in which this can't be done.
    WrongState,
    /// The operator does not end a contract before its bills are paid.
    BillsOpen,
    /// The SM-DP+ did not do its part.
    SmdpRefused,
    /// More of this than the desk keeps.
    TooMany,
    /// The desk does not work.
    OutOfOrder,
}

impl TmfError {
    /// An error with the text for people.
    pub fn new(code: ErrorCode, reason: impl Into<String>) -> Self {
        Self {
            code,
            reason: reason.into(),
            message: None,
            status: None,
            tries_left: None,
            type_name: type_name(),
        }
    }

    /// With what to do about it.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }
}

impl ErrorCode {
    /// As JSON writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalidRequest",
            Self::NotIdentified => "notIdentified",
            Self::WrongCredentials => "wrongCredentials",
            Self::AccountLocked => "accountLocked",
            Self::NotFound => "notFound",
            Self::MethodNotAllowed => "methodNotAllowed",
            Self::TooLarge => "tooLarge",
            Self::UnsupportedMediaType => "unsupportedMediaType",
            Self::RequestTimeout => "requestTimeout",
            Self::ExternalIdConflict => "externalIdConflict",
            Self::DateTooEarly => "dateTooEarly",
            Self::DateTooLate => "dateTooLate",
            Self::NoWithdrawal => "noWithdrawal",
            Self::AlreadyRequested => "alreadyRequested",
            Self::AlreadyTerminated => "alreadyTerminated",
            Self::PortingInProgress => "portingInProgress",
            Self::WrongState => "wrongState",
            Self::BillsOpen => "billsOpen",
            Self::SmdpRefused => "smdpRefused",
            Self::TooMany => "tooMany",
            Self::OutOfOrder => "outOfOrder",
        }
    }

    /// The HTTP status that goes with it.
    pub const fn status(self) -> u16 {
        match self {
            Self::InvalidRequest => 400,
            Self::NotIdentified | Self::WrongCredentials => 401,
            Self::AccountLocked => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::RequestTimeout => 408,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::TooMany => 429,
            Self::OutOfOrder => 503,
            Self::ExternalIdConflict
            | Self::DateTooEarly
            | Self::DateTooLate
            | Self::NoWithdrawal
            | Self::AlreadyRequested
            | Self::AlreadyTerminated
            | Self::PortingInProgress
            | Self::WrongState
            | Self::BillsOpen
            | Self::SmdpRefused => 409,
        }
    }
}

impl std::fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}
