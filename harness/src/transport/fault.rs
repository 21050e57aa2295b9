//! Faults that a simulated device can be told to have.

use std::fmt;

use signoff_protocol::apdu::StatusWord;

use super::TransportError;

/// A fault for the next command that it fits. Faults strike once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The card loses its power at the n-th write to its memory from now, counted from 0: before that write
    /// takes effect.
    PowerCut {
        /// Which write.
        at_write: u32,
    },
    /// The card loses its power before it processes the n-th segment of the next bound profile package, counted
    /// from 1.
    PowerCutAtSegment {
        /// Which segment.
        at_segment: u32,
    },
    /// The card answers catBusy to the next state changes.
    CatBusy {
        /// How many.
        times: u32,
    },
    /// The modem has the next ES10 command executed and never sends the answer.
    LoseAnswer,
    /// The modem swallows the next ES10 command before the card sees it.
    LoseCommand,
    /// The modem sends the next answer late.
    DelayAnswer {
        /// By this much.
        ms: u32,
    },
    /// The modem puts this line between the next command and its answer.
    Urc(String),
    /// The modem restarts in the middle of the next ES10 command.
    ModemReset,
    /// The card answers the next command with this INS with a status word, without executing it.
    Status {
        /// Instruction byte.
        ins: u8,
        /// The answer.
        status: StatusWord,
    },
    /// A predecessor did not close these channels. Takes effect at once.
    LeaveChannelsOpen {
        /// How many.
        count: u8,
    },
}

/// Where the faults of a simulated device are armed, beside the link that leads to it.
pub trait FaultInlet: Send {
    /// Arms a fault.
    ///
    /// # Errors
    /// The device cannot do this fault.
    fn arm(&self, fault: &Fault) -> Result<(), TransportError>;
}

impl Fault {
    /// Whether it takes a modem to have this fault: `sim:` then needs the modem engine.
    pub fn needs_modem(&self) -> bool {
        match self {
            Self::LoseAnswer
            | Self::LoseCommand
            | Self::DelayAnswer { .. }
            | Self::Urc(_)
            | Self::ModemReset => true,
            Self::PowerCut { .. }
            | Self::PowerCutAtSegment { .. }
            | Self::CatBusy { .. }
            | Self::Status { .. }
            | Self::LeaveChannelsOpen { .. } => false,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PowerCut { at_write } => write!(f, "power cut at write {at_write}"),
            Self::PowerCutAtSegment { at_segment } => write!(f, "power cut at segment {at_segment}"),
            Self::CatBusy { times } => write!(f, "catBusy {times} times"),
            Self::LoseAnswer => f.write_str("lost answer"),
            Self::LoseCommand => f.write_str("lost command"),
            Self::DelayAnswer { ms } => write!(f, "answer delayed by {ms} ms"),
            Self::Urc(line) => write!(f, "URC {line:?}"),
            Self::ModemReset => f.write_str("modem reset"),
            Self::Status { ins, status } => write!(f, "status {status} for INS {ins:02X}"),
            Self::LeaveChannelsOpen { count } => write!(f, "{count} channels left open"),
        }
    }
}
