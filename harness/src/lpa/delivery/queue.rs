//! The queues of a delivery: one for each address, so that a dead server holds nobody up but itself.

use std::collections::{BTreeMap, VecDeque};

use signoff_protocol::notification::NotificationMetadata;

use super::super::archive::ArchivedNotification;
use super::super::es9p::{Es9pError, ServerAddress};
use super::{Delivery, DeliveryOutcome};

/// What waits for one address, by ascending number.
pub(super) struct Queue {
    pub(super) server: ServerAddress,
    waiting: VecDeque<NotificationMetadata>,
    /// The first one as the card gave it, from its first attempt on.
    pub(super) head: Option<ArchivedNotification>,
    /// How often the first one was sent.
    pub(super) attempts: u32,
    /// Why the last attempt failed.
    pub(super) error: Option<Es9pError>,
    pub(super) busy: bool,
}

impl Queue {
    /// The one whose turn it is.
    pub(super) fn first(&self) -> Option<&NotificationMetadata> {
        self.waiting.front()
    }

    /// The first one is done with.
    pub(super) fn next(&mut self) {
        self.waiting.pop_front();
        self.head = None;
        self.attempts = 0;
        self.error = None;
    }

    /// Everything behind the first one, which failed: order counts.
    pub(super) fn hold(&mut self) -> Vec<Delivery> {
        let Some(first) = self.waiting.pop_front() else {
            return Vec::new();
        };
        let behind = first.seq_number;
        self.waiting
            .drain(..)
            .map(|metadata| Delivery::of(&metadata, DeliveryOutcome::Held { behind }))
            .collect()
    }

    /// Everything that is left when nothing can go on.
    pub(super) fn rest(&mut self) -> Vec<Delivery> {
        let tried = self.error.take().map(|error| DeliveryOutcome::Failed {
            attempts: self.attempts,
            error,
        });
        let outcomes = tried
            .into_iter()
            .chain(std::iter::repeat(DeliveryOutcome::NotAttempted));
        self.waiting
            .drain(..)
            .zip(outcomes)
            .map(|(metadata, outcome)| Delivery::of(&metadata, outcome))
            .collect()
    }
}

/// A queue for each address; what has no address that can be read is done with at once.
pub(super) fn queues(mut pending: Vec<NotificationMetadata>) -> (Vec<Queue>, Vec<Delivery>) {
    pending.sort_by_key(|metadata| metadata.seq_number);
    let mut by_server: BTreeMap<ServerAddress, VecDeque<NotificationMetadata>> = BTreeMap::new();
    let mut unreachable = Vec::new();
    for metadata in pending {
        match metadata.address.parse::<ServerAddress>() {
            Ok(server) => by_server.entry(server).or_default().push_back(metadata),
            Err(error) => {
                unreachable.push(Delivery::of(&metadata, DeliveryOutcome::BadAddress(error)));
            }
        }
    }
    let queues = by_server
        .into_iter()
        .map(|(server, waiting)| Queue {
            server,
            waiting,
            head: None,
            attempts: 0,
            error: None,
            busy: false,
        })
        .collect();
    (queues, unreachable)
}

/// The queue that is served next: what was never tried before what failed, then by number.
pub(super) fn next(queues: &[Queue]) -> Option<usize> {
    let idle = queues.iter().enumerate().filter(|(_, queue)| !queue.busy);
    idle.filter_map(|(index, queue)| Some((queue.attempts, queue.first()?.seq_number, index)))
        .min()
        .map(|(_, _, index)| index)
}

#[cfg(test)]
mod tests {
    use signoff_protocol::id::SeqNumber;
    use signoff_protocol::message::Unknown;
    use signoff_protocol::notification::Event;

    use super::*;

    #[test]
    fn a_queue_is_in_the_order_of_numbers_whatever_the_order_of_the_card() {
        let pending = [5, 0, 3].map(|number| NotificationMetadata {
            seq_number: SeqNumber::new(number),
            event: Event::Delete,
            address: "smdp.example".to_owned(),
            iccid: None,
            unknown: Unknown::none(),
        });
        let (mut queues, unreachable) = queues(pending.to_vec());
        assert!(unreachable.is_empty());
        let rest: Vec<u32> = queues
            .iter_mut()
            .flat_map(Queue::rest)
            .map(|delivery| delivery.seq_number.get())
            .collect();
        assert_eq!(rest, [0, 3, 5]);
    }
}
