//! Several sentences as one.

use crate::text::Message;

/// All of them, one after the other; nothing for none.
pub fn joined(messages: impl IntoIterator<Item = Message>) -> Option<Message> {
    messages
        .into_iter()
        .reduce(|first, then| Message::translated("cause-and", &[("first", first), ("then", then)], ""))
}
