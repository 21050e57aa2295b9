//! What comes back from a transport besides a response APDU.

use std::fmt;

use signoff_protocol::apdu::{ChannelNumber, StatusWord};

/// How the opening of a channel ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChannelOpened {
    /// Open, and the application is selected.
    Opened {
        /// Number to put into CLA. Over `+CCHO` it stands for the session id and need not be the card's.
        channel: ChannelNumber,
        /// Answer to SELECT (FCI), where the device shows it.
        fci: Option<Vec<u8>>,
    },
    /// Refused; no channel was left open.
    Refused(OpenRefusal),
}

/// Why a channel could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRefusal {
    /// Status word of MANAGE CHANNEL or SELECT, where the device shows it.
    pub status: Option<StatusWord>,
    /// In words: `SELECT: 6A82 file or application not found`, `AT+CCHO: +CME ERROR: 22`.
    pub text: String,
}

impl fmt::Display for OpenRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
