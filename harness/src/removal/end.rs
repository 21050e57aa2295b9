//! How a run ended.

use std::collections::BTreeMap;

use super::{Step, Trouble};
use crate::verification::Verdict;

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// All steps were carried out; the verdict on each profile, by ICCID.
    Verified(BTreeMap<String, Verdict>),
    /// A step failed after which nothing more may be done. It can be resumed.
    Stopped {
        /// Which.
        step: Step,
        /// Why.
        reason: Trouble,
        /// Whether somebody said no, who was there.
        refused: bool,
    },
    /// Somebody asked for the end. It can be resumed.
    Interrupted,
}

impl End {
    /// The worst verdict, if there is one.
    pub fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Verified(verdicts) => Some(verdicts.values().copied().max().unwrap_or(Verdict::Unknown)),
            Self::Stopped { .. } | Self::Interrupted => None,
        }
    }

    /// As the journal writes it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Verified(_) => self.verdict().unwrap_or(Verdict::Unknown).name(),
            Self::Stopped { .. } => "stopped",
            Self::Interrupted => "interrupted",
        }
    }
}
