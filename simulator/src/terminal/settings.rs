//! How the device treats the card.

/// How the device treats the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalSettings {
    /// Announce an LPAd in TERMINAL CAPABILITY (ETSI TS 102 221 §11.1.19, SGP.22 §3.4.2).
    pub announce_lpad: bool,
    /// Announce that REFRESH can be of the mode eUICC Profile State Change; without it the card is reset, as seen in
    /// the field (onomondo-ipa issue 3).
    pub announce_profile_state_change: bool,
    /// Fetch and carry out proactive commands; if not, `91xx` reaches the caller and the card waits.
    pub handle_proactive: bool,
}

impl Default for TerminalSettings {
    fn default() -> Self {
        Self {
            announce_lpad: true,
            announce_profile_state_change: false,
            handle_proactive: true,
        }
    }
}
