//! Notifications that came in, whatever was thought of them.

use serde::{Deserialize, Serialize};
use signoff_protocol::id::{Eid, Iccid, SeqNumber};
use signoff_protocol::notification::Event;

/// What the SM-DP+ made of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Taken; the profile's state follows it.
    Accepted,
    /// Was taken before; acknowledged again, nothing changes.
    Duplicate,
    /// Its number is below one that this eUICC has sent here; acknowledged and taken all the same, as a
    /// notification that was delivered late.
    OutOfOrder,
    /// The signature or the chain of certificates is wrong; refused.
    BadSignature,
    /// No profile with this ICCID; acknowledged, so that the eUICC can drop it.
    UnknownIccid,
    /// Came to another address than it names, or than its profile belongs to; acknowledged.
    WrongAddress,
    /// A profile installation result of no session that is known; acknowledged.
    UnknownTransaction,
    /// Another eUICC than the one that has the profile; acknowledged, nothing changes.
    OtherEid,
}

impl Verdict {
    /// As reports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Duplicate => "duplicate",
            Self::OutOfOrder => "out_of_order",
            Self::BadSignature => "bad_signature",
            Self::UnknownIccid => "unknown_iccid",
            Self::WrongAddress => "wrong_address",
            Self::UnknownTransaction => "unknown_transaction",
            Self::OtherEid => "other_eid",
        }
    }

    /// Whether the sender was told that the notification arrived (204).
    pub const fn is_acknowledged(self) -> bool {
        !matches!(self, Self::BadSignature)
    }

    /// Whether the state of the profile followed.
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::Accepted | Self::OutOfOrder)
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// A notification as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedNotification {
    /// Its place in the order of arrival, from 0.
    pub arrival: u64,
    /// When, seconds since 1970.
    pub at: i64,
    /// The eUICC, where the certificates say so or the session is known.
    pub eid: Option<Eid>,
    /// seqNumber
    pub seq: SeqNumber,
    /// What it reports.
    pub event: Event,
    /// Which profile; an installation that failed early names none.
    pub iccid: Option<Iccid>,
    /// The address that it came to.
    pub address: String,
    /// The address that it names.
    pub recipient: String,
    /// What was made of it.
    pub verdict: Verdict,
}
