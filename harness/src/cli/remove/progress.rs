//! What a person sees while it goes on.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::Console;
use crate::removal::{How, Progress, Step, StepKind, StepOutcome, texts as words};
use crate::verification::{Told, Verdict, texts};

/// A line for each step that is over, and a spinner for the one that is not.
pub(super) struct Screen {
    console: Console,
    bar: ProgressBar,
}

impl Screen {
    pub(super) fn new(console: Console) -> Self {
        let bar = if std::io::stderr().is_terminal() && std::io::stdout().is_terminal() {
            let style = ProgressStyle::with_template("{spinner} {wide_msg}");
            let bar = ProgressBar::new_spinner();
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        } else {
            ProgressBar::hidden()
        };
        Self { console, bar }
    }

    /// Takes the spinner away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }

    pub(super) fn told(&mut self, progress: Progress<'_>) {
        let say = self.console.texts();
        match progress {
            Progress::Begins(step) => self.bar.set_message(format!("{} …", words::step(say, step))),
            Progress::Ended(step, outcome) => self.ended(step, outcome),
            Progress::WaitsForDelivery { left } => {
                let text = say.say("remove-waits-delivery", &[("left", (left.as_secs() + 1).into())]);
                self.wait(text);
            }
            Progress::Verifies(Told::Begins(stage)) => {
                let stage = texts::stage(say, stage);
                self.bar
                    .set_message(say.say("verify-begins", &[("stage", stage.into())]));
            }
            Progress::Verifies(Told::Waits { verdict, left }) => {
                let verdict = texts::word(say, verdict);
                let left = left.as_secs() + 1;
                let text = say.say(
                    "verify-waits",
                    &[("verdict", verdict.into()), ("left", left.into())],
                );
                self.wait(text);
            }
            Progress::Verifies(Told::Ended(_)) => {}
        }
    }

    /// In the spinner, or in a line where there is none and the person wants to know all.
    fn wait(&self, text: String) {
        if self.bar.is_hidden() {
            if self.console.verbose > 0 {
                self.console.note(&text);
            }
        } else {
            self.bar.set_message(text);
        }
    }

    fn ended(&self, step: &Step, outcome: &StepOutcome) {
        let palette = self.console.palette();
        let say = self.console.texts();
        let name = words::step(say, step);
        let (mark, text) = match outcome {
            StepOutcome::Done { fact, .. } if step.kind == StepKind::Verify => {
                let mark = if fact.verdict().is_some_and(Verdict::is_removed) {
                    palette.good("✓")
                } else {
                    palette.warn("!")
                };
                (mark, words::fact(say, fact))
            }
            StepOutcome::Done {
                how: How::NotNeeded, ..
            } if step.kind == StepKind::Terminate => (palette.faint("-"), self.detailed(outcome)),
            StepOutcome::Done {
                how: How::NotNeeded, ..
            } => (palette.faint("-"), words::ending(say, outcome)),
            StepOutcome::Done {
                how: How::Answered, ..
            } if self.console.verbose > 0 || step.kind == StepKind::Terminate => {
                (palette.good("✓"), self.detailed(outcome))
            }
            StepOutcome::Done { .. } => (palette.good("✓"), words::ending(say, outcome)),
            StepOutcome::Skipped { .. } => (palette.faint("-"), self.detailed(outcome)),
            StepOutcome::Failed { .. } => (palette.bad("✗"), self.detailed(outcome)),
        };
        let line = format!("{mark} {}", self.labelled(name, &text));
        // A reader that went away does not stop a removal.
        self.bar.suspend(|| drop(self.console.line(&line)));
    }

    /// How it ended, and what there is to say of it.
    fn detailed(&self, outcome: &StepOutcome) -> String {
        let say = self.console.texts();
        self.labelled(words::ending(say, outcome), &words::outcome(say, outcome))
    }

    fn labelled(&self, label: String, text: &str) -> String {
        let variables = [("label", label.into()), ("text", text.into())];
        self.console.texts().say("common-labelled", &variables)
    }
}
