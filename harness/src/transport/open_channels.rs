//! The channels that a transport has opened.

use signoff_protocol::apdu::ChannelNumber;

/// Which of the 20 channels are open: looked at for each command, so a bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OpenChannels(u32);

impl OpenChannels {
    const fn bit(channel: ChannelNumber) -> u32 {
        1 << channel.get()
    }

    /// Whether this one is.
    pub(crate) const fn contains(self, channel: ChannelNumber) -> bool {
        self.0 & Self::bit(channel) != 0
    }

    /// It was opened.
    pub(crate) const fn insert(&mut self, channel: ChannelNumber) {
        self.0 |= Self::bit(channel);
    }

    /// It was closed; whether it was open.
    pub(crate) const fn remove(&mut self, channel: ChannelNumber) -> bool {
        let was_open = self.contains(channel);
        self.0 &= !Self::bit(channel);
        was_open
    }

    /// All of them, ascending.
    pub(crate) fn list(self) -> Vec<ChannelNumber> {
        (1..20)
            .filter_map(ChannelNumber::new)
            .filter(|channel| self.contains(*channel))
            .collect()
    }

    /// Keeps those that are still there.
    pub(crate) fn retain(&mut self, mut is_there: impl FnMut(ChannelNumber) -> bool) {
        for channel in self.list() {
            if !is_there(channel) {
                self.remove(channel);
            }
        }
    }
}
