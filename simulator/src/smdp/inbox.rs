//! Notifications that came in, whatever was thought of them.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use signoff_protocol::id::{Eid, Iccid, SeqNumber};
use signoff_protocol::notification::Event;

use super::kept::{self, bytes, optional};
use super::{Record, StoreError};

/// How many are kept; the oldest one makes room.
const MAX_NOTIFICATIONS: usize = 16_384;
/// How the keys of their records begin.
pub(super) const KEY: &str = "notification/";

/// What the SM-DP+ made of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Taken; where it came to the profile's own SM-DP+ address, the profile's state follows it.
    Accepted,
    /// Was taken before; acknowledged again, nothing changes.
    Duplicate,
    /// Its number is below one that this eUICC has sent to this address about the profile: what it reports is
    /// the past. Acknowledged, nothing changes.
    OutOfOrder,
    /// The signature or the chain of certificates is wrong; refused.
    BadSignature,
    /// No profile with this ICCID; acknowledged, so that the eUICC can drop it.
    UnknownIccid,
    /// Came to another address than it names, or than its profile was given; acknowledged, nothing changes.
    WrongAddress,
    /// A profile installation result of no session that is known; acknowledged.
    UnknownTransaction,
    /// Another eUICC than the one that has the profile; acknowledged, nothing changes.
    OtherEid,
}

impl Verdict {
    /// As reports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Duplicate => "duplicate",
            Self::OutOfOrder => "out_of_order",
            Self::BadSignature => "bad_signature",
            Self::UnknownIccid => "unknown_iccid",
            Self::WrongAddress => "wrong_address",
            Self::UnknownTransaction => "unknown_transaction",
            Self::OtherEid => "other_eid",
        }
    }

    /// Whether the sender was told that the notification arrived (204).
    pub const fn is_acknowledged(self) -> bool {
        !matches!(self, Self::BadSignature)
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// A notification as it came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedNotification {
    /// Its place in the order of arrival, from 0.
    pub arrival: u64,
    /// When, seconds since 1970.
    pub at: i64,
    /// The eUICC, where the certificates say so or the session is known.
    #[serde(with = "optional")]
    pub eid: Option<Eid>,
    /// seqNumber
    #[serde(with = "seq_number")]
    pub seq: SeqNumber,
    /// What it reports.
    #[serde(with = "event")]
    pub event: Event,
    /// Which profile; an installation that failed early names none.
    #[serde(with = "optional")]
    pub iccid: Option<Iccid>,
    /// The host that it came to.
    pub address: String,
    /// The address that it names.
    pub recipient: String,
    /// Whether it is a profile installation result.
    pub installation_result: bool,
    /// What was made of it.
    pub verdict: Verdict,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    notification: ReceivedNotification,
    #[serde(with = "bytes")]
    digest: Vec<u8>,
}

/// The notifications, and which of them were seen before.
#[derive(Default)]
pub(super) struct Inbox {
    list: VecDeque<ReceivedNotification>,
    /// SHA-256 of what was signed, by eUICC and number.
    seen: BTreeMap<(Eid, u32), Vec<u8>>,
    next: u64,
}

impl Inbox {
    /// All of them, in their order of arrival.
    pub(super) fn list(&self) -> Vec<ReceivedNotification> {
        self.list.iter().cloned().collect()
    }

    /// Whether the very same notification came before.
    pub(super) fn is_known(&self, eid: Eid, seq: SeqNumber, digest: &[u8; 32]) -> bool {
        self.seen
            .get(&(eid, seq.get()))
            .is_some_and(|known| known == digest)
    }

    /// The place of the next one.
    pub(super) const fn next(&self) -> u64 {
        self.next
    }

    /// The records that keep `notification`, and drop what it pushes out.
    pub(super) fn records(
        &self,
        notification: &ReceivedNotification,
        digest: &[u8; 32],
    ) -> Result<Vec<Record>, StoreError> {
        let kept = Kept {
            notification: notification.clone(),
            digest: digest.to_vec(),
        };
        let mut records = vec![kept::record(key(notification.arrival), &kept)?];
        if self.list.len() >= MAX_NOTIFICATIONS
            && let Some(oldest) = self.list.front()
        {
            records.push(kept::removal(key(oldest.arrival)));
        }
        Ok(records)
    }

