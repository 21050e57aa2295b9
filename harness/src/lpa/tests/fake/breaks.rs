//! How the link breaks.

use signoff_protocol::apdu::ChannelNumber;

use crate::transport::TransportError;

/// How the link breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lpa) enum Break {
    /// The command never reached the card.
    LoseCommand,
    /// The command was carried out, the answer never came.
    LoseAnswer,
    /// The modem gave up, the card did not.
    RefusedByModem,
    /// The card carried it out and is mute until it is reset.
    MuteUntilReset,
    /// The card did not carry it out and is mute until its power is cut.
    MuteUntilPowerCycle,
    /// The device is gone for ever.
    Disconnected,
    /// The card carried it out, and the device is gone for ever.
    DisconnectedAfter,
    /// The modem has given up the channel, and says so before the card sees the command.
    ChannelLost,
}

impl Break {
    pub(in crate::lpa) const ALL: [Self; 8] = [
        Self::LoseCommand,
        Self::LoseAnswer,
        Self::RefusedByModem,
        Self::MuteUntilReset,
        Self::MuteUntilPowerCycle,
        Self::Disconnected,
        Self::DisconnectedAfter,
        Self::ChannelLost,
    ];

    pub(in crate::lpa) const fn is_for_ever(self) -> bool {
        matches!(self, Self::Disconnected | Self::DisconnectedAfter)
    }

    pub(super) const fn carries_out(self) -> bool {
        matches!(
            self,
            Self::LoseAnswer | Self::RefusedByModem | Self::MuteUntilReset | Self::DisconnectedAfter
        )
    }

    pub(super) fn error(self) -> TransportError {
        match self {
            Self::LoseCommand | Self::LoseAnswer => TransportError::Timeout {
                waiting_for: "the answer".to_owned(),
                after_ms: 1,
                last_bytes: String::new(),
            },
            Self::RefusedByModem => TransportError::CommandRefused {
                command: "AT+CGLA".to_owned(),
                result: "+CME ERROR: 13".to_owned(),
            },
            Self::MuteUntilReset | Self::MuteUntilPowerCycle => TransportError::Mute {
                reason: "power lost".to_owned(),
            },
            Self::Disconnected | Self::DisconnectedAfter => TransportError::Disconnected {
                device: "fake".to_owned(),
                waiting_for: "the answer".to_owned(),
                reason: "unplugged".to_owned(),
            },
            Self::ChannelLost => TransportError::ChannelNotOpen {
                channel: ChannelNumber::BASIC,
            },
        }
    }
}
