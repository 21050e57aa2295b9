//! The delivery itself. Servers are spoken to in parallel; the card is one, and is asked for one thing at a time.

use std::time::Duration;

use futures::FutureExt as _;
use futures::StreamExt as _;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use signoff_protocol::es10b::NotificationSearch;
use signoff_protocol::id::Eid;
use signoff_protocol::notification::NotificationMetadata;

use super::super::archive::{Archive, ArchivedNotification};
use super::super::es9p::{Acknowledgement, Es9p, Es9pError};
use super::super::{Lpa, LpaError, Outcome};
use super::queue::{Queue, next, queues};
use super::remove::remove;
use super::send::send;
use super::{Delivery, DeliveryOptions, DeliveryOutcome, DeliveryReport, Removal, Which};

/// Delivers pending notifications. `told` hears of each as soon as its fate is known.
///
/// For each address they go out one at a time, by ascending number; the next one waits for the acknowledgement of
/// the one before. Each is archived before it is sent, and removed from the card only after its own address has
/// acknowledged it. An acknowledgement is noted in the archive before the removal: should the removal be
/// lost, the notification is sent again the next time, which gives the SM-DP+ a duplicate and loses nothing.
///
/// # Errors
/// The link broke, or the card refused, before anything was sent.
pub async fn deliver(
    lpa: &mut Lpa,
    es9p: &dyn Es9p,
    archive: &mut dyn Archive,
    options: &DeliveryOptions,
    told: &mut (dyn FnMut(&Delivery) + Send),
) -> Result<DeliveryReport, LpaError> {
    let eid = settled(lpa.get_eid().await?)?;
    let mut pending = settled(lpa.list_notifications(None).await?)?;
    pending.retain(|metadata| options.which.includes(metadata));
    let missing = missing(&options.which, &pending);
    let (queues, unreachable) = queues(pending);
    let mut work = Work {
        lpa,
        es9p,
        archive,
        options,
        eid,
        queues,
        in_flight: FuturesUnordered::new(),
        report: DeliveryReport {
            deliveries: Vec::new(),
            stopped: None,
        },
        told,
    };
    for delivery in missing.into_iter().chain(unreachable) {
        work.finish(delivery);
    }
    work.run().await;
    let mut report = work.report;
    report.deliveries.sort_by_key(|delivery| delivery.seq_number);
    Ok(report)
}

/// What a request to a server brought, and for which queue.
type Sent = (usize, Result<Acknowledgement, Es9pError>);

struct Work<'a> {
    lpa: &'a mut Lpa,
    es9p: &'a dyn Es9p,
    archive: &'a mut dyn Archive,
    options: &'a DeliveryOptions,
    eid: Eid,
    queues: Vec<Queue>,
    in_flight: FuturesUnordered<BoxFuture<'a, Sent>>,
    report: DeliveryReport,
    told: &'a mut (dyn FnMut(&Delivery) + Send),
}

