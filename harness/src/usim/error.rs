//! Why a USIM could not be read or written.

use signoff_protocol::apdu::StatusWord;
use signoff_protocol::id::Iccid;

use super::{FilePath, Misfit, PinStatus};
use crate::protection::ProtectionError;
use crate::transport::TransportError;

/// What keeps a backup or a restoration from going on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsimFailure {
    /// The link broke.
    #[error("{doing}: {source}")]
    Transport {
        /// What was being done.
        doing: String,
        /// What happened.
        #[source]
        source: TransportError,
    },
    /// Neither APDUs nor AT+CRSM reach the USIM.
    #[error("the USIM can't be reached: {reason}")]
    Unreachable {
        /// What was tried and what came back.
        reason: String,
    },
    /// The card has no enabled profile with a USIM.
    #[error("no profile is enabled, so there is nothing to read; enable the one that is meant first")]
    NoProfile,
    /// Another profile is enabled.
    #[error("the enabled profile is {enabled}, not {wanted}; only the enabled one can be read")]
    NotEnabled {
        /// The profile that was meant.
        wanted: Iccid,
        /// The one whose files the card shows.
        enabled: Iccid,
    },
    /// A PIN is needed and was not given.
    #[error("the card asks for PIN 1: {}", PinStatus::Needed { tries: *.tries })]
    PinRequired {
        /// Tries that are left.
        tries: Option<u8>,
    },
    /// The PIN would be the last one that may be wrong.
    #[error(
        "the PIN was not sent: {}, and a wrong one may block it; --last-try sends it all the same",
        PinStatus::Needed { tries: *.tries }
    )]
    LastTry {
        /// Tries that are left: one, or nobody knows.
        tries: Option<u8>,
    },
    /// The PIN was the wrong one. It is not sent again.
    #[error("the PIN is wrong: {}", PinStatus::Needed { tries: *.tries })]
    WrongPin {
        /// Tries that are left.
        tries: Option<u8>,
    },
    /// The PIN is blocked.
    #[error("the PIN is blocked; the device unblocks it with the PUK (AT+CPIN=\"PUK\",\"NEW PIN\")")]
    PinBlocked,
    /// The card refused a command on a file.
    #[error("{path}: {doing} was refused with {status} ({})", .status.meaning())]
    Refused {
        /// The file.
        path: FilePath,
        /// The command.
        doing: &'static str,
        /// What the card said.
        status: StatusWord,
    },
    /// Contacts or messages do not fit.
    #[error("{} of the backup do not fit, and nothing was written: {}", things(.0.len()), say(.0))]
    DoesNotFit(Vec<Misfit>),
    /// The target profile may not be changed.
    #[error("{0}; nothing was written")]
    Protected(ProtectionError),
    /// What was written does not read as it was written.
    #[error("{path}, record {record}: what was written does not read back")]
    ReadBack {
        /// The file.
        path: FilePath,
        /// The record.
        record: u8,
    },
}

impl UsimFailure {
    /// The name under which flows expect it, in the spelling of results; `None` for what is no refusal but a broken link.
    pub const fn name(&self) -> Option<&'static str> {
        Some(match self {
            Self::Transport { .. } => return None,
            Self::Unreachable { .. } => "unreachable",
            Self::NoProfile => "noProfile",
            Self::NotEnabled { .. } => "notEnabled",
            Self::PinRequired { .. } => "pinRequired",
            Self::LastTry { .. } => "lastTry",
            Self::WrongPin { .. } => "wrongPin",
            Self::PinBlocked => "pinBlocked",
            Self::Refused { .. } => "accessDenied",
            Self::DoesNotFit(_) => "noSpace",
            Self::ReadBack { .. } => "readBack",
            // Flows are stopped by protection before their first step.
            Self::Protected(_) => "protected",
        })
    }
}

fn things(count: usize) -> String {
    if count == 1 {
        "1 thing".to_owned()
    } else {
        format!("{count} things")
    }
}

/// The first few; the whole list stands in the value.
fn say(misfits: &[Misfit]) -> String {
    const SHOWN: usize = 5;
    let mut list: Vec<String> = misfits.iter().take(SHOWN).map(ToString::to_string).collect();
    if misfits.len() > SHOWN {
        list.push(format!("and {} more", misfits.len() - SHOWN));
    }
    list.join("; ")
}
