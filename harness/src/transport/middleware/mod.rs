//! Layers around a transport. Each implements [`super::Transport`] over an inner one and knows nothing of ES10.
//!
//! Order is meaning: a recorder outside sees what the LPA saw, inside what the card said:
//! `Recorder::new(FaultInjector::new(link, plan, seed), log)`.

mod deadline;
mod fault_injector;
mod fault_plan;
mod forward;
mod recorder;
mod tracer;

pub use deadline::Deadline;
pub use fault_injector::FaultInjector;
pub use fault_plan::{FaultPlan, LinkFault, PlannedFault, When};
pub use recorder::Recorder;
pub use tracer::{Observer, Tracer};
