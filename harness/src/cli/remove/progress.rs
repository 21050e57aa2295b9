//! What a person sees while it goes on.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::Console;
use crate::removal::{How, Progress, Step, StepKind, StepOutcome};
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
            Progress::Begins(step) => self.bar.set_message(format!("{} …", self.name(step))),
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
        let name = self.name(step);
        let (mark, text) = match outcome {
            StepOutcome::Done { text, .. } if step.kind == StepKind::Verify => {
                let verdict = Verdict::named(text).unwrap_or(Verdict::Unknown);
                let mark = if verdict.is_removed() {
                    palette.good("✓")
                } else {
                    palette.warn("!")
                };
                (mark, texts::word(say, verdict))
            }
            StepOutcome::Done {
                how: How::NotNeeded, ..
            } => (palette.faint("-"), say.say("remove-outcome-not-needed", &[])),
            StepOutcome::Done {
                how: How::ReadBack, ..
            } => (palette.good("✓"), say.say("remove-outcome-read-back", &[])),
            StepOutcome::Done { text, .. } => {
                let detail = if self.console.verbose > 0 || step.kind == StepKind::Terminate {
                    self.labelled(say.say("remove-outcome-done", &[]), text)
                } else {
                    say.say("remove-outcome-done", &[])
                };
                (palette.good("✓"), detail)
            }
            StepOutcome::Skipped { reason } => (
                palette.faint("-"),
                self.labelled(say.say("remove-outcome-skipped", &[]), reason),
            ),
            StepOutcome::Failed { reason, .. } => (
                palette.bad("✗"),
                self.labelled(say.say("remove-outcome-failed", &[]), reason),
            ),
        };
        let line = format!("{mark} {}", self.labelled(name, &text));
        // A reader that went away does not stop a removal.
        self.bar.suspend(|| drop(self.console.line(&line)));
    }

    fn name(&self, step: &Step) -> String {
        let say = self.console.texts();
        let name = match step.kind {
            StepKind::Backup => say.say("remove-step-backup", &[]),
            StepKind::Terminate => say.say("remove-step-terminate", &[]),
            StepKind::Disable => say.say("remove-step-disable", &[]),
            StepKind::Delete => say.say("remove-step-delete", &[]),
            StepKind::Reset => say.say("remove-step-reset", &[]),
            StepKind::Deliver => say.say("remove-step-deliver", &[]),
            StepKind::Verify => say.say("remove-step-verify", &[]),
        };
        match &step.iccid {
            Some(iccid) => {
                let iccid = iccid.into();
                say.say("remove-step-of", &[("step", name.into()), ("iccid", iccid)])
            }
            None => name,
        }
    }

    fn labelled(&self, label: String, text: &str) -> String {
        let variables = [("label", label.into()), ("text", text.into())];
        self.console.texts().say("common-labelled", &variables)
    }
}
