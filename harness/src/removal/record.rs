//! The lines of a journal.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ContactOutcome, Evidence, Fact, Intention, Omission, Plan, Step, StepKind, Trouble};

/// Version of the journal. A newer one is refused. Version 1 had English sentences where this one has facts; they are read as
/// what somebody said.
pub const JOURNAL_VERSION: u32 = 2;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// The first line.
    Begun {
        /// Version of the journal.
        signoff_removal: u32,
        /// RFC 3339.
        at: String,
        /// What is to be done.
        plan: Box<Plan>,
    },
    /// A person, or an option in their place, decided something.
    Decided {
        /// RFC 3339.
        at: String,
        /// What.
        decision: Decision,
    },
    /// A step is about to be carried out.
    Intent {
        /// RFC 3339.
        at: String,
        /// Which.
        step: Step,
        /// What exactly.
        detail: Intention,
    },
    /// A step is over.
    Outcome {
        /// RFC 3339.
        at: String,
        /// Which.
        step: Step,
        /// How it ended.
        outcome: StepOutcome,
    },
    /// Somebody stopped the run.
    Interrupted {
        /// RFC 3339.
        at: String,
    },
    /// The run goes on.
    Resumed {
        /// RFC 3339.
        at: String,
    },
    /// The run is over.
    Ended {
        /// RFC 3339.
        at: String,
        /// Name of the verdict, or `stopped`.
        end: String,
    },
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Decision {
    /// The profiles may be removed.
    Confirmed {
        /// `typed`, `yes`
        how: String,
    },
    /// A step is left out.
    Skip {
        /// Which.
        step: StepKind,
    },
    /// The person has contacted the operator.
    Contacted {
        /// Which profile.
        iccid: String,
        /// The reference number that the operator gave.
        reference: Option<String>,
        /// What came of it.
        #[serde(default)]
        outcome: ContactOutcome,
    },
}

/// How it is known that a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It was carried out, and answered.
    Answered,
    /// Its answer was lost, and the state shows it.
    ReadBack,
    /// Nothing was to be done.
    NotNeeded,
}

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "ended", rename_all = "snake_case")]
pub enum StepOutcome {
    /// It is done.
    Done {
        /// How that is known.
        how: How,
        /// What was done.
        #[serde(alias = "text")]
        fact: Fact,
        /// What proves it.
        evidence: Vec<Evidence>,
    },
    /// It was left out, and why.
    Skipped {
        /// Why.
        reason: Omission,
    },
    /// It failed; it can be tried again.
    Failed {
        /// Why.
        reason: Trouble,
        /// Whether somebody said no, who was there.
        refused: bool,
        /// What is known nevertheless.
        evidence: Vec<Evidence>,
    },
}

impl StepOutcome {
    /// Done, without a proof.
    pub const fn done(how: How, fact: Fact) -> Self {
        Self::Done {
            how,
            fact,
            evidence: Vec::new(),
        }
    }

    /// Whether the step need not be carried out again.
    pub const fn is_settled(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Skipped { .. })
    }
}
