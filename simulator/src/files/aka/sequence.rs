//! Which sequence numbers are fresh (3GPP TS 33.102 annex C).

use super::SequenceNumbers;

/// Bits of the index behind SEQ.
const INDEX_BITS: u32 = 5;
/// Of the options: numbers that are too old are refused.
const CHECK_AGE: u8 = 0x01;
/// Of the options: numbers that jump too far are refused.
const CHECK_DELTA: u8 = 0x02;

fn number(bytes: [u8; 6]) -> u64 {
    bytes
        .into_iter()
        .fold(0, |number, byte| number << 8 | u64::from(byte))
}

fn bytes(number: u64) -> [u8; 6] {
    let [_, _, bytes @ ..] = number.to_be_bytes();
    bytes
}

impl SequenceNumbers {
    /// Takes a sequence number if it is fresh. `limits`: whether jumps and ages are looked at.
    pub(super) fn accept(&mut self, sqn: [u8; 6], limits: bool) -> bool {
        let sqn = number(sqn);
        let sequence = sqn >> INDEX_BITS;
        let (_, highest) = self.highest();
        let jumps = sequence.saturating_sub(highest) > number(self.delta);
        let old = highest.saturating_sub(sequence) >= number(self.age_limit).max(1);
        if limits && (self.options & CHECK_DELTA != 0 && jumps || self.options & CHECK_AGE != 0 && old) {
            return false;
        }
        let index = usize::try_from(sqn & ((1 << INDEX_BITS) - 1)).unwrap_or(0);
        match self.seen.get_mut(index) {
            Some(seen) if sequence > number(*seen) => {
                *seen = bytes(sequence);
                true
            }
            _ => false,
        }
    }

    /// The highest number that was taken: index and SEQ.
    fn highest(&self) -> (u64, u64) {
        (0..)
            .zip(self.seen)
            .map(|(index, seen)| (index, number(seen)))
            .max_by_key(|(index, seen)| (*seen, std::cmp::Reverse(*index)))
            .unwrap_or((0, 0))
    }

    /// SQN_MS, which the network is told when it is to resynchronise.
    pub(super) fn own(&self) -> [u8; 6] {
        let (index, sequence) = self.highest();
        bytes(sequence << INDEX_BITS | index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sqn(sequence: u64, index: u64) -> [u8; 6] {
        bytes(sequence << INDEX_BITS | index)
    }

    #[test]
    fn each_index_counts_for_itself() {
        let mut numbers = SequenceNumbers::default();
        for (sequence, index, want) in [
            (0, 0, false),
            (5, 0, true),
            (5, 0, false),
            (4, 0, false),
            (4, 1, true),
            (6, 0, true),
            (5, 31, true),
        ] {
            assert_eq!(
                numbers.accept(sqn(sequence, index), true),
                want,
                "{sequence} at {index}"
            );
        }
        assert_eq!(numbers.own(), sqn(6, 0));
    }

    #[test]
    fn jumps_and_ages() {
        let mut numbers = SequenceNumbers {
            options: CHECK_AGE | CHECK_DELTA,
            delta: bytes(100),
            age_limit: bytes(10),
            ..SequenceNumbers::default()
        };
        assert!(!numbers.accept(sqn(101, 0), true));
        assert!(numbers.accept(sqn(100, 0), true));
        assert!(!numbers.accept(sqn(90, 1), true));
        assert!(numbers.accept(sqn(91, 1), true));
        assert!(
            numbers.accept(sqn(1000, 2), false),
            "the test algorithm has no limits"
        );
    }
}
