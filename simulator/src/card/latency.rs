//! How long commands take, for whoever waits.

use signoff_protocol::apdu::{Command, ins};
use signoff_protocol::tlv::Tag;

use super::Card;
use crate::isd_r::Function;

impl Card {
    /// How long this command takes on such a card, in milliseconds. Whoever stands around the card waits; a
    /// request in several segments counts as an ordinary command.
    pub fn latency_ms(&self, command: &[u8]) -> u32 {
        let latency = &self.personality.latency;
        let function = Command::parse(command)
            .ok()
            .filter(|command| command.ins == ins::STORE_DATA && command.p2 == 0)
            .and_then(|command| Tag::read(command.data))
            .and_then(|tag| Function::from_tag(tag.0));
        latency.command_ms.saturating_add(match function {
            Some(Function::EnableProfile | Function::DisableProfile) => latency.switch_ms,
            Some(Function::DeleteProfile) => latency.delete_ms,
            Some(Function::EuiccMemoryReset) => latency.memory_reset_ms,
            _ => 0,
        })
    }
}
