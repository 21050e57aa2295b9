//! What the lines of a journal say together.

use std::collections::{BTreeMap, BTreeSet};

use super::{ContactOutcome, Decision, Plan, Record, Step, StepKind, StepOutcome};

/// What is known of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// What is to be done.
    pub plan: Plan,
    /// All lines, in order.
    pub records: Vec<Record>,
    outcomes: BTreeMap<Step, StepOutcome>,
    open: BTreeSet<Step>,
    skipped: BTreeSet<StepKind>,
}

impl History {
    /// Puts the lines together; `None` if the first one is no beginning.
    pub fn of(records: Vec<Record>) -> Option<Self> {
        let Some(Record::Begun { plan, .. }) = records.first() else {
            return None;
        };
        let mut history = Self {
            plan: Plan::clone(plan),
            records: Vec::new(),
            outcomes: BTreeMap::new(),
            open: BTreeSet::new(),
            skipped: BTreeSet::new(),
        };
        for record in records {
            history.add(record);
        }
        Some(history)
    }

    /// Takes one more line.
    pub fn add(&mut self, record: Record) {
        match &record {
            Record::Intent { step, .. } => {
                self.open.insert(step.clone());
            }
            Record::Outcome { step, outcome, .. } => {
                self.open.remove(step);
                self.outcomes.insert(step.clone(), outcome.clone());
            }
            Record::Decided {
                decision: Decision::Skip { step },
                ..
            } => {
                self.skipped.insert(*step);
            }
            _ => {}
        }
        self.records.push(record);
    }

    /// The last outcome of a step.
    pub fn outcome(&self, step: &Step) -> Option<&StepOutcome> {
        self.outcomes.get(step)
    }

    /// Whether a step is done or left out.
    pub fn is_settled(&self, step: &Step) -> bool {
        !self.open.contains(step) && self.outcome(step).is_some_and(StepOutcome::is_settled)
    }

    /// Whether a step was begun, and nobody knows how it ended.
    pub fn is_open(&self, step: &Step) -> bool {
        self.open.contains(step)
    }

    /// Whether a step is to be left out.
    pub fn is_skipped(&self, step: StepKind) -> bool {
        self.skipped.contains(&step)
    }

    /// Whether somebody confirmed the removal.
    pub fn is_confirmed(&self) -> bool {
        self.decisions()
            .any(|decision| matches!(decision, Decision::Confirmed { .. }))
    }

    /// The person's contact with the operator about a profile; the last one counts.
    pub fn contact(&self, about: &str) -> Option<(ContactOutcome, Option<&str>)> {
        let contacts = self.decisions().filter_map(|decision| match decision {
            Decision::Contacted {
                iccid,
                reference,
                outcome,
            } if iccid == about => Some((*outcome, reference.as_deref())),
            _ => None,
        });
        contacts.last()
    }

    /// How often a step was begun.
    pub fn intents(&self, step: &Step) -> usize {
        let is_it = |record: &&Record| matches!(record, Record::Intent { step: other, .. } if other == step);
        self.records.iter().filter(is_it).count()
    }

    /// How it ended, if it did.
    pub fn end(&self) -> Option<&str> {
        self.records.iter().rev().find_map(|record| match record {
            Record::Ended { end, .. } => Some(end.as_str()),
            _ => None,
        })
    }

    fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.records.iter().filter_map(|record| match record {
            Record::Decided { decision, .. } => Some(decision),
            _ => None,
        })
    }
}
