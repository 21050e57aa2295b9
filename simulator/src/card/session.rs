//! What a reset wipes.

use signoff_protocol::apdu::StatusWord;

use super::channels::Channels;
use crate::isd_r::Device;
use crate::personality::CardPersonality;
use crate::rsp;
use crate::toolkit::Toolkit;

/// Everything between two resets.
pub(super) struct Session {
    pub(super) channels: Channels,
    pub(super) toolkit: Toolkit,
    pub(super) device: Device,
    /// The RSP session.
    pub(super) rsp: rsp::Session,
    /// ES10 commands that are still refused after a change of state.
    pub(super) busy: u32,
    /// The card refuses ES10 until the next reset.
    pub(super) deaf: bool,
    /// The card reset itself behind an answer that it announced but never gave.
    pub(super) answer_gone: bool,
    /// Status word of the current command in place of `9000`.
    pub(super) warning: Option<StatusWord>,
}

impl Session {
    pub(super) fn new(personality: &CardPersonality) -> Self {
        Self {
            channels: Channels::new(personality.supplementary_channels, personality.first_channel),
            toolkit: Toolkit::new(),
            device: Device::default(),
            rsp: rsp::Session::default(),
            busy: 0,
            deaf: false,
            answer_gone: false,
            warning: None,
        }
    }
}
