//! `verify: ways`: whether a profile is really gone, asked by independent ways.

use schemars::JsonSchema;
use serde::Deserialize;

use super::check::{Check, Checker, checked};
use super::entries::Entries;
use super::field::{Field, Scalar as _};
use super::scalar::{Bounded, Name};
use super::word::{ResetKind, WayAnswer, WayDiagnosis, WayName, WayVerdict};

/// Which profile, after what, and what all ways must say.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaysExpect {
    /// Name of the profile.
    pub profile: Field<Name>,
    /// What is done to the card before it is asked, in this order.
    #[serde(default)]
    pub after: Vec<Field<ResetKind>>,
    /// How long it is waited before that, in milliseconds.
    #[serde(default)]
    pub wait_ms: Option<Field<Bounded<1, 60_000>>>,
    /// What all ways together must say.
    #[serde(default)]
    pub verdict: Option<Field<WayVerdict>>,
    /// What must explain it: exactly this, the most important first.
    #[serde(default)]
    pub diagnoses: Option<Vec<Field<WayDiagnosis>>>,
    /// What single ways must say, by their names.
    #[serde(default)]
    pub answers: WayAnswers,
}

/// Answers by the names of ways.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct WayAnswers(pub Entries<Field<WayAnswer>>);

impl Check for WayAnswers {
    fn check(&self, checker: &mut Checker<'_>) {
        for (key, answer) in self.0.iter() {
            if let Err(reason) = WayName::parse(&key.text) {
                let message = format!("{:?} is no way to find out whether a profile is there", key.text);
                let mistake = super::diagnostic::Mistake::new("value", key.place, message, reason);
                checker
                    .mistakes
                    .push(mistake.did_you_mean(&key.text, "ways", WayName::choices().to_vec()));
            }
            checker.field(answer);
        }
    }
}

checked! {
    WaysExpect { profile, after, wait_ms, verdict, diagnoses, answers }
}
