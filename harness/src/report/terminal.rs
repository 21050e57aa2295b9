//! Lines for a person: one per case, the steps with `-v`, a block per failure, a calm summary.

use std::io::{self, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Palette;
use crate::runner::{CaseResult, Event, Mismatch, Reporter, StepPlace, Summary, Verdict};
use crate::text::{Texts, columns, padded};

/// How many columns the names of cases get, so that what follows them is aligned.
const NAMES: usize = 60;

/// How the lines look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Colours, or none.
    pub palette: Palette,
    /// Every step has its line.
    pub verbose: bool,
    /// A bar moves on standard error, and cases that passed have no line of their own.
    pub progress: bool,
}

/// Writes lines to `out`.
pub struct TerminalReport<'a, W> {
    out: W,
    style: Style,
    texts: &'a Texts,
    bar: Option<ProgressBar>,
    not_applicable: Vec<(String, String)>,
}

impl<'a, W: Write> TerminalReport<'a, W> {
    /// Lines go to `out`; the bar, if one is wanted, to standard error.
    pub fn new(out: W, style: Style, texts: &'a Texts) -> Self {
        Self {
            out,
            style,
            texts,
            bar: None,
            not_applicable: Vec::new(),
        }
    }

    /// What was written to.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        let Self { out, bar, .. } = self;
        match bar {
            Some(bar) => bar.suspend(|| writeln!(out, "{text}")),
            None => writeln!(out, "{text}"),
        }
    }

    fn start_bar(&mut self, cases: usize) {
        if !self.style.progress {
            return;
        }
        let length = u64::try_from(cases).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
            bar.set_style(style);
        }
        self.bar = Some(bar);
    }

    fn step(
        &mut self,
        step: &StepPlace,
        answer: &str,
        as_expected: bool,
        elapsed: Duration,
    ) -> io::Result<()> {
        let palette = self.style.palette;
        let (good, bad) = (
            self.texts.say("run-step-ok", &[]),
            self.texts.say("run-fail", &[]),
        );
        let width = columns(&good).max(columns(&bad));
        let mark = if as_expected {
            palette.good(&padded(&good, width))
        } else {
            palette.bad(&padded(&bad, width))
        };
        let what = step
            .label
            .as_ref()
            .map_or_else(|| step.kind.clone(), |label| format!("{}: {label}", step.kind));
        let mut lines = answer.lines();
        let first = lines.next().unwrap_or_default();
        self.line(&format!(
            "  {mark} {:>3} {what} {} {}",
            step.number,
            palette.faint(first),
            palette.faint(&format!("({})", self.texts.duration(elapsed)))
        ))?;
        lines.try_for_each(|line| self.line(&format!("           {}", palette.faint(line))))
    }

    fn finished(&mut self, result: &CaseResult) -> io::Result<()> {
        let palette = self.style.palette;
        let name = result.case.name();
        if let Some(bar) = &self.bar {
            bar.inc(1);
            bar.set_message(name.clone());
        }
        match &result.verdict {
            Verdict::Pass if self.bar.is_some() && !self.style.verbose => {}
            Verdict::Pass => {
                let steps = self
                    .texts
                    .say("run-steps", &[("count", result.case.steps.into())]);
                let separator = self.texts.say("common-separator", &[]);
                let mut details = format!("{steps}{separator}{}", self.texts.duration(result.elapsed));
                for removal in &result.removals {
                    details.push_str("; ");
                    details.push_str(&removal.to_string());
                }
                for record in &result.manual {
                    details.push_str("; ");
                    details.push_str(&record.label);
                    details.push_str(": ");
                    details.push_str(&record.fact.say());
                }
                self.line(&format!(
                    "{}{} {}",
                    self.mark("run-pass", Palette::good),
                    padded(&name, NAMES),
                    palette.faint(&details)
                ))?;
            }
            Verdict::NotApplicable(reason) => {
                let reason = self.texts.tell(reason);
                if self.bar.is_none() {
                    self.not_applicable(&name, &reason, NAMES)?;
                }
                self.not_applicable.push((name, reason));
            }
            Verdict::Interrupted { steps_done: 0 } => {}
            Verdict::Interrupted { steps_done } => {
                self.line(&format!("{}{name}", self.mark("run-stop", Palette::warn)))?;
                let counts = [
                    ("done", (*steps_done).into()),
                    ("steps", result.case.steps.into()),
                ];
                self.line(&format!(
                    "      {}",
                    self.texts.say("run-interrupted-after", &counts)
                ))?;
            }
            Verdict::Fail(mismatch) => {
                self.line(&format!(
                    "{}{}",
                    self.mark("run-fail", Palette::bad),
                    palette.strong(&name)
                ))?;
                self.mismatch(mismatch)?;
            }
            Verdict::Error { step, message } => {
                self.line(&format!(
                    "{}{}",
                    self.mark("run-error", Palette::bad),
                    palette.strong(&name)
                ))?;
                if let Some(step) = step {
                    self.place(step)?;
                }
                self.texts
                    .tell(message)
                    .lines()
                    .try_for_each(|line| self.line(&format!("      {line}")))?;
            }
            Verdict::Refused(reason) => {
                self.line(&format!(
                    "{}{}",
                    self.mark("run-refused", Palette::bad),
                    palette.strong(&name)
                ))?;
                self.texts
                    .tell(reason)
                    .lines()
                    .try_for_each(|line| self.line(&format!("      {line}")))?;
            }
        }
        for remark in &result.remarks {
            let note = self.texts.say("run-note", &[("note", remark.into())]);
            self.line(&format!("      {note}"))?;
        }
        if let Some(command) = &result.reproduce {
            let again = self.texts.say("run-again", &[]);
            self.line(&format!("      {}{command}", palette.faint(&again)))?;
        }
        Ok(())
    }

    fn not_applicable(&mut self, name: &str, reason: &str, width: usize) -> io::Result<()> {
        let mark = self.mark("run-not-applicable", Palette::warn);
        let reason = self.style.palette.faint(reason);
        self.line(&format!("{mark}{} {reason}", padded(name, width)))
    }

    /// A verdict in a word, as wide as the others are.
    fn mark(&self, id: &str, paint: fn(Palette, &str) -> String) -> String {
        let words = [
            self.texts.say("run-pass", &[]),
            self.texts.say("run-fail", &[]),
            self.texts.say("run-error", &[]),
            self.texts.say("run-stop", &[]),
            self.texts.say("run-not-applicable", &[]),
        ];
        let width = words.iter().map(|word| columns(word)).max();
        let word = self.texts.say(id, &[]);
        let blanks = width.unwrap_or_default().saturating_sub(columns(&word));
        format!("{}{} ", paint(self.style.palette, &word), " ".repeat(blanks))
    }

    fn place(&mut self, step: &StepPlace) -> io::Result<()> {
        let palette = self.style.palette;
        let what = step
            .label
            .as_ref()
            .map_or_else(|| step.kind.clone(), |label| format!("{}, {label:?}", step.kind));
        let place = self.texts.say(
            "run-place",
            &[
                (
                    "place",
                    format!("{}:{}:{}", step.file, step.line, step.column).into(),
                ),
                ("number", step.number.into()),
                ("what", what.into()),
            ],
        );
        self.line(&format!("      {} {place}", palette.faint("-->")))?;
        if step.source.is_empty() {
            return Ok(());
        }
        self.line(&format!(
            "      {:>4} {} {}",
            step.line,
            palette.faint("|"),
            step.source
        ))
    }

    fn mismatch(&mut self, mismatch: &Mismatch) -> io::Result<()> {
        let palette = self.style.palette;
        self.place(&mismatch.step)?;
        for difference in &mismatch.differences {
            self.line(&format!("      {}", palette.strong(&difference.expectation)))?;
            let [expected, got] = [
                self.texts.say("run-expected", &[]),
                self.texts.say("run-got", &[]),
            ];
            let width = columns(&expected).max(columns(&got));
            self.value(&padded(&expected, width), &palette.good(&difference.expected))?;
            self.value(&padded(&got, width), &palette.bad(&difference.actual))?;
        }
        Ok(())
    }

    fn value(&mut self, name: &str, value: &str) -> io::Result<()> {
        let mut lines = value.lines();
        self.line(&format!("        {name} {}", lines.next().unwrap_or_default()))?;
        let blanks = " ".repeat(columns(name));
        lines.try_for_each(|line| self.line(&format!("        {blanks} {line}")))
    }

    fn summary(&mut self, summary: &Summary) -> io::Result<()> {
        let palette = self.style.palette;
        let had_bar = self.bar.take().inspect(ProgressBar::finish_and_clear).is_some();
        let listed = std::mem::take(&mut self.not_applicable);
        if had_bar {
            let width = listed.iter().map(|(name, _)| columns(name)).max();
            for (name, reason) in &listed {
                self.not_applicable(name, reason, width.unwrap_or_default())?;
            }
        }
        let mut parts = Vec::new();
        let mut part = |count: usize, id: &str, paint: fn(Palette, &str) -> String, always: bool| {
            let words = self.texts.say(id, &[("count", count.into())]);
            if count > 0 {
                parts.push(paint(palette, &words));
            } else if always {
                parts.push(words);
            }
        };
        part(summary.passed, "run-passed", Palette::good, true);
        part(summary.failed, "run-failed", Palette::bad, true);
        part(
            summary.not_applicable,
            "run-were-not-applicable",
            Palette::warn,
            true,
        );
        part(summary.errors, "run-without-answer", Palette::bad, false);
        part(summary.refused, "run-were-refused", Palette::bad, false);
        part(summary.interrupted, "run-interrupted", Palette::warn, false);
        let parts = parts.join(&self.texts.say("common-separator", &[]));
        let duration = self.texts.duration(summary.elapsed);
        let variables = [("parts", parts.into()), ("duration", duration.into())];
        self.line("")?;
        self.line(&self.texts.say("run-summary", &variables))?;
        if summary.not_applicable > 0 && summary.not_applicable == summary.total() {
            let nothing = self.texts.say("run-nothing-applies", &[]);
            self.line(&palette.warn(&nothing))?;
        }
        self.out.flush()
    }
}

