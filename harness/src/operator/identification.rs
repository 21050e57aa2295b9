//! Who somebody is, and how they prove it. None of this is ever printed.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who somebody is, with a proof.
#[derive(Clone, PartialEq, Eq)]
pub struct Identification {
    /// Number of the account, from a bill.
    pub account: String,
    /// How they prove it.
    pub proof: Proof,
}

/// How somebody proves who they are.
#[derive(Clone, PartialEq, Eq)]
pub enum Proof {
    /// By the number of an identity document.
    Document(String),
    /// By a code that the operator sent; ask for it with [`super::OperatorClient::request_code`].
    OneTimeCode(String),
}

impl Identification {
    /// By the number of an identity document.
    pub fn by_document(account: impl Into<String>, document: impl Into<String>) -> Self {
        Self {
            account: account.into(),
            proof: Proof::Document(document.into()),
        }
    }

    /// By a code that the operator sent.
    pub fn by_code(account: impl Into<String>, code: impl Into<String>) -> Self {
        Self {
            account: account.into(),
            proof: Proof::OneTimeCode(code.into()),
        }
    }
}

impl fmt::Debug for Identification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identification").finish_non_exhaustive()
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Document(_) => "Document",
            Self::OneTimeCode(_) => "OneTimeCode",
        })
    }
}

/// Stands for somebody who is identified, until it expires. Whoever has it acts as they: keep it as a password is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionToken {
    /// What the desk knows them by.
    pub token: String,
    /// Until when, seconds since 1970 by the clock of the desk.
    pub expires_at: i64,
    /// Identifier of the customer.
    pub customer: String,
}

impl SessionToken {
    /// Until when it is good, by the clock of the desk.
    pub fn expires(&self) -> Option<Timestamp> {
        Timestamp::from_second(self.expires_at).ok()
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionToken")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}
