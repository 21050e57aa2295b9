//! Why a package is refused.

use signoff_protocol::saip::PeStatusCode;
use signoff_protocol::tlv::DecodeError;

use crate::files::FileSystemError;

/// The first profile element that ended an installation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{status}{} of the profile package: {cause}", element(*identification))]
pub struct InstallFailure {
    /// What the eUICC answers.
    pub status: PeStatusCode,
    /// Number of the element, where it has one.
    pub identification: Option<u16>,
    /// More about it: the number of the service that is missing.
    pub additional: Option<u8>,
    /// What is wrong.
    #[source]
    pub cause: InstallCause,
}

fn element(identification: Option<u16>) -> String {
    identification.map_or_else(String::new, |number| format!(" in element {number}"))
}

/// What is wrong with a profile element.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstallCause {
    /// It can't be read.
    #[error(transparent)]
    Malformed(#[from] DecodeError),
    /// Its files can't be made.
    #[error(transparent)]
    Files(#[from] FileSystemError),
    /// It breaks a rule.
    #[error("{0}")]
    Rule(&'static str),
}

/// Status and cause, before it is known which element they belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) status: PeStatusCode,
    pub(super) additional: Option<u8>,
    pub(super) cause: InstallCause,
}

impl Refused {
    pub(super) const fn new(status: PeStatusCode, problem: &'static str) -> Self {
        Self {
            status,
            additional: None,
            cause: InstallCause::Rule(problem),
        }
    }

    /// A value that the element cannot have.
    pub(super) const fn value(problem: &'static str) -> Self {
        Self::new(PeStatusCode::BadValues, problem)
    }

    /// Something that is not there or is there already.
    pub(super) const fn parameter(problem: &'static str) -> Self {
        Self::new(PeStatusCode::InvalidParameter, problem)
    }

    /// An element where it cannot stand.
    pub(super) const fn format(problem: &'static str) -> Self {
        Self::new(PeStatusCode::InvalidRequestFormat, problem)
    }
}

impl From<DecodeError> for Refused {
    /// Bytes that are no elements are a request of invalid format; elements that are not right have bad values.
    fn from(error: DecodeError) -> Self {
        let status = match error {
            DecodeError::Length { .. } | DecodeError::Value { .. } | DecodeError::Missing { .. } => {
                PeStatusCode::BadValues
            }
            _ => PeStatusCode::InvalidRequestFormat,
        };
        Self {
            status,
            additional: None,
            cause: error.into(),
        }
    }
}

impl From<FileSystemError> for Refused {
    fn from(error: FileSystemError) -> Self {
        let status = match error {
            FileSystemError::TooLarge { .. } => PeStatusCode::NotEnoughMemory,
            FileSystemError::TooLong { .. }
            | FileSystemError::ShortIdentifier { .. }
            | FileSystemError::PinExists { .. } => PeStatusCode::BadValues,
            _ => PeStatusCode::InvalidParameter,
        };
        Self {
            status,
            additional: None,
            cause: error.into(),
        }
    }
}
