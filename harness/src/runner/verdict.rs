//! What became of a case: one verdict, and for a failure the step, the expectation and the answer.

use std::fmt;

use crate::text::Message;

/// Where a step stands in its flow file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepPlace {
    /// File as the user named it, or `shipped:NAME.yaml`.
    pub file: String,
    /// Line of the step, from 1.
    pub line: usize,
    /// Column of the step, from 1.
    pub column: usize,
    /// Which step of the flow, from 1.
    pub number: usize,
    /// `delete`, `verify`, ...
    pub kind: String,
    /// What the flow calls the step.
    pub label: Option<String>,
    /// The line of the file in which the step starts.
    pub source: String,
}

impl fmt::Display for StepPlace {
    /// `flow.yaml:12:5, step 3 (delete, "the second time")`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            number,
            kind,
            label,
            ..
        } = self;
        write!(f, "{file}:{line}:{column}, step {number} ({kind}")?;
        if let Some(label) = label {
            write!(f, ", {label:?}")?;
        }
        f.write_str(")")
    }
}

/// One expectation that was not met, both sides in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which expectation: `result`, `profiles[1].state`, ...
    pub expectation: String,
    /// What the flow says.
    pub expected: String,
    /// What the device answered.
    pub actual: String,
}

impl Difference {
    /// An expectation and both its values.
    pub fn new(
        expectation: impl Into<String>,
        expected: impl Into<String>,
        actual: impl Into<String>,
    ) -> Self {
        Self {
            expectation: expectation.into(),
            expected: expected.into(),
            actual: actual.into(),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: expected {}, got {}",
            self.expectation, self.expected, self.actual
        )
    }
}

/// A step whose answer is not what the flow expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The step.
    pub step: StepPlace,
    /// At least one difference, in the order of the flow's expectations.
    pub differences: Vec<Difference>,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.step)?;
        self.differences
            .iter()
            .try_for_each(|difference| write!(f, "\n{difference}"))
    }
}

/// Result of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every expectation was met.
    Pass,
    /// The device answered otherwise than expected.
    Fail(Mismatch),
    /// The environment did not allow an answer: no port, no modem, silence. Says nothing about the card.
    Error {
        /// The step that was being carried out, if one was.
        step: Option<StepPlace>,
        /// What happened, where, and what to do.
        message: Message,
    },
    /// The attached device is not what the flow is written for.
    NotApplicable(Message),
    /// Protection refused the flow before anything was changed.
    Refused(Message),
    /// The user stopped the run while the flow was running, or before it.
    Interrupted {
        /// Steps that were carried out.
        steps_done: usize,
    },
}

impl Verdict {
    /// One word, as in reports.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail(_) => "fail",
            Self::Error { .. } => "error",
            Self::NotApplicable(_) => "not applicable",
            Self::Refused(_) => "refused",
            Self::Interrupted { .. } => "interrupted",
        }
    }
}
