//! The step that delivers notifications.

use std::collections::BTreeMap;

use signoff_protocol::id::Iccid;
use tokio::time::Instant;

use super::engine::Halt;
use super::{
    Delivered, Evidence, Fact, How, Intention, PlannedProfile, Progress, Run, Step, StepKind, StepOutcome,
    Trouble,
};

impl Run<'_> {
    /// Sends what waits, again and again while there is patience. What is not acknowledged stays on the card, and does not
    /// keep the removal from being verified.
    pub(super) async fn deliver(&mut self, profiles: &[PlannedProfile]) -> Result<(), Halt> {
        let step = Step::all(StepKind::Deliver);
        if self.passes_by(&step)? {
            return Ok(());
        }
        let iccids: Vec<Iccid> = profiles.iter().filter_map(PlannedProfile::iccid).collect();
        let deadline = Instant::now() + self.patience.within;
        let mut all: BTreeMap<u32, Delivered> = BTreeMap::new();
        loop {
            self.intend(&step, Intention::Deliver)?;
            let sent = self.hands.deliver(&iccids).await;
            let (open, error) = match sent {
                Ok(deliveries) => {
                    let open = deliveries.iter().filter(|one| !one.is_settled()).count();
                    all.extend(deliveries.into_iter().map(|one| (one.number, one)));
                    (open, None)
                }
                Err(error) => (0, Some(error)),
            };
            let evidence: Vec<Evidence> = all.values().cloned().map(Evidence::Notification).collect();
            let outcome = match error {
                None if open == 0 => StepOutcome::Done {
                    how: How::Answered,
                    fact: Fact::Acknowledged {
                        count: evidence.len(),
                    },
                    evidence,
                },
                None => StepOutcome::Failed {
                    reason: Trouble::NotAcknowledged { count: open },
                    refused: false,
                    evidence,
                },
                Some(error) => StepOutcome::Failed {
                    reason: error.reason,
                    refused: error.refused,
                    evidence,
                },
            };
            let settled = outcome.is_settled();
            self.settle(&step, outcome)?;
            let left = deadline.saturating_duration_since(Instant::now());
            if settled || left.is_zero() {
                return Ok(());
            }
            (self.told)(Progress::WaitsForDelivery { left });
            self.stop.wait(self.patience.every.min(left)).await;
            self.go_on()?;
        }
    }
}
