//! Of `manual`.

use super::Check;
use crate::flow::manual::ManualExpect;
use crate::flow::reference::Reference;
use crate::flow::word::ManualOutcome;
use crate::runner::ManualFact;

impl Check<'_> {
    /// What came of it, and the reference number.
    pub(crate) fn manual(&mut self, expect: Option<&ManualExpect>, actual: &ManualFact) {
        let expected = expect.and_then(|expect| expect.outcome.as_ref());
        match expected {
            Some(field) => self.equal("outcome", Some(field), Some(&actual.outcome), ToString::to_string),
            None if actual.outcome != ManualOutcome::Done => {
                self.differs("outcome", ManualOutcome::Done.name(), actual.outcome.name());
            }
            None => {}
        }
        let found = actual.reference.as_ref().map(Reference::as_str);
        self.pattern(
            "reference",
            expect.and_then(|expect| expect.reference.as_ref()),
            found,
        );
    }
}
