//! Lines for a person: one per case, the steps with `-v`, a block per failure, a calm summary.

use std::io::{self, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Palette;
use crate::runner::{CaseResult, Event, Mismatch, Reporter, StepPlace, Summary, Verdict};
use crate::text::Texts;

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
        let mark = if as_expected {
            palette.good("ok  ")
        } else {
            palette.bad("FAIL")
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
            palette.faint(&format!("({})", duration(elapsed)))
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
                let mut details = format!("{} steps, {}", result.case.steps, duration(result.elapsed));
                for removal in &result.removals {
                    details.push_str("; ");
                    details.push_str(&removal.to_string());
                }
                self.line(&format!(
                    "{}  {name:<60} {}",
                    palette.good("pass"),
                    palette.faint(&details)
                ))?;
            }
            Verdict::NotApplicable(reason) => {
                if self.bar.is_none() {
                    self.line(&format!(
                        "{}   {name:<60} {}",
                        palette.warn("n/a"),
                        palette.faint(reason)
                    ))?;
                }
                self.not_applicable.push((name, reason.clone()));
            }
            Verdict::Interrupted { steps_done: 0 } => {}
            Verdict::Interrupted { steps_done } => {
                self.line(&format!("{}  {name}", palette.warn("stop")))?;
                let steps = result.case.steps;
                self.line(&format!(
                    "      interrupted after {steps_done} of {steps} steps; channels are closed"
                ))?;
            }
            Verdict::Fail(mismatch) => {
                self.line(&format!("{}  {}", palette.bad("FAIL"), palette.strong(&name)))?;
                self.mismatch(mismatch)?;
            }
            Verdict::Error { step, message } => {
                self.line(&format!("{} {}", palette.bad("ERROR"), palette.strong(&name)))?;
                if let Some(step) = step {
                    self.place(step)?;
                }
                message
                    .lines()
                    .try_for_each(|line| self.line(&format!("      {line}")))?;
            }
            Verdict::Refused(reason) => {
                self.line(&format!("{}  {}", palette.bad("refused"), palette.strong(&name)))?;
                reason
                    .lines()
                    .try_for_each(|line| self.line(&format!("      {line}")))?;
            }
        }
        result
            .remarks
            .iter()
            .try_for_each(|remark| self.line(&format!("      note: {remark}")))?;
        if let Some(command) = &result.reproduce {
            self.line(&format!("      {} {command}", palette.faint("again:")))?;
        }
        Ok(())
    }

    fn place(&mut self, step: &StepPlace) -> io::Result<()> {
        let palette = self.style.palette;
        self.line(&format!("      {} {step}", palette.faint("-->")))?;
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
            self.value("expected", &palette.good(&difference.expected))?;
            self.value("got     ", &palette.bad(&difference.actual))?;
        }
        Ok(())
    }

    fn value(&mut self, name: &str, value: &str) -> io::Result<()> {
        let mut lines = value.lines();
        self.line(&format!("        {name} {}", lines.next().unwrap_or_default()))?;
        lines.try_for_each(|line| self.line(&format!("                 {line}")))
    }

    fn summary(&mut self, summary: &Summary) -> io::Result<()> {
        let palette = self.style.palette;
        let had_bar = self.bar.take().inspect(ProgressBar::finish_and_clear).is_some();
        if had_bar && !self.not_applicable.is_empty() {
            for (name, reason) in std::mem::take(&mut self.not_applicable) {
                self.line(&format!(
                    "{}   {name:<60} {}",
                    palette.warn("n/a"),
                    palette.faint(&reason)
                ))?;
            }
        }
        let mut parts = Vec::new();
        let mut part = |count: usize, words: &str, paint: fn(Palette, &str) -> String, always: bool| {
            if count > 0 {
                parts.push(paint(palette, &format!("{count} {words}")));
            } else if always {
                parts.push(format!("0 {words}"));
            }
        };
        part(summary.passed, "passed", Palette::good, true);
        part(summary.failed, "failed", Palette::bad, true);
        part(summary.not_applicable, "not applicable", Palette::warn, true);
        part(summary.errors, "without an answer", Palette::bad, false);
        part(summary.refused, "refused by protection", Palette::bad, false);
        part(summary.interrupted, "interrupted", Palette::warn, false);
        self.line("")?;
        self.line(&format!("{} in {}", parts.join(", "), duration(summary.elapsed)))?;
        if summary.not_applicable > 0 && summary.not_applicable == summary.total() {
            self.line(&palette.warn("no flow applies to this device: nothing was tested"))?;
        }
        self.out.flush()
    }
}

impl<W: Write> Reporter for TerminalReport<'_, W> {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        match event {
            Event::RunStarted(run) => {
                let cases = self.texts.say("run-cases", &[("count", run.cases.into())]);
                self.line(&format!("{cases} on {}, seed {}", run.target, run.seed))?;
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
                    bar.set_message(format!("{}: step {} {}", case.name(), step.number, step.kind));
                }
                Ok(())
            }
            Event::StepFinished {
                step,
                answer,
                as_expected,
                elapsed,
                ..
            } if self.style.verbose => self.step(step, answer, *as_expected, *elapsed),
            Event::StepFinished { .. } => Ok(()),
            Event::FlowFinished(result) => self.finished(result),
            Event::RunFinished(summary) => self.summary(summary),
        }
    }
}

/// `3 ms`, `1.24 s`, `2 min 5 s`.
fn duration(elapsed: Duration) -> String {
    match elapsed.as_millis() {
        ms @ 0..1000 => format!("{ms} ms"),
        ms @ 1000..60_000 => format!("{}.{:02} s", ms / 1000, ms % 1000 / 10),
        ms => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1000),
    }
}
