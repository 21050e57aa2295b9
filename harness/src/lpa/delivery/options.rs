//! What is delivered, how often it is tried, and what is done afterwards.

use signoff_protocol::id::SeqNumber;

/// Which notifications.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// All that are pending.
    #[default]
    All,
    /// Those with these numbers. 0 is a number like any other.
    Seqs(Vec<SeqNumber>),
}

impl Which {
    /// Whether `seq_number` is among them.
    pub fn includes(&self, seq_number: SeqNumber) -> bool {
        match self {
            Self::All => true,
            Self::Seqs(list) => list.contains(&seq_number),
        }
    }
}

/// How often a server that is in trouble is asked again in one delivery. A server that says no is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// How often a notification is sent at most.
    pub attempts: u32,
    /// Wait before the second attempt, milliseconds; twice as long before each further one.
    pub first_wait_ms: u64,
    /// The longest wait, milliseconds.
    pub longest_wait_ms: u64,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 3,
            first_wait_ms: 500,
            longest_wait_ms: 8_000,
        }
    }
}

impl Retry {
    /// Without any second attempt.
    pub const ONCE: Self = Self {
        attempts: 1,
        first_wait_ms: 0,
        longest_wait_ms: 0,
    };

    /// The wait before the attempt that follows `done` ones, milliseconds.
    pub fn wait_ms(&self, done: u32) -> u64 {
        let doublings = done.saturating_sub(1).min(32);
        self.first_wait_ms
            .saturating_mul(1 << doublings)
            .min(self.longest_wait_ms)
    }
}

/// Options of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryOptions {
    /// What is delivered.
    pub which: Which,
    /// How often.
    pub retry: Retry,
    /// To how many addresses at a time. With 1 the order of all calls is the same in each run.
    pub parallel: usize,
    /// Whether what is acknowledged is removed from the card. If not, it is sent again next time.
    pub remove: bool,
}

impl Default for DeliveryOptions {
    fn default() -> Self {
        Self {
            which: Which::All,
            retry: Retry::default(),
            parallel: 8,
            remove: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_bound() {
        let retry = Retry {
            attempts: 9,
            first_wait_ms: 500,
            longest_wait_ms: 3_000,
        };
        let waits: Vec<u64> = [1, 2, 3, 4, 40].map(|done| retry.wait_ms(done)).to_vec();
        assert_eq!(waits, [500, 1_000, 2_000, 3_000, 3_000]);
    }
}
