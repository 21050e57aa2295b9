//! Why a request gets no ES10 response. What an ES10 result code can say is no error.

use signoff_protocol::tlv::DecodeError;

use crate::nvm::NvmError;

/// Why there is no ES10 response.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Es10Error {
    /// The request is malformed, or a mandatory part is missing.
    #[error("malformed request")]
    Malformed(#[from] DecodeError),
    /// No function of this card has this tag.
    #[error("unknown function")]
    UnknownFunction,
    /// The device did not announce the part of the LPA that may call this function, or the card is not ready.
    #[error("conditions of use not satisfied")]
    NotAllowed,
    /// The memory failed, or its power.
    #[error("memory failure")]
    Memory(#[from] NvmError),
}
