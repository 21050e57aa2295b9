//! The step that ends the contract, at the operator's desk or by the person.

use super::engine::{Halt, planned_iccid};
use super::{
    Contact, ContactOutcome, Evidence, Fact, HandsError, How, Intention, Omission, Ordered, PlannedProfile,
    Run, Step, StepKind, StepOutcome, Trouble, external_id,
};

impl Run<'_> {
    pub(super) async fn terminate(&mut self, profile: &PlannedProfile) -> Result<(), Halt> {
        let step = Step::of(StepKind::Terminate, &profile.iccid);
        if self.passes_by(&step)? {
            return Ok(());
        }
        let iccid = planned_iccid(&step, profile)?;
        let Contact::Desk { url, at } = self.history.plan.contact.clone() else {
            return self.contacted(&step, profile);
        };
        let external_id = external_id(&self.history.plan.run, &profile.iccid);
        let intention = Intention::Order {
            external_id: external_id.clone(),
            url,
            at,
        };
        self.intend(&step, intention)?;
        match self.hands.order(iccid, &external_id).await {
            Ok(Ordered::Order {
                reference,
                from,
                total,
            }) => {
                let number = reference.clone();
                let outcome = StepOutcome::Done {
                    how: How::Answered,
                    fact: Fact::Ordered {
                        reference,
                        from,
                        total,
                    },
                    evidence: vec![
                        Evidence::Reference { number },
                        Evidence::ExternalId { name: external_id },
                    ],
                };
                self.settle(&step, outcome)
            }
            Ok(Ordered::NothingToEnd(reason)) => {
                let outcome = StepOutcome::done(How::NotNeeded, Fact::NothingToEnd { reason });
                self.settle(&step, outcome)
            }
            Err(error) => self.fail(&step, &error),
        }
    }

    /// What the person says of their own contact with the operator. One that failed stops the removal, as a refusal at the
    /// desk does; none at all, or one that is to come, does not.
    fn contacted(&mut self, step: &Step, profile: &PlannedProfile) -> Result<(), Halt> {
        let Some((contact, reference)) = self.history.contact(&profile.iccid) else {
            return self.skip(step, Omission::NotContacted);
        };
        let number = reference.map(str::to_owned);
        let evidence: Vec<Evidence> = number
            .into_iter()
            .map(|number| Evidence::Reference { number })
            .collect();
        let error = match contact {
            ContactOutcome::Done => {
                let outcome = StepOutcome::Done {
                    how: How::Answered,
                    fact: Fact::Contacted,
                    evidence,
                };
                return self.settle(step, outcome);
            }
            ContactOutcome::Postponed => return self.skip(step, Omission::ContactPostponed),
            ContactOutcome::Refused => HandsError {
                reason: Trouble::ContactRefused,
                refused: true,
            },
            ContactOutcome::NotReached => HandsError {
                reason: Trouble::ContactNotReached,
                refused: false,
            },
        };
        self.fail_with(step, &error, evidence)
    }
}
