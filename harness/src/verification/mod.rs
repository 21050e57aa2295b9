//! Whether a profile is really gone: asked by independent ways, each with a result of its own.
//!
//! [`gather()`] asks all ways once; [`judge()`] makes a verdict of what they said and asks nobody; [`verify()`] does both now,
//! after a warm reset, after a cold one, and again until a time is over. What it cannot see stays "can't tell"; ways that
//! contradict each other are a verdict of their own, with what is to be done about it.

mod answer;
mod archive_witness;
mod diagnosis;
mod failure;
mod failure_of;
mod files;
mod finding;
mod gather;
mod judge;
mod not_asked;
mod report;
mod smdp_door;
mod stages;
mod subject;
pub mod texts;
mod verdict;
mod way;
mod witness;

pub use answer::Answer;
pub use archive_witness::deletions;
pub use diagnosis::Diagnosis;
pub use failure::Failure;
pub use files::{FileView, ModemReading, read_files};
pub use finding::{Contract, Finding};
pub use gather::gather;
pub use judge::{Judgement, judge};
pub use not_asked::NotAsked;
pub use report::{REPORT_VERSION, VerificationReport};
pub use smdp_door::SmdpDoor;
pub use stages::{Patience, Stage, StageReport, Told, VerifyOptions, verify};
pub use subject::Subject;
pub use verdict::Verdict;
pub use way::{Raw, Way, WayResult};
pub use witness::{Archived, OperatorWitness, SmdpView, SmdpWitness, Witnesses};