impl Work<'_> {
    async fn run(&mut self) {
        loop {
            while self.report.stopped.is_none() && self.in_flight.len() < self.options.parallel.max(1) {
                let Some(index) = next(&self.queues) else {
                    break;
                };
                self.start(index).await;
            }
            match self.in_flight.next().await {
                Some((index, result)) => self.answered(index, result).await,
                None if self.report.stopped.is_some() || next(&self.queues).is_none() => break,
                None => {}
            }
        }
        let left: Vec<Delivery> = self.queues.iter_mut().flat_map(Queue::rest).collect();
        for delivery in left {
            self.finish(delivery);
        }
    }

    /// Sends the first notification of a queue, or finds out why not.
    async fn start(&mut self, index: usize) {
        let Some(queue) = self.queues.get(index) else {
            return;
        };
        let (server, attempts) = (queue.server.clone(), queue.attempts);
        let head = match (queue.head.clone(), queue.first().cloned()) {
            (Some(head), _) => head,
            (None, Some(metadata)) => match self.fetch(&metadata).await {
                Ok(Ok(head)) => head,
                Ok(Err(outcome)) => return self.failed(index, outcome),
                Err(error) => {
                    self.report.stopped = Some(error);
                    return;
                }
            },
            (None, None) => return,
        };
        let wait = match attempts {
            0 => Duration::ZERO,
            done => Duration::from_millis(self.options.retry.wait_ms(done)),
        };
        if let Some(queue) = self.queues.get_mut(index) {
            queue.head = Some(head.clone());
            queue.attempts += 1;
            queue.busy = true;
        }
        let es9p = self.es9p;
        let sending = async move {
            if !wait.is_zero() {
                tokio::time::sleep(wait).await;
            }
            (index, send(es9p, &server, &head).await)
        };
        self.in_flight.push(sending.boxed());
    }

    /// Takes a notification from the card into the archive.
    async fn fetch(
        &mut self,
        metadata: &NotificationMetadata,
    ) -> Result<Result<ArchivedNotification, DeliveryOutcome>, LpaError> {
        let unreadable = |reason: String| Ok(Err(DeliveryOutcome::Unreadable { reason }));
        let search = NotificationSearch::SeqNumber(metadata.seq_number);
        let list = match self.lpa.retrieve_notifications(Some(search)).await {
            Ok(Outcome::Done(list)) => list,
            Ok(Outcome::Refused(refusal)) => return unreadable(refusal.to_string()),
            Ok(Outcome::Unknown(error)) => return unreadable(error.to_string()),
            Err(error @ (LpaError::Malformed { .. } | LpaError::Endless { .. })) => {
                return unreadable(error.to_string());
            }
            Err(error) => return Err(error),
        };
        // Cards exist that give all, whatever they are asked.
        let wanted = list.iter().find(|found| found.metadata() == metadata);
        let Some(notification) = wanted else {
            return unreadable("it lists it, and has nothing signed for it".to_owned());
        };
        let archived = ArchivedNotification::new(self.eid, notification);
        Ok(match self.archive.keep(&archived) {
            Ok(()) => Ok(archived),
            Err(error) => Err(DeliveryOutcome::NotArchived(error)),
        })
    }

    async fn answered(&mut self, index: usize, result: Result<Acknowledgement, Es9pError>) {
        let Some(queue) = self.queues.get_mut(index) else {
            return;
        };
        queue.busy = false;
        let attempts = queue.attempts;
        match result {
            Ok(acknowledgement) => self.acknowledged(index, attempts, acknowledgement).await,
            Err(error) if error.is_transient() && attempts < self.options.retry.attempts => {
                queue.error = Some(error);
            }
            Err(error) => self.failed(index, DeliveryOutcome::Failed { attempts, error }),
        }
    }

    async fn acknowledged(&mut self, index: usize, attempts: u32, acknowledgement: Acknowledgement) {
        let Some(queue) = self.queues.get_mut(index) else {
            return;
        };
        let (Some(metadata), Some(head)) = (queue.first().cloned(), queue.head.clone()) else {
            return;
        };
        let mut notes = queue.server.notes().to_vec();
        queue.next();
        notes.extend(acknowledgement.note);
        let again = self.archive.was_acknowledged(&head);
        if let Err(error) = self.archive.note_acknowledged(&head) {
            notes.push(error.to_string());
        }
        let removal = self.take_off(&metadata).await;
        let outcome = DeliveryOutcome::Acknowledged {
            attempts,
            again,
            notes,
        };
        let mut delivery = Delivery::of(&metadata, outcome);
        delivery.removal = removal;
        self.finish(delivery);
    }

    async fn take_off(&mut self, metadata: &NotificationMetadata) -> Removal {
        if !self.options.remove {
            return Removal::Kept;
        }
        if let Some(error) = &self.report.stopped {
            let reason = error.to_string();
            return Removal::Failed { reason };
        }
        match remove(self.lpa, metadata.seq_number).await {
            Ok(removal) => removal,
            Err(error) => {
                let reason = error.to_string();
                self.report.stopped = Some(error);
                Removal::Failed { reason }
            }
        }
    }

    /// The first one of a queue failed, and those behind it have to wait for another day.
    fn failed(&mut self, index: usize, outcome: DeliveryOutcome) {
        let Some(queue) = self.queues.get_mut(index) else {
            return;
        };
        let first = queue.first().map(|metadata| Delivery::of(metadata, outcome));
        let held = queue.hold();
        for delivery in first.into_iter().chain(held) {
            self.finish(delivery);
        }
    }

    fn finish(&mut self, delivery: Delivery) {
        (self.told)(&delivery);
        self.report.deliveries.push(delivery);
    }
}

/// The numbers that were asked for and that the card does not have.
fn missing(which: &Which, pending: &[NotificationMetadata]) -> Vec<Delivery> {
    let mut wanted = which.named();
    wanted.retain(|seq| pending.iter().all(|metadata| metadata.seq_number != *seq));
    wanted.into_iter().map(Delivery::not_found).collect()
}

fn settled<T>(outcome: Outcome<T>) -> Result<T, LpaError> {
    match outcome {
        Outcome::Done(value) => Ok(value),
        Outcome::Refused(refusal) => Err(LpaError::Refused(refusal)),
        Outcome::Unknown(source) => Err(LpaError::Transport {
            doing: "reading before a delivery".to_owned(),
            source,
        }),
    }
}