    /// Takes one whose records are in the store.
    pub(super) fn push(&mut self, notification: ReceivedNotification, digest: &[u8]) {
        if self.list.len() >= MAX_NOTIFICATIONS
            && let Some(oldest) = self.list.pop_front()
            && let Some(eid) = oldest.eid
            && matches!(oldest.verdict, Verdict::Accepted | Verdict::OutOfOrder)
        {
            self.seen.remove(&(eid, oldest.seq.get()));
        }
        if let Some(eid) = notification.eid
            && matches!(notification.verdict, Verdict::Accepted | Verdict::OutOfOrder)
        {
            self.seen.insert((eid, notification.seq.get()), digest.to_vec());
        }
        self.next = self.next.max(notification.arrival + 1);
        self.list.push_back(notification);
    }

    /// Takes one out of the store; they come in the order of their keys.
    pub(super) fn restore(&mut self, key: &str, value: &[u8]) -> Result<(), StoreError> {
        let kept: Kept = kept::read(key, value)?;
        self.push(kept.notification, &kept.digest);
        Ok(())
    }
}

fn key(arrival: u64) -> String {
    format!("{KEY}{arrival:020}")
}

mod seq_number {
    use serde::{Deserialize, Deserializer, Serializer};
    use signoff_protocol::id::SeqNumber;

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands out the field as it is"
    )]
    pub(super) fn serialize<S: Serializer>(seq: &SeqNumber, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u32(seq.get())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<SeqNumber, D::Error> {
        u32::deserialize(from).map(SeqNumber::new)
    }
}

mod event {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};
    use signoff_protocol::notification::Event;

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands out the field as it is"
    )]
    pub(super) fn serialize<S: Serializer>(event: &Event, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(event.name())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Event, D::Error> {
        let name = String::deserialize(from)?;
        Event::ALL
            .into_iter()
            .find(|event| event.name() == name)
            .ok_or_else(|| D::Error::custom(format!("{name:?} is no event")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notification(arrival: u64) -> ReceivedNotification {
        ReceivedNotification {
            arrival,
            at: 7,
            eid: Some("89049032123451234512345678901235".parse().unwrap()),
            seq: SeqNumber::new(u32::try_from(arrival).unwrap()),
            event: Event::Delete,
            iccid: Some("8988211000000000011".parse().unwrap()),
            address: "smdp.example".to_owned(),
            recipient: "SMDP.example".to_owned(),
            installation_result: false,
            verdict: Verdict::Accepted,
        }
    }

    #[test]
    fn what_is_kept_comes_back() {
        let mut inbox = Inbox::default();
        let first = notification(0);
        let records = inbox.records(&first, &[1; 32]).unwrap();
        inbox.push(first.clone(), &[1; 32]);
        let mut again = Inbox::default();
        for record in records {
            again.restore(&record.key, &record.value.unwrap()).unwrap();
        }
        assert_eq!(again.list(), std::slice::from_ref(&first));
        assert!(again.is_known(first.eid.unwrap(), SeqNumber::new(0), &[1; 32]));
        assert!(!again.is_known(first.eid.unwrap(), SeqNumber::new(0), &[2; 32]));
        assert_eq!(again.next(), 1);
    }

    #[test]
    fn the_oldest_one_makes_room() {
        let mut inbox = Inbox::default();
        let last = u64::try_from(MAX_NOTIFICATIONS).unwrap();
        for arrival in 0..last {
            inbox.push(notification(arrival), &[1; 32]);
        }
        let records = inbox.records(&notification(last), &[1; 32]).unwrap();
        assert_eq!(records[1].key, "notification/00000000000000000000");
        assert_eq!(records[1].value, None);
        inbox.push(notification(last), &[1; 32]);
        assert_eq!(inbox.list.len(), MAX_NOTIFICATIONS);
        assert_eq!(inbox.seen.len(), MAX_NOTIFICATIONS);
    }
}
