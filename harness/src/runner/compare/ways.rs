//! Of `verify: ways`.

use super::Check;
use crate::flow::ways::WaysExpect;
use crate::runner::ways::WaysView;
use crate::verification::{Answer, Diagnosis};

impl Check<'_> {
    /// What all ways said, together and each.
    pub(crate) fn ways(&mut self, expect: &WaysExpect, actual: &WaysView) {
        if let Some(expected) = expect
            .verdict
            .as_ref()
            .and_then(|field| self.value("ways.verdict", field))
            && expected.name() != actual.verdict.name()
        {
            let evidence: Vec<&str> = actual.ways.iter().map(|way| way.evidence.as_str()).collect();
            self.differs(
                "ways.verdict",
                expected.name(),
                format!("{} ({})", actual.verdict, evidence.join("; ")),
            );
        }
        let diagnoses: Vec<&str> = actual.diagnoses.iter().copied().map(Diagnosis::name).collect();
        self.words("ways.diagnoses", expect.diagnoses.as_deref(), &diagnoses);
        for (key, field) in expect.answers.0.iter() {
            let what = format!("ways.answers.{}", key.text);
            let Some(expected) = self.value(&what, field) else {
                continue;
            };
            let found = actual.ways.iter().find(|way| way.way.name() == key.text);
            let answer = found.map_or(Answer::CannotTell, |way| way.answer);
            if expected.name() != answer.name() {
                let evidence = found.map_or("it was not asked", |way| way.evidence.as_str());
                self.differs(&what, expected.name(), format!("{answer} ({evidence})"));
            }
        }
    }
}
