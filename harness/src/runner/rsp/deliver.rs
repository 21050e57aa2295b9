//! `deliver`: pending notifications go to their SM-DP+.

use signoff_protocol::notification::Event;

use super::recorder::{Crash, Recorder};
use super::removal::Acknowledged;
use crate::flow::deliver::DeliverStep;
use crate::flow::scalar::Bounded;
use crate::lpa::delivery::{Delivery, DeliveryOptions, DeliveryOutcome, Removal, Retry, Which, deliver};
use crate::runner::answer::{Answer, Ended};
use crate::runner::error::StepError;
use crate::runner::session::{Session, broken};

/// Longest wait between two attempts, milliseconds.
const LONGEST_WAIT_MS: u64 = 10_000;

/// What a delivery came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delivered {
    /// By ascending number; of an LPA that died only what it had begun.
    pub deliveries: Vec<Delivery>,
    /// Why it ended early, if the link to the card broke.
    pub stopped: Option<String>,
    /// Whether the LPA died.
    pub crashed: bool,
}

impl Delivered {
    /// Whether everything was acknowledged and removed.
    pub fn is_complete(&self) -> bool {
        !self.crashed
            && self.stopped.is_none()
            && self
                .deliveries
                .iter()
                .all(|delivery| delivery.is_acknowledged() && delivery.is_removed())
    }
}

impl Session {
    /// Delivers what the step says.
    pub(in crate::runner) async fn deliver(&mut self, step: &DeliverStep) -> Result<Ended, StepError> {
        let which = match &step.seq_numbers {
            Some(numbers) => Which::Seqs(self.list(numbers)?),
            None => Which::All,
        };
        let attempts = self.option(step.attempts.as_ref())?.map_or(1, Bounded::get);
        let wait_ms = self.option(step.wait_ms.as_ref())?.map_or(0, Bounded::get);
        let crash = self
            .option(step.crash_after_acknowledgement.as_ref())?
            .map(|nth| Crash::after(nth.get()));
        let options = DeliveryOptions {
            which,
            retry: Retry {
                attempts,
                first_wait_ms: wait_ms.into(),
                longest_wait_ms: LONGEST_WAIT_MS,
            },
            // One after the other, so that a transcript is the same each time.
            parallel: 1,
            remove: true,
        };
        let client = self.servers.es9p()?;
        let recorder = Recorder::new(client, self.exchanges.clone(), crash.clone());
        let mut known = Vec::new();
        let mut told = |delivery: &Delivery| known.push(delivery.clone());
        let delivering = deliver(&mut self.lpa, &recorder, &mut self.archive, &options, &mut told);
        let report = match &crash {
            None => Some(delivering.await),
            Some(crash) => tokio::select! {
                biased;
                () = crash.struck() => None,
                report = delivering => Some(report),
            },
        };
        let delivered = match report {
            Some(Ok(report)) => Delivered {
                deliveries: report.deliveries,
                stopped: report.stopped.map(|error| error.to_string()),
                crashed: false,
            },
            Some(Err(error)) => return broken(error),
            None => {
                known.extend(crash.and_then(|crash| crash.last()).map(unheard));
                known.sort_by_key(|delivery| delivery.seq_number);
                Delivered {
                    deliveries: known,
                    stopped: None,
                    crashed: true,
                }
            }
        };
        self.note(&delivered);
        Ok(Ended::Answer(Answer::Delivered(Box::new(delivered))))
    }

    /// Remembers who has acknowledged what.
    fn note(&mut self, delivered: &Delivered) {
        for delivery in &delivered.deliveries {
            if let (true, Some(event)) = (delivery.is_acknowledged(), delivery.event) {
                self.acknowledged.push(Acknowledged {
                    seq_number: delivery.seq_number,
                    event,
                    iccid: delivery.iccid,
                    address: delivery.address.clone(),
                });
            }
        }
    }
}

/// A notification whose acknowledgement the LPA did not live to hear.
fn unheard(metadata: signoff_protocol::notification::NotificationMetadata) -> Delivery {
    Delivery {
        seq_number: metadata.seq_number,
        event: Some(metadata.event),
        iccid: metadata.iccid,
        address: metadata.address,
        outcome: DeliveryOutcome::Acknowledged {
            attempts: 1,
            again: false,
            notes: Vec::new(),
        },
        removal: Removal::Kept,
    }
}

/// `3 delete acknowledged and removed`, for one line of many.
pub(in crate::runner) fn say(delivery: &Delivery, profile: &str) -> String {
    let removal = match &delivery.removal {
        Removal::Removed => " and removed",
        Removal::Kept => "",
        Removal::Failed { .. } => ", and could not be removed",
    };
    let event = delivery.event.map_or("notification", Event::name);
    format!(
        "{} {event} of {profile} for {}: {}{removal}",
        delivery.seq_number,
        delivery.address,
        delivery.outcome.word()
    )
}
