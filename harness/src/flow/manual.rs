//! The step that a person carries out: `manual`, and the answers that stand for a person.

use schemars::JsonSchema;
use serde::Deserialize;

use super::check::{Check, Checker, checked};
use super::diagnostic::Mistake;
use super::entries::Entries;
use super::expect::Expect;
use super::field::Field;
use super::pattern::TextPattern;
use super::reference::Reference;
use super::scalar::{Bounded, OrNone};
use super::step::{Captures, Common, Repeat, Retry, steps};
use super::word::ManualOutcome;

/// How long a person has, in seconds, where the step does not say it.
pub const USUAL_DEADLINE_S: u32 = 900;

steps! {
    /// Shows a person what to do, and waits for what came of it. Only an outcome and a reference number are taken down.
    ManualStep expects ManualExpect {
        /// What to do, in English or the language of the flow.
        say: Option<Field<String>>,
        /// The same in other languages, by their tags: `zh`.
        say_in: ByLanguage,
        /// How long the person has, in seconds; 900 without this.
        at_most_s: Option<Field<Bounded<1, 86_400>>>,
    }
}

/// Texts by the tag of their language.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ByLanguage(pub Entries<Field<String>>);

impl Check for ByLanguage {
    fn check(&self, checker: &mut Checker<'_>) {
        for (key, text) in self.0.iter() {
            let is_tag = (2..=8).contains(&key.text.len())
                && key.text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            if !is_tag {
                let message = format!("{:?} is no tag of a language", key.text);
                let mistake = Mistake::new("language", key.place, message, "this tag");
                checker.mistakes.push(mistake.hint("write it as zh, nl or fr"));
            }
            checker.field(text);
        }
    }
}

/// Of `manual`. Without it the outcome must be `done`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ManualExpect {
    /// What came of it.
    pub outcome: Option<Field<ManualOutcome>>,
    /// The reference number, `*` for any characters, or `none`.
    pub reference: Option<Field<OrNone<TextPattern>>>,
}

/// What is taken for the answer of a person: in the head of a flow, or in the file of `--answers`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ManualAnswer {
    /// What came of it.
    pub outcome: Field<ManualOutcome>,
    /// The reference number.
    #[serde(default)]
    pub reference: Option<Field<Reference>>,
}

/// The answers in the head of a flow, by the labels of their steps.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Answers(pub Entries<ManualAnswer>);

impl Check for Answers {
    fn check(&self, checker: &mut Checker<'_>) {
        for (_, answer) in self.0.iter() {
            answer.check(checker);
        }
    }
}

checked! {
    ManualExpect { outcome, reference }
    ManualAnswer { outcome, reference }
}

/// A step without a label can't be answered, and an answer without a step is never given.
pub(super) fn labels(flow: &super::document::Flow, checker: &mut Checker<'_>) {
    let mut known: Vec<&str> = Vec::new();
    for placed in &flow.steps {
        let super::step::Step::Manual(step) = &placed.step else {
            continue;
        };
        if step.say.is_none() {
            let mistake = Mistake::new(
                "missing_field",
                placed.place,
                "manual needs say, what the person shall do",
                "says nothing",
            );
            checker.mistakes.push(mistake.hint("add say: with a sentence"));
        }
        match step.label.as_ref().map(Field::text) {
            None => {
                let mistake = Mistake::new(
                    "missing_field",
                    placed.place,
                    "manual needs a label, by which its answer is found",
                    "without label",
                );
                checker.mistakes.push(mistake.hint("add label: with a few words"));
            }
            Some(label) if known.contains(&label) => {
                let message = format!("two manual steps have the label {label:?}");
                let mistake = Mistake::new("duplicate_field", placed.place, message, "second time");
                checker.mistakes.push(mistake.hint("give each its own label"));
            }
            Some(label) => known.push(label),
        }
    }
    for (key, _) in flow.answers.0.iter() {
        if !known.contains(&key.text.as_str()) {
            let message = format!("no manual step has the label {:?}", key.text);
            let mistake = Mistake::new("unused_answer", key.place, message, "never given");
            checker
                .mistakes
                .push(mistake.did_you_mean(&key.text, "labels of manual steps", known.clone()));
        }
    }
}

impl ManualStep {
    /// The outcome that is demanded where the step names none.
    pub fn wants_done(&self) -> bool {
        let fields = self
            .expect
            .as_ref()
            .and_then(|expect: &Expect<_>| expect.fields.as_ref());
        fields.is_none_or(|fields| fields.outcome.is_none())
    }
}
