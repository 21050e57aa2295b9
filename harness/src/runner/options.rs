//! What a run is told beside its flows.

use std::collections::BTreeMap;
use std::path::PathBuf;

use signoff_protocol::id::Iccid;

use super::manual::People;
use crate::protection::Expendable;
use crate::transport::{Target, Timeouts};

/// Options of a run.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// Where the cards are.
    pub target: Target,
    /// Seed of everything that is random.
    pub seed: u64,
    /// How many flows run at the same time on simulated targets. On an attached device it is always one.
    pub jobs: usize,
    /// Deadlines.
    pub timeouts: Timeouts,
    /// What may be lost on an attached device. For simulated ones the card file says it.
    pub expendable: Expendable,
    /// Which of the device's profiles stand for those of card files, by short name.
    pub profiles: BTreeMap<String, Iccid>,
    /// Who answers manual steps.
    pub people: People,
    /// Where transcripts are written.
    pub transcripts: Option<PathBuf>,
    /// What follows `signoff run FILE` in the command that runs a case again.
    pub again: String,
}

impl RunOptions {
    /// A run on `sim:` with this seed.
    pub fn simulated(seed: u64) -> Self {
        Self {
            target: Target::Sim,
            seed,
            jobs: 1,
            timeouts: Timeouts::simulated(),
            expendable: Expendable::None,
            profiles: BTreeMap::new(),
            people: People::default(),
            transcripts: None,
            again: format!(" --seed {seed}"),
        }
    }
}
