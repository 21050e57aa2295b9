//! Carries out resolved flows: a step becomes calls of the LPA, the answer is held against the expectation.
//! Flows go in, [`event`]s come out.

pub mod event;
pub mod verdict;

pub use event::{CaseInfo, CaseResult, Event, Reporter, RunInfo, Summary};
pub use verdict::{Difference, Mismatch, StepPlace, Verdict};
