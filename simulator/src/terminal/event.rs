//! What happens to the card beside the commands of the caller.

/// What happened to the card beside the commands of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalEvent {
    /// REFRESH was carried out; every supplementary channel is closed after modes 04 and 09.
    Refreshed(RefreshMode),
    /// Another proactive command, by its type (TS 102 223 §9.4).
    Proactive(u8),
    /// The card stopped answering.
    Muted,
}

/// Qualifier of REFRESH (TS 102 223 §8.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshMode(pub(super) u8);

impl RefreshMode {
    /// The card is reset.
    pub const UICC_RESET: Self = Self(0x04);
    /// The enabled profile changes; activation is done anew without a reset.
    pub const EUICC_PROFILE_STATE_CHANGE: Self = Self(0x09);

    /// The qualifier as it was sent.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// Whether the supplementary channels are gone afterwards.
    pub const fn closes_channels(self) -> bool {
        matches!(self, Self::UICC_RESET | Self::EUICC_PROFILE_STATE_CHANGE)
    }
}
