//! Carries out resolved flows: a step becomes calls of the LPA, the answer is held against the expectation.
//! Flows go in, [`event`]s come out.

pub mod answer;
mod answer_told;
mod applicability;
mod capture;
mod case;
mod compare;
mod error;
pub mod event;
mod exchanges;
mod judge;
mod manual;
mod modem_view;
mod names;
pub mod operator;
mod options;
mod perform;
mod plan;
mod protect;
mod read_state;
mod retrieved;
pub mod rsp;
mod run;
mod session;
pub mod state;
mod step;
mod stop;
mod surroundings;
mod told;
mod unattended;
mod usim;
pub mod verdict;
pub mod ways;

pub use case::Case;
pub use error::StepError;
pub use event::{CaseInfo, CaseResult, Event, Reporter, RunInfo, Summary};
pub use manual::{ManualFact, ManualRecord, NoAnswer, People, Person, Question};
pub use names::Names;
pub use options::RunOptions;
pub use run::{RunError, file_name, run};
pub use stop::{Stop, Stopper};
pub use verdict::{Difference, Mismatch, StepPlace, Verdict};