impl<W: Write> Reporter for TerminalReport<'_, W> {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        match event {
            Event::RunStarted(run) => {
                let started = self.texts.say(
                    "run-started",
                    &[
                        ("count", run.cases.into()),
                        ("target", (&run.target).into()),
                        ("seed", run.seed.to_string().into()),
                    ],
                );
                self.line(&started)?;
                self.start_bar(run.cases);
                Ok(())
            }
            Event::FlowStarted(case) if self.style.verbose => self.line(&format!(
                "{} {}",
                self.style.palette.strong(&case.name()),
                case.about
            )),
            Event::FlowStarted(case) => {
                if let Some(bar) = &self.bar {
                    bar.set_message(case.name());
                }
                Ok(())
            }
            Event::StepStarted { case, step } => {
                if let Some(bar) = &self.bar {
                    bar.set_message(self.texts.say(
                        "run-step",
                        &[
                            ("case", case.name().into()),
                            ("number", step.number.into()),
                            ("kind", (&step.kind).into()),
                        ],
                    ));
                }
                Ok(())
            }
            Event::StepFinished {
                step,
                answer,
                as_expected,
                elapsed,
                ..
            } if self.style.verbose => {
                let answer = self.texts.tell(answer);
                self.step(step, &answer, *as_expected, *elapsed)
            }
            Event::StepFinished { .. } => Ok(()),
            Event::FlowFinished(result) => self.finished(result),
            Event::RunFinished(summary) => self.summary(summary),
        }
    }
}
