//! A run as JSON, with a schema of its own and a version that only grows when a reader must change.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::runner::rsp::RemovalView;
use crate::runner::{CaseResult, Event, ManualRecord, Reporter, RunInfo, StepPlace, Summary, Verdict};

/// Version of the JSON report.
pub const SCHEMA_VERSION: u32 = 1;

/// Collects a run and writes it when it is over.
pub struct JsonReport<W> {
    out: W,
    run: RunInfo,
    cases: Vec<JsonCase>,
    steps: Vec<JsonStep>,
}

impl<W: Write> JsonReport<W> {
    /// The document goes to `out`.
    pub fn new(out: W) -> Self {
        Self {
            out,
            run: RunInfo::default(),
            cases: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// What was written to.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let document = JsonRun {
            signoff_report: SCHEMA_VERSION,
            target: self.run.target.clone(),
            seed: self.run.seed,
            summary: JsonSummary {
                passed: summary.passed,
                failed: summary.failed,
                errors: summary.errors,
                not_applicable: summary.not_applicable,
                refused: summary.refused,
                interrupted: summary.interrupted,
                elapsed_ms: millis(summary.elapsed),
            },
            cases: std::mem::take(&mut self.cases),
        };
        serde_json::to_writer_pretty(&mut self.out, &document)?;
        writeln!(self.out)?;
        self.out.flush()
    }
}

impl<W: Write> Reporter for JsonReport<W> {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        match event {
            Event::RunStarted(run) => self.run = run.clone(),
            Event::FlowStarted(_) => self.steps.clear(),
            Event::StepStarted { .. } => {}
            Event::StepFinished {
                step,
                answer,
                as_expected,
                elapsed,
                ..
            } => self.steps.push(JsonStep {
                place: JsonPlace::from(step),
                answer: answer.english(),
                as_expected: *as_expected,
                elapsed_ms: millis(*elapsed),
            }),
            Event::FlowFinished(result) => {
                let steps = std::mem::take(&mut self.steps);
                self.cases.push(JsonCase::new(result, steps));
            }
            Event::RunFinished(summary) => return self.finish(summary),
        }
        Ok(())
    }
}

fn millis(elapsed: std::time::Duration) -> u64 {
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}

/// The whole document.
#[derive(Serialize, JsonSchema)]
pub(super) struct JsonRun {
    /// Version of this document's shape.
    signoff_report: u32,
    target: String,
    seed: u64,
    summary: JsonSummary,
    cases: Vec<JsonCase>,
}

/// How many cases came to what.
#[derive(Serialize, JsonSchema)]
struct JsonSummary {
    passed: usize,
    failed: usize,
    errors: usize,
    not_applicable: usize,
    refused: usize,
    interrupted: usize,
    elapsed_ms: u64,
}

/// One flow with one row of its matrix.
#[derive(Serialize, JsonSchema)]
struct JsonCase {
    name: String,
    flow: String,
    about: String,
    file: String,
    parameters: serde_json::Map<String, serde_json::Value>,
    tags: Vec<String>,
    #[serde(flatten)]
    verdict: JsonVerdict,
    elapsed_ms: u64,
    /// The command that runs the case again; absent when it passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    reproduce: Option<String>,
    /// What the last `verify` has shown of removals; absent when none was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    removals: Vec<JsonRemoval>,
    /// What persons have done; absent when no step was theirs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    manual: Vec<JsonManual>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
    steps: Vec<JsonStep>,
}

impl JsonCase {
    fn new(result: &CaseResult, steps: Vec<JsonStep>) -> Self {
        let case = &result.case;
        Self {
            name: case.name(),
            flow: case.flow.clone(),
            about: case.about.clone(),
            file: case.file.clone(),
            parameters: case
                .parameters
                .iter()
                .map(|(key, value)| (key.clone(), value.clone().into()))
                .collect(),
            tags: case.tags.clone(),
            verdict: JsonVerdict::from(&result.verdict),
            elapsed_ms: millis(result.elapsed),
            reproduce: result.reproduce.clone(),
            removals: result.removals.iter().map(JsonRemoval::from).collect(),
            manual: result.manual.iter().map(JsonManual::from).collect(),
            remarks: result.remarks.clone(),
            steps,
        }
    }
}

