//! What can go wrong between the harness and a card.

use signoff_protocol::apdu::ChannelNumber;

/// Why a transport could not do what it was asked. What the card refuses is no error of the transport.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// A deadline passed.
    #[error("no {waiting_for} within {after_ms} ms; {}", last(.last_bytes))]
    Timeout {
        /// What was waited for: `answer to AT+CGLA=1,10,"…"`.
        waiting_for: String,
        /// The deadline.
        after_ms: u64,
        /// What came last, escaped; empty if nothing came.
        last_bytes: String,
    },
    /// The device went away: unplugged, connection closed, process ended.
    #[error("{device} is gone while waiting for {waiting_for}: {reason}")]
    Disconnected {
        /// The port or address.
        device: String,
        /// What was being done.
        waiting_for: String,
        /// What the system said.
        reason: String,
    },
    /// The modem started anew in the middle of a command: its sessions and the answer are lost.
    #[error("{device} restarted while waiting for {waiting_for}")]
    Restarted {
        /// The port or address.
        device: String,
        /// What was being done.
        waiting_for: String,
    },
    /// The card does not answer: no power, or it lost it.
    #[error("the card is mute: {reason}")]
    Mute {
        /// When.
        reason: String,
    },
    /// Something came that is no answer.
    #[error("{received:?} is no {expected}")]
    Garbled {
        /// What was expected.
        expected: String,
        /// What came, escaped.
        received: String,
    },
    /// Somebody else has the port.
    #[error("{port} is busy: {reason}; ModemManager holds modem ports, `mmcli -m 0 --inhibit` frees them")]
    Busy {
        /// The port.
        port: String,
        /// What the system said.
        reason: String,
    },
    /// The device could not be opened.
    #[error("cannot open {device}: {reason}")]
    Open {
        /// Path or address.
        device: String,
        /// What the system said.
        reason: String,
    },
    /// The modem ended a command with another final result than `OK`.
    #[error("the modem refused {command}: {result}")]
    CommandRefused {
        /// The command line, shortened.
        command: String,
        /// The final result code as it came: `ERROR`, `+CME ERROR: 13`.
        result: String,
    },
    /// The channel of the command is not open.
    #[error("channel {channel} is not open")]
    ChannelNotOpen {
        /// The channel that CLA names.
        channel: ChannelNumber,
    },
    /// The device cannot do this.
    #[error("{device} cannot {what}")]
    Unsupported {
        /// The device, as [`super::Transport::describe`] names it.
        device: String,
        /// What was asked: `take AT commands`.
        what: String,
    },
}

impl TransportError {
    /// Whether the command may have been carried out all the same. If it changes state, the state has to be
    /// read back before anything is tried again. Modems are known to give up with `ERROR` while the card
    /// completes the command, so a refusal by the modem counts.
    pub const fn may_have_been_executed(&self) -> bool {
        match self {
            Self::Timeout { .. }
            | Self::Disconnected { .. }
            | Self::Restarted { .. }
            | Self::Mute { .. }
            | Self::Garbled { .. }
            | Self::CommandRefused { .. } => true,
            Self::Busy { .. }
            | Self::Open { .. }
            | Self::ChannelNotOpen { .. }
            | Self::Unsupported { .. } => false,
        }
    }
}

fn last(bytes: &str) -> String {
    if bytes.is_empty() {
        "nothing was received".to_owned()
    } else {
        format!("the last bytes were \"{bytes}\"")
    }
}
