//! A run as JUnit XML, as Jenkins and GitLab read it: the target is the suite, a flow is a case.

use std::fmt::Write as _;
use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Property, TestCase, TestCaseStatus, TestSuite, XmlString};

use crate::runner::{CaseResult, Event, Reporter, RunInfo, Summary, Verdict};

/// Collects a run and writes it when it is over.
pub struct JunitReport<W> {
    out: W,
    run: RunInfo,
    cases: Vec<TestCase>,
    /// Lines of the steps of the case that is running.
    steps: String,
}

impl<W: Write> JunitReport<W> {
    /// The document goes to `out`.
    pub fn new(out: W) -> Self {
        Self {
            out,
            run: RunInfo::default(),
            cases: Vec::new(),
            steps: String::new(),
        }
    }

    /// What was written to.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let mut suite = TestSuite::new(self.run.target.as_str());
        suite.set_time(summary.elapsed);
        suite.add_property(Property::new("seed", self.run.seed.to_string()));
        suite.add_property(Property::new("target", self.run.target.as_str()));
        suite.add_test_cases(std::mem::take(&mut self.cases));
        let mut report = quick_junit::Report::new("signoff");
        report.set_time(summary.elapsed);
        report.add_test_suite(suite);
        let text = report.to_string().map_err(io::Error::other)?;
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }
}

impl<W: Write> Reporter for JunitReport<W> {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        match event {
            Event::RunStarted(run) => self.run = run.clone(),
            Event::FlowStarted(_) => self.steps.clear(),
            Event::StepStarted { .. } => {}
            Event::StepFinished {
                step,
                answer,
                as_expected,
                ..
            } => {
                let mark = if *as_expected { "ok" } else { "FAIL" };
                // Writing to a String never fails.
                let _written = writeln!(self.steps, "{mark} {step}: {}", answer.english());
            }
            Event::FlowFinished(result) => {
                let steps = std::mem::take(&mut self.steps);
                self.cases.push(case(result, steps));
            }
            Event::RunFinished(summary) => return self.finish(summary),
        }
        Ok(())
    }
}

fn case(result: &CaseResult, mut steps: String) -> TestCase {
    let mut case = TestCase::new(result.case.name(), status(&result.verdict));
    case.set_classname(result.case.file.as_str());
    case.set_time(result.elapsed);
    for (key, value) in &result.case.parameters {
        case.add_property(Property::new(key.as_str(), value.as_str()));
    }
    for tag in &result.case.tags {
        case.add_property(Property::new("tag", tag.as_str()));
    }
    for removal in &result.removals {
        let name = format!("removal.{}", removal.profile);
        case.add_property(Property::new(name.as_str(), removal.verdict.name()));
    }
    for record in &result.manual {
        let name = format!("manual.{}", record.label);
        case.add_property(Property::new(name.as_str(), record.fact.say().as_str()));
    }
    for remark in &result.remarks {
        // Writing to a String never fails.
        let _written = writeln!(steps, "note: {remark}");
    }
    if let Some(command) = &result.reproduce {
        // Writing to a String never fails.
        let _written = writeln!(steps, "again: {command}");
    }
    if !steps.is_empty() {
        case.set_system_out(steps);
    }
    case
}

fn status(verdict: &Verdict) -> TestCaseStatus {
    let non_success = |kind, kind_name: &str, message: String, text: String| {
        let mut status = TestCaseStatus::non_success(kind);
        status.set_type(kind_name);
        status.set_message(message);
        status.set_description(XmlString::new(text));
        status
    };
    let skipped = |reason: &str| {
        let mut status = TestCaseStatus::skipped();
        status.set_message(reason);
        status
    };
    match verdict {
        Verdict::Pass => TestCaseStatus::success(),
        Verdict::Fail(mismatch) => {
            let first = mismatch
                .differences
                .first()
                .map(ToString::to_string)
                .unwrap_or_default();
            let message = format!("step {} ({}): {first}", mismatch.step.number, mismatch.step.kind);
            non_success(NonSuccessKind::Failure, "mismatch", message, mismatch.to_string())
        }
        Verdict::Error { step, message } => {
            let message = message.english();
            let text = step
                .as_ref()
                .map_or_else(|| message.clone(), |step| format!("{step}\n{message}"));
            non_success(NonSuccessKind::Error, "environment", message, text)
        }
        Verdict::Refused(reason) => non_success(
            NonSuccessKind::Error,
            "protection",
            reason.english(),
            reason.english(),
        ),
        Verdict::NotApplicable(reason) => skipped(&reason.english()),
        Verdict::Interrupted { .. } => skipped("interrupted"),
    }
}