/// What is known of the removal of a profile.
#[derive(Serialize, JsonSchema)]
struct JsonRemoval {
    /// Name of the profile.
    profile: String,
    /// `present`, `deleted`, `deleted_and_acknowledged`, `unknown`.
    is: &'static str,
    /// Addresses that have acknowledged the deletion.
    acknowledged_by: Vec<String>,
}

impl From<&RemovalView> for JsonRemoval {
    fn from(view: &RemovalView) -> Self {
        Self {
            profile: view.profile.clone(),
            is: view.verdict.name(),
            acknowledged_by: view.acknowledged_by.clone(),
        }
    }
}

/// What a person has done. There is nothing about the person in it.
#[derive(Serialize, JsonSchema)]
struct JsonManual {
    /// The label of the step.
    label: String,
    /// `done`, `refused`, `not_reached`, `postponed`.
    outcome: &'static str,
    /// The reference number.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

impl From<&ManualRecord> for JsonManual {
    fn from(record: &ManualRecord) -> Self {
        Self {
            label: record.label.clone(),
            outcome: record.fact.outcome.name(),
            reference: record.fact.reference.as_ref().map(ToString::to_string),
        }
    }
}

/// What the case came to.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "verdict", rename_all = "snake_case")]
enum JsonVerdict {
    Pass,
    Fail {
        step: JsonPlace,
        differences: Vec<JsonDifference>,
    },
    Error {
        step: Option<JsonPlace>,
        message: String,
    },
    NotApplicable {
        reason: String,
    },
    Refused {
        reason: String,
    },
    Interrupted {
        steps_done: usize,
    },
}

impl From<&Verdict> for JsonVerdict {
    fn from(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Pass => Self::Pass,
            Verdict::Fail(mismatch) => Self::Fail {
                step: JsonPlace::from(&mismatch.step),
                differences: mismatch
                    .differences
                    .iter()
                    .map(|difference| JsonDifference {
                        expectation: difference.expectation.clone(),
                        expected: difference.expected.clone(),
                        actual: difference.actual.clone(),
                    })
                    .collect(),
            },
            Verdict::Error { step, message } => Self::Error {
                step: step.as_ref().map(JsonPlace::from),
                message: message.english(),
            },
            Verdict::NotApplicable(reason) => Self::NotApplicable {
                reason: reason.english(),
            },
            Verdict::Refused(reason) => Self::Refused {
                reason: reason.english(),
            },
            Verdict::Interrupted { steps_done } => Self::Interrupted {
                steps_done: *steps_done,
            },
        }
    }
}

/// One expectation that was not met.
#[derive(Serialize, JsonSchema)]
struct JsonDifference {
    expectation: String,
    expected: String,
    actual: String,
}

/// Where a step stands.
#[derive(Serialize, JsonSchema)]
struct JsonPlace {
    file: String,
    line: usize,
    column: usize,
    number: usize,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
}

impl From<&StepPlace> for JsonPlace {
    fn from(step: &StepPlace) -> Self {
        Self {
            file: step.file.clone(),
            line: step.line,
            column: step.column,
            number: step.number,
            kind: step.kind.clone(),
            label: step.label.clone(),
        }
    }
}

/// One step that was carried out.
#[derive(Serialize, JsonSchema)]
struct JsonStep {
    #[serde(flatten)]
    place: JsonPlace,
    /// What the device answered, in words.
    answer: String,
    as_expected: bool,
    elapsed_ms: u64,
}

/// JSON Schema of the report.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(JsonRun)
}
