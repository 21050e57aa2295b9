//! All stages and what comes out of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Diagnosis, StageReport, Subject, Verdict};

/// Version of the JSON form of a report. Version 1 had sentences where this one has reasons as data; it is read on.
pub const REPORT_VERSION: u32 = 2;

/// Everything that a verification found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VerificationReport {
    /// Version of this form.
    pub signoff_verification: u32,
    /// The profile.
    pub iccid: String,
    /// What was asked, in order.
    pub stages: Vec<StageReport>,
    /// The verdict of the last stage.
    pub verdict: Verdict,
    /// What explains it.
    pub diagnoses: Vec<Diagnosis>,
}

impl VerificationReport {
    /// The last stage decides.
    pub fn of(subject: &Subject, stages: Vec<StageReport>) -> Self {
        let last = stages.last();
        Self {
            signoff_verification: REPORT_VERSION,
            iccid: subject.iccid.to_string(),
            verdict: last.map_or(Verdict::Unknown, |stage| stage.verdict),
            diagnoses: last.map(|stage| stage.diagnoses.clone()).unwrap_or_default(),
            stages,
        }
    }
}
