//! Two wires of a serial line: each byte takes the time of its ten bits, in both directions at once. Knows no
//! clock: times are given, counted from any fixed moment, so that a late call shifts nothing.

use std::collections::VecDeque;
use std::time::Duration;

/// Start bit, eight data bits, stop bit.
const BITS_PER_BYTE: u64 = 10;
/// Bytes that may gather before someone is woken for them, as in the FIFO of a 16550.
const FIFO: usize = 16;
/// Last bytes to the host that are handed over one by one. The host sleeps while an answer comes, and a processor that
/// has slept for more than some bytes takes about as long to wake: so it is awake when the last one comes.
const TAIL: usize = 4;

/// One direction: bytes and when their last bit has passed.
#[derive(Clone, Debug, Default)]
struct Wire {
    bytes: VecDeque<(Duration, u8)>,
    free: Duration,
}

impl Wire {
    fn put(&mut self, at: Duration, bytes: &[u8], byte_time: Duration) {
        self.free = self.free.max(at);
        for byte in bytes {
            self.free += byte_time;
            self.bytes.push_back((self.free, *byte));
        }
    }

    fn take(&mut self, now: Duration) -> Option<(Duration, u8)> {
        match self.bytes.front() {
            Some((due, _)) if *due <= now => self.bytes.pop_front(),
            _ => None,
        }
    }

    /// When to look again: at the first of a FIFO's worth of bytes that `ends` something, else at the last. The last
    /// bytes of all, as many as `tail`, come one by one.
    fn wake(&self, tail: usize, ends: impl Fn(u8) -> bool) -> Option<Duration> {
        let mut last = None;
        let together = self.bytes.len().saturating_sub(tail).clamp(1, FIFO);
        for (due, byte) in self.bytes.iter().take(together) {
            last = Some(*due);
            if ends(*byte) {
                break;
            }
        }
        last
    }
}

/// Both directions.
#[derive(Clone, Debug)]
pub(super) struct Uart {
    byte_time: Duration,
    from_host: Wire,
    to_host: Wire,
}

impl Uart {
    /// A line of `baud` bits a second; `None` or 0 takes no time.
    pub(super) fn new(baud: Option<u32>) -> Self {
        let byte_time = match baud {
            None | Some(0) => Duration::ZERO,
            Some(baud) => Duration::from_nanos(BITS_PER_BYTE * 1_000_000_000 / u64::from(baud)),
        };
        Self {
            byte_time,
            from_host: Wire::default(),
            to_host: Wire::default(),
        }
    }

    /// The host wrote `bytes` at `now`.
    pub(super) fn receive(&mut self, now: Duration, bytes: &[u8]) {
        self.from_host.put(now, bytes, self.byte_time);
    }

    /// The next byte that has arrived at the modem by `now`, and when.
    pub(super) fn received(&mut self, now: Duration) -> Option<(Duration, u8)> {
        self.from_host.take(now)
    }

    /// When the next byte arrives at the modem.
    pub(super) fn next_received(&self) -> Option<Duration> {
        self.from_host.bytes.front().map(|(due, _)| *due)
    }

    /// The modem begins to send at `at`, or when the wire is free.
    pub(super) fn send(&mut self, at: Duration, bytes: &[u8]) {
        self.to_host.put(at, bytes, self.byte_time);
    }

    /// Moves what has arrived at the host by `now` to `out`.
    pub(super) fn sent(&mut self, now: Duration, out: &mut Vec<u8>) {
        while let Some((_, byte)) = self.to_host.take(now) {
            out.push(byte);
        }
    }

    /// When the next of the last bytes arrives at the host, which goes on at their end. Nothing on a line that takes no
    /// time: what is sent has arrived there.
    pub(super) fn tail(&self) -> Option<Duration> {
        let next = self.to_host.bytes.front().map(|(due, _)| *due);
        next.filter(|_| self.to_host.bytes.len() <= TAIL)
    }

    /// Whether bytes are on their way to the host.
    pub(super) fn is_sending(&self) -> bool {
        !self.to_host.bytes.is_empty()
    }

    /// Bytes on their way in either direction.
    pub(super) fn under_way(&self) -> usize {
        self.from_host.bytes.len() + self.to_host.bytes.len()
    }

    /// When to look again.
    pub(super) fn wake(&self) -> Option<Duration> {
        let from_host = self.from_host.wake(0, |byte| matches!(byte, b'\r' | b'/'));
        let to_host = self.to_host.wake(TAIL, |byte| byte == b'\n');
        [from_host, to_host].into_iter().flatten().min()
    }

    /// Drops what is under way.
    pub(super) fn clear(&mut self) {
        self.from_host = Wire::default();
        self.to_host = Wire::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: fn(u64) -> Duration = Duration::from_millis;

    #[test]
    fn bytes_take_their_time_in_both_directions() {
        // 10,000 bits a second: a byte takes one millisecond.
        let mut uart = Uart::new(Some(10_000));
        uart.receive(MS(5), b"AT\r");
        assert_eq!(uart.received(Duration::from_micros(5_999)), None);
        assert_eq!(uart.received(MS(100)), Some((MS(6), b'A')));
        assert_eq!(uart.received(MS(100)), Some((MS(7), b'T')));
        assert_eq!(uart.wake(), Some(MS(8)));
        uart.send(MS(6), b"A");
        uart.send(MS(6), b"T");
        uart.send(MS(20), b"K");
        let mut out = Vec::new();
        uart.sent(MS(8), &mut out);
        assert_eq!(out, b"AT", "one after another from 6 ms on");
        uart.sent(MS(20), &mut out);
        assert_eq!(out, b"AT");
        uart.sent(MS(21), &mut out);
        assert_eq!(out, b"ATK");
    }

    #[test]
    fn without_a_speed_bytes_take_no_time() {
        let mut uart = Uart::new(None);
        uart.receive(MS(5), b"A");
        assert_eq!(uart.received(MS(5)), Some((MS(5), b'A')));
    }

    #[test]
    fn nobody_is_woken_for_each_byte() {
        let mut uart = Uart::new(Some(10_000));
        uart.send(MS(0), &[b'x'; 40]);
        assert_eq!((uart.wake(), uart.tail()), (Some(MS(16)), None));
        uart.sent(MS(32), &mut Vec::new());
        assert_eq!((uart.wake(), uart.tail()), (Some(MS(36)), None));
        for byte in 36..40 {
            uart.sent(MS(byte), &mut Vec::new());
            let next = Some(MS(byte + 1));
            assert_eq!((uart.wake(), uart.tail()), (next, next), "the last ones alone");
        }
        assert!(uart.is_sending());
        uart.sent(MS(40), &mut Vec::new());
        assert_eq!((uart.wake(), uart.tail()), (None, None));
        assert!(!uart.is_sending());
    }

    #[test]
    fn a_command_wakes_at_its_end() {
        let mut uart = Uart::new(Some(10_000));
        uart.receive(MS(0), b"AT+CIMI\r");
        assert_eq!(uart.wake(), Some(MS(8)));
    }
}
