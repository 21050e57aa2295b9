//! `manual`: what a person does, and what is taken down of it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;

use super::Stop;
use super::answer::{Answer, Ended};
use super::error::StepError;
use super::session::Session;
use crate::flow::manual::{ManualStep, USUAL_DEADLINE_S};
use crate::flow::reference::Reference;
use crate::flow::scalar::Bounded;
use crate::flow::word::ManualOutcome;

/// What a person is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What reports call the step.
    pub label: String,
    /// What to do.
    pub say: String,
    /// The same in other languages, by their tags.
    pub say_in: Vec<(String, String)>,
    /// How long they have.
    pub at_most: Duration,
}

impl Question {
    /// What to do, in a language if the flow has it.
    pub fn in_language(&self, tag: &str) -> &str {
        let known = self.say_in.iter().find(|(known, _)| known == tag);
        known.map_or(&self.say, |(_, text)| text)
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManualFact {
    /// What the person says.
    pub outcome: ManualOutcome,
    /// The reference number, if there is one.
    pub reference: Option<Reference>,
}

impl ManualFact {
    /// `done, reference BE-4711`.
    pub fn say(&self) -> String {
        match &self.reference {
            Some(reference) => format!("{}, reference {reference}", self.outcome),
            None => self.outcome.to_string(),
        }
    }
}

/// What is taken down of a step that a person has carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManualRecord {
    /// The label of the step.
    pub label: String,
    /// What came of it.
    pub fact: ManualFact,
}

/// Why a person gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// Their time is over.
    Deadline,
    /// They stopped the run.
    Interrupted,
    /// Nobody is there any more.
    Gone,
}

/// Somebody who can be asked.
pub trait Person: std::fmt::Debug + Send + Sync {
    /// Shows what to do, and waits for what came of it, not longer than the question says.
    fn ask<'a>(&'a self, question: &'a Question, stop: Stop) -> BoxFuture<'a, Result<ManualFact, NoAnswer>>;
}

/// Who answers the manual steps of a run.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Answers by label, in place of all others.
    pub answers: BTreeMap<String, ManualFact>,
    /// Whoever sits at the terminal.
    pub person: Option<Arc<dyn Person>>,
}

impl Session {
    /// Has a person carry out a step.
    pub(super) async fn manual(&mut self, step: &ManualStep) -> Result<Ended, StepError> {
        let label = self.option(step.label.as_ref())?.unwrap_or_default();
        let fact = match self.answer_of(&label) {
            Some(fact) => fact,
            None => match self.ask(step, &label).await? {
                Ok(fact) => fact,
                Err(reason) => return Ok(Ended::Broken(reason)),
            },
        };
        self.manual.push(ManualRecord {
            label,
            fact: fact.clone(),
        });
        Ok(Ended::Answer(Answer::Manual(fact)))
    }

    /// The answer that was given beforehand: that of the user before that of the flow.
    fn answer_of(&self, label: &str) -> Option<ManualFact> {
        self.people
            .answers
            .get(label)
            .or_else(|| self.answers.get(label))
            .cloned()
    }

    async fn ask(&mut self, step: &ManualStep, label: &str) -> Result<Result<ManualFact, String>, StepError> {
        let Some(person) = self.people.person.clone() else {
            return Ok(Err(format!(
                "nobody can be asked: there is neither a terminal nor an answer to {label:?}"
            )));
        };
        let seconds = self.option(step.at_most_s.as_ref())?;
        let seconds = seconds.map_or(USUAL_DEADLINE_S, Bounded::get);
        let mut say_in = Vec::new();
        for (tag, text) in step.say_in.0.iter() {
            say_in.push((tag.text.clone(), self.value(text)?));
        }
        let question = Question {
            label: label.to_owned(),
            say: self.option(step.say.as_ref())?.unwrap_or_default(),
            say_in,
            at_most: Duration::from_secs(seconds.into()),
        };
        match person.ask(&question, self.stop.clone()).await {
            Ok(fact) => Ok(Ok(fact)),
            Err(NoAnswer::Interrupted) => Err(StepError::Interrupted),
            Err(NoAnswer::Deadline) => Ok(Err(format!("no outcome within {seconds} s"))),
            Err(NoAnswer::Gone) => Ok(Err("the person is gone: the input has ended".to_owned())),
        }
    }
}
