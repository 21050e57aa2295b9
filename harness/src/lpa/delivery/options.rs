//! What is delivered, how often it is tried, and what is done afterwards.

use signoff_protocol::id::{Iccid, SeqNumber};
use signoff_protocol::notification::{Event, NotificationMetadata};

/// Which notifications.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// All that are pending.
    #[default]
    All,
    /// Those with these numbers. 0 is a number like any other.
    Seqs(Vec<SeqNumber>),
    /// What an installation has left: its result, and what the profile has configured beside it for its addresses.
    Installation {
        /// Number of the result.
        result: SeqNumber,
        /// The profile, where one was installed.
        iccid: Option<Iccid>,
    },
}

impl Which {
    /// Whether a pending notification is among them.
    pub fn includes(&self, pending: &NotificationMetadata) -> bool {
        match self {
            Self::All => true,
            Self::Seqs(list) => list.contains(&pending.seq_number),
            Self::Installation { result, iccid } => {
                let beside = pending.seq_number > *result
                    && pending.event == Event::Install
                    && iccid.is_some()
                    && pending.iccid == *iccid;
                pending.seq_number == *result || beside
            }
        }
    }

    /// The numbers that were asked for one by one, in ascending order.
    pub(super) fn named(&self) -> Vec<SeqNumber> {
        let mut numbers = match self {
            Self::All => Vec::new(),
            Self::Seqs(list) => list.clone(),
            Self::Installation { result, .. } => vec![*result],
        };
        numbers.sort_unstable();
        numbers.dedup();
        numbers
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
    use signoff_protocol::message::Unknown;

    use super::*;

    #[test]
    fn an_installation_leaves_its_result_and_what_its_profile_configured() {
        let profile: Iccid = "8932300000000000011".parse().expect("an ICCID");
        let other: Iccid = "8932300000000000029".parse().expect("an ICCID");
        let included = |which: &Which| -> Vec<u32> {
            [
                (3, Event::Install, Some(profile)),
                (4, Event::Install, None),
                (5, Event::Install, Some(profile)),
                (6, Event::Install, Some(other)),
                (7, Event::Delete, Some(profile)),
                (8, Event::Install, Some(profile)),
            ]
            .into_iter()
            .map(|(number, event, iccid)| NotificationMetadata {
                seq_number: SeqNumber::new(number),
                event,
                address: "smdp.example".to_owned(),
                iccid,
                unknown: Unknown::none(),
            })
            .filter(|pending| which.includes(pending))
            .map(|pending| pending.seq_number.get())
            .collect()
        };
        let result = SeqNumber::new(4);
        let installed = Which::Installation {
            result,
            iccid: Some(profile),
        };
        assert_eq!(included(&installed), [4, 5, 8]);
        let failed = Which::Installation { result, iccid: None };
        assert_eq!(included(&failed), [4]);
        assert_eq!(included(&Which::Seqs(vec![result, SeqNumber::new(7)])), [4, 7]);
        assert_eq!(included(&Which::All).len(), 6);
    }

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
