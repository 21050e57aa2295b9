//! When a link fails, and how.

use signoff_protocol::apdu::StatusWord;

/// What happens to one exchange. The card knows nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// The command does not reach the card, and no answer comes.
    DropCommand,
    /// The command is carried out, and its answer does not come.
    DropAnswer,
    /// The answer comes this much later.
    Delay {
        /// Milliseconds.
        ms: u32,
    },
    /// One bit of the answer's data is inverted; of the status word, if there is no data.
    Corrupt,
    /// The command does not reach the card, and this is the answer.
    Status(StatusWord),
}

/// Which exchanges a fault hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The n-th exchange, counted from 0.
    Exchange(u64),
    /// The n-th exchange with this INS, counted from 0.
    Instruction {
        /// Instruction byte.
        ins: u8,
        /// Which of them.
        nth: u64,
    },
    /// Each exchange with this probability in millionths, by the seed.
    Chance {
        /// 1,000,000 is always.
        ppm: u32,
    },
}

/// One fault of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedFault {
    /// Which exchanges it hits.
    pub when: When,
    /// What happens to them.
    pub fault: LinkFault,
}

/// Faults in the order of their precedence: one exchange gets at most one, the first that fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FaultPlan {
    /// The faults.
    pub faults: Vec<PlannedFault>,
}

impl FaultPlan {
    /// A plan with a single fault.
    pub fn once(when: When, fault: LinkFault) -> Self {
        Self {
            faults: vec![PlannedFault { when, fault }],
        }
    }
}
