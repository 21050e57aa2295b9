//! Sessions of `+CCHO`: the id that the host was given, and the channel that it stands for.

use std::collections::BTreeMap;

use signoff_protocol::apdu::ChannelNumber;

use super::personality::SessionHandle;
use crate::env::Env;

#[derive(Clone, Debug, Default)]
pub(super) struct Sessions {
    open: BTreeMap<String, ChannelNumber>,
}

impl Sessions {
    /// A new session; its id as the modem writes it.
    pub(super) fn open(&mut self, channel: ChannelNumber, handle: SessionHandle, chance: &mut Env) -> String {
        let id = match handle {
            SessionHandle::Int | SessionHandle::Bare => channel.to_string(),
            SessionHandle::Hex16 => format!("{:016x}", u32::from_be_bytes(chance.bytes())),
        };
        self.open.insert(id.clone(), channel);
        id
    }

    pub(super) fn channel(&self, id: &str) -> Option<ChannelNumber> {
        self.open.get(id).copied()
    }

    pub(super) fn close(&mut self, id: &str) -> Option<ChannelNumber> {
        self.open.remove(id)
    }

    pub(super) fn clear(&mut self) {
        self.open.clear();
    }
}
