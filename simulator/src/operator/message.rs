//! What the operator writes to its customers: one-time codes and confirmations.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that a customer got by SMS or letter. Whoever runs the simulation reads it at the admin door, as the customer
/// would on their phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// When it was sent.
    pub at: Timestamp,
    /// Account of the customer.
    pub account: String,
    /// What it is.
    pub kind: MessageKind,
    /// What it says.
    pub text: String,
    /// The code, in a message with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// A one-time code.
    OneTimeCode,
    /// A confirmed order; the law wants it in writing.
    Confirmation,
    /// The end of a contract.
    Ended,
    /// An order that was taken back.
    Cancelled,
}
