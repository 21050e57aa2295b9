//! The person at the terminal: is shown what to do, says what came of it, and gives a reference number.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use super::super::Console;
use super::no_reference;
use crate::flow::reference::Reference;
use crate::flow::word::ManualOutcome;
use crate::runner::{ManualFact, NoAnswer, Person, Question, Stop};

/// Lines that wait to be read: nobody types more than one ahead.
const AHEAD: usize = 4;

/// Whoever sits at the terminal. One question is asked at a time.
#[derive(Debug)]
pub(in crate::cli) struct Terminal {
    console: Console,
    lines: tokio::sync::Mutex<Lines>,
}

/// What is typed. The thread that reads is started with the first question.
#[derive(Debug, Default)]
struct Lines(Option<mpsc::Receiver<String>>);

impl Terminal {
    /// The terminal of this process, if somebody can see and type there.
    pub(in crate::cli) fn of(console: Console) -> Option<Self> {
        let is_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
        is_terminal.then(|| Self::new(console))
    }

    /// Reads standard input, whatever it is.
    fn new(console: Console) -> Self {
        Self {
            console,
            lines: tokio::sync::Mutex::new(Lines::default()),
        }
    }

    async fn question(&self, question: &Question, stop: Stop) -> Result<ManualFact, NoAnswer> {
        let texts = self.console.texts();
        let mut lines = self.lines.lock().await;
        let deadline = Instant::now() + question.at_most;
        let minutes = question.at_most.as_secs().div_ceil(60);
        self.console.note(&format!(
            "\n{}\n{}\n{}",
            texts.say("manual-heading", &[("label", (&question.label).into())]),
            question.in_language(texts.language().tag()),
            texts.say("manual-deadline", &[("minutes", minutes.into())]),
        ));
        let outcome = loop {
            self.console.note(&texts.say("manual-outcome", &[]));
            match outcome(&lines.next(deadline, stop.clone()).await?) {
                Some(outcome) => break outcome,
                None => self.console.note(&texts.say("manual-outcome-again", &[])),
            }
        };
        let reference = loop {
            self.console.note(&texts.say("manual-reference", &[]));
            let line = lines.next(deadline, stop.clone()).await?;
            if line.trim().is_empty() {
                break None;
            }
            match Reference::new(&line) {
                Ok(reference) => break Some(reference),
                Err(error) => self.console.note(&texts.tell(&no_reference(error))),
            }
        };
        Ok(ManualFact { outcome, reference })
    }
}

impl Person for Terminal {
    fn ask<'a>(&'a self, question: &'a Question, stop: Stop) -> BoxFuture<'a, Result<ManualFact, NoAnswer>> {
        self.question(question, stop).boxed()
    }
}

impl Lines {
    async fn next(&mut self, deadline: Instant, mut stop: Stop) -> Result<String, NoAnswer> {
        let lines = self.0.get_or_insert_with(read);
        let interrupted = async {
            while !stop.is_asked() {
                stop.wait(Duration::from_hours(1)).await;
            }
        };
        tokio::select! {
            line = timeout_at(deadline, lines.recv()) => match line {
                Ok(Some(line)) => Ok(line),
                Ok(None) => Err(NoAnswer::Gone),
                Err(_) => Err(NoAnswer::Deadline),
            },
            () = interrupted => Err(NoAnswer::Interrupted),
        }
    }
}

/// A thread of its own reads: it may still wait for a line when the process ends, and keeps nothing from ending.
fn read() -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel(AHEAD);
    std::thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            let Ok(line) = line else { return };
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    receiver
}

/// A word or its first letter.
fn outcome(line: &str) -> Option<ManualOutcome> {
    let word = line.trim().to_lowercase();
    let all = [
        ManualOutcome::Done,
        ManualOutcome::Refused,
        ManualOutcome::NotReached,
        ManualOutcome::Postponed,
    ];
    all.into_iter().find(|outcome| {
        let name = outcome.name();
        word == name || (word.len() == 1 && name.starts_with(&word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_a_word_or_its_first_letter() {
        assert_eq!(outcome(" D "), Some(ManualOutcome::Done));
        assert_eq!(outcome("not_reached"), Some(ManualOutcome::NotReached));
        assert_eq!(outcome("n"), Some(ManualOutcome::NotReached));
        assert_eq!(outcome(""), None);
        assert_eq!(outcome("yes"), None);
    }
}
