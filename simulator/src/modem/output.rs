//! What a modem sends, and when. The engine has no clock: it says how long after the input that caused them bytes
//! are due, and an [`Outbox`] holds them until somebody with a clock asks.

use std::collections::VecDeque;
use std::time::Duration;

/// Bytes to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// Milliseconds after the input that caused them.
    pub delay_ms: u32,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether a character from the host stops the command whose answer this is (ITU-T V.250 §5.6.1): see
    /// [`Outbox::abort`].
    pub abortable: bool,
}

/// Bytes that wait for their time, in order of it; those of the same time in the order of arrival. Time is counted
/// from any fixed moment.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    waiting: VecDeque<(Duration, Chunk)>,
}

impl Outbox {
    /// Takes what the engine gave out at `now`.
    pub fn push(&mut self, now: Duration, chunks: impl IntoIterator<Item = Chunk>) {
        for chunk in chunks {
            let due = now + Duration::from_millis(chunk.delay_ms.into());
            let place = self.waiting.partition_point(|(other, _)| *other <= due);
            self.waiting.insert(place, (due, chunk));
        }
    }

    /// When the next bytes are due.
    pub fn next_due(&self) -> Option<Duration> {
        self.waiting.front().map(|(due, _)| *due)
    }

    /// The next bytes that are due at `now`.
    pub fn pop(&mut self, now: Duration) -> Option<Vec<u8>> {
        match self.waiting.front() {
            Some((due, _)) if *due <= now => self.waiting.pop_front().map(|(_, chunk)| chunk.bytes),
            _ => None,
        }
    }

    /// Drops the answer of a command that a character from the host stops. If there was one, the caller swallows that
    /// character and tells the engine ([`super::Modem::abort`]).
    pub fn abort(&mut self) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|(_, chunk)| !chunk.abortable);
        self.waiting.len() != before
    }

    /// Drops everything, as when the client is gone.
    pub fn clear(&mut self) {
        self.waiting.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_in_order_of_their_time() {
        let mut outbox = Outbox::default();
        let chunk = |delay_ms, text: &str| Chunk {
            delay_ms,
            bytes: text.into(),
            abortable: text == "late",
        };
        let at = Duration::from_millis;
        outbox.push(at(10), [chunk(0, "a"), chunk(20, "late"), chunk(0, "b")]);
        outbox.push(at(15), [chunk(0, "c")]);
        assert_eq!(outbox.next_due(), Some(at(10)));
        assert_eq!(outbox.pop(at(9)), None);
        let now: Vec<_> = std::iter::from_fn(|| outbox.pop(at(29))).collect();
        assert_eq!(now, [b"a", b"b", b"c"]);
        assert_eq!(outbox.next_due(), Some(at(30)));
        assert!(outbox.clone().abort());
        assert_eq!(outbox.pop(at(30)), Some(b"late".to_vec()));
        assert!(!outbox.abort());
    }
}
