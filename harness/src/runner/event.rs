//! What a run tells as it goes. Reports read events and nothing else.

use std::sync::Arc;
use std::time::Duration;

use super::manual::ManualRecord;
use super::rsp::RemovalView;
use super::verdict::{StepPlace, Verdict};
use crate::text::Message;

/// One flow with one row of its matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseInfo {
    /// Place in the run, from 0. Events of cases come in this order.
    pub number: usize,
    /// Name of the flow.
    pub flow: String,
    /// What the flow shows, one sentence.
    pub about: String,
    /// File as the user named it, or `shipped:NAME.yaml`.
    pub file: String,
    /// The row of the matrix, in the order of the flow; empty without one.
    pub parameters: Vec<(String, String)>,
    /// Tags of the flow.
    pub tags: Vec<String>,
    /// How many steps the flow has.
    pub steps: usize,
}

impl CaseInfo {
    /// `delete-twice` or `delete-twice [by=aid]`.
    pub fn name(&self) -> String {
        if self.parameters.is_empty() {
            return self.flow.clone();
        }
        let row: Vec<String> = self
            .parameters
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        format!("{} [{}]", self.flow, row.join(", "))
    }
}

/// What is known when a run starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunInfo {
    /// The target as the user wrote it.
    pub target: String,
    /// Seed of everything that is random.
    pub seed: u64,
    /// How many cases there are.
    pub cases: usize,
}

/// What a case came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseResult {
    /// Which case.
    pub case: Arc<CaseInfo>,
    /// Its verdict.
    pub verdict: Verdict,
    /// How long it took.
    pub elapsed: Duration,
    /// The command that runs it again, for everything that did not pass.
    pub reproduce: Option<String>,
    /// What the last `verify` has shown of removals.
    pub removals: Vec<RemovalView>,
    /// What persons have done, in the order of the steps.
    pub manual: Vec<ManualRecord>,
    /// What the run had to do beside the steps and the user should know: a channel that could not be closed, ...
    pub remarks: Vec<String>,
}

/// How many cases came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
    /// Broke off because of the environment.
    pub errors: usize,
    /// Not applicable to the device.
    pub not_applicable: usize,
    /// Refused by protection.
    pub refused: usize,
    /// Stopped by the user.
    pub interrupted: usize,
    /// How long the whole run took.
    pub elapsed: Duration,
}

impl Summary {
    /// Counts a verdict.
    pub const fn count(&mut self, verdict: &Verdict) {
        *(match verdict {
            Verdict::Pass => &mut self.passed,
            Verdict::Fail(_) => &mut self.failed,
            Verdict::Error { .. } => &mut self.errors,
            Verdict::NotApplicable(_) => &mut self.not_applicable,
            Verdict::Refused(_) => &mut self.refused,
            Verdict::Interrupted { .. } => &mut self.interrupted,
        }) += 1;
    }

    /// All cases.
    pub const fn total(&self) -> usize {
        self.passed + self.failed + self.errors + self.not_applicable + self.refused + self.interrupted
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// First event.
    RunStarted(RunInfo),
    /// A case begins.
    FlowStarted(Arc<CaseInfo>),
    /// A step begins.
    StepStarted {
        /// Its case.
        case: Arc<CaseInfo>,
        /// The step.
        step: StepPlace,
    },
    /// A step is done.
    StepFinished {
        /// Its case.
        case: Arc<CaseInfo>,
        /// The step.
        step: StepPlace,
        /// What the device answered, in words.
        answer: Message,
        /// Whether every expectation was met.
        as_expected: bool,
        /// How long it took.
        elapsed: Duration,
    },
    /// A case is done.
    FlowFinished(CaseResult),
    /// Last event.
    RunFinished(Summary),
}

/// Reads events as they come.
pub trait Reporter {
    /// Takes the next event.
    ///
    /// # Errors
    /// The report could not be written.
    fn event(&mut self, event: &Event) -> std::io::Result<()>;
}
