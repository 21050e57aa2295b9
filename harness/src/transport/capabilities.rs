//! What one device can do and another cannot.

/// What a transport can do beyond what all can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about a device, not the states of a machine"
)]
pub struct Capabilities {
    /// Longest data field of one STORE DATA segment, 1 to 255 bytes.
    pub longest_segment: usize,
    /// Takes AT command lines.
    pub at: bool,
    /// Channels are opened by MANAGE CHANNEL and SELECT, so that the FCI and the status word of a refusal are
    /// seen; over `+CCHO` they are not.
    pub raw_channels: bool,
    /// Follows `61xx` by itself; the caller still has to follow those that come back.
    pub follows_61xx: bool,
    /// [`super::Transport::arm`] works: the device is simulated in this process.
    pub faults: bool,
    /// [`super::Transport::restore`] works.
    pub restorable: bool,
    /// Commands and answers in the extended form get through.
    pub extended: bool,
}

impl Default for Capabilities {
    /// A device that takes short commands and nothing else.
    fn default() -> Self {
        Self {
            longest_segment: 255,
            at: false,
            raw_channels: false,
            follows_61xx: false,
            faults: false,
            restorable: false,
            extended: false,
        }
    }
}
