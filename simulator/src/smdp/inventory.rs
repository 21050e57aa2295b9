//! What the SM-DP+ has and knows, behind one lock. Nothing here signs or verifies: locks are short.

use std::collections::BTreeMap;

use jiff::Timestamp;
use signoff_protocol::id::{Eid, Iccid, TransactionId};
use signoff_protocol::notification::Event as NotificationEvent;

use super::inbox::{self, Inbox, ReceivedNotification};
use super::kept;
use super::operator::{NotificationPoint, OperatorEvent, OperatorEvents};
use super::profile::{Life, Profile};
use super::smds::{self, Event, Events};
use super::{ProfileState, Record, SmdpError, SmdpStore, StoreError, Verdict};

/// How the keys of profiles begin.
const PROFILE_KEY: &str = "profile/";

/// Profiles, notifications, and events of the SM-DS.
#[derive(Default)]
pub(super) struct Inventory {
    profiles: BTreeMap<Iccid, Profile>,
    /// By host and matchingId.
    by_matching_id: BTreeMap<(String, String), Iccid>,
    by_transaction: BTreeMap<TransactionId, Iccid>,
    pub inbox: Inbox,
    pub operator: OperatorEvents,
    pub events: Events,
}

impl Inventory {
    /// Adds a profile of the file.
    pub(super) fn add(&mut self, profile: Profile) -> Result<(), SmdpError> {
        let iccid = profile.life.iccid;
        if self.profiles.contains_key(&iccid) {
            return Err(SmdpError::DuplicateIccid { iccid });
        }
        if let Some(key) = matching_key(&profile)
            && self.by_matching_id.contains_key(&key)
        {
            let (address, matching_id) = key;
            return Err(SmdpError::DuplicateMatchingId { matching_id, address });
        }
        self.index(&profile);
        self.profiles.insert(iccid, profile);
        Ok(())
    }

    /// Takes what the store has kept. Profiles that the file no longer has are passed over.
    pub(super) fn restore(&mut self, kept: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
        for (key, value) in kept {
            if key.starts_with(inbox::KEY) {
                self.inbox.restore(key, value)?;
            } else if key.starts_with(PROFILE_KEY) {
                let life: Life = kept::read(key, value)?;
                self.replace(life);
            } else if key.starts_with(smds::KEY) {
                self.events.insert(kept::read(key, value)?);
            }
        }
        Ok(())
    }

    /// What the operator was told of the notifications that were kept, once more: events themselves are not.
    pub(super) fn recall(&mut self) {
        for notification in self.inbox.list() {
            let profile = notification.iccid.and_then(|iccid| self.profiles.get(&iccid));
            let Some(profile) = profile.filter(|_| notification.verdict == Verdict::Accepted) else {
                continue;
            };
            let point = match notification.event {
                NotificationEvent::Enable => NotificationPoint::ENABLED,
                NotificationEvent::Disable => NotificationPoint::DISABLED,
                NotificationEvent::Delete => NotificationPoint::DELETED,
                // Whether an installation succeeded is seen in what has become of the profile.
                NotificationEvent::Install if profile.life.state.is_on_euicc() => {
                    NotificationPoint::INSTALLATION
                }
                _ => continue,
            };
            self.operator.push(OperatorEvent {
                number: 0,
                at: Timestamp::from_second(notification.at).unwrap_or_default(),
                iccid: profile.life.iccid,
                profile_type: profile.stock.profile_type.clone(),
                eid: notification.eid,
                point,
                failure: None,
            });
        }
    }

    pub(super) fn profile(&self, iccid: &Iccid) -> Option<&Profile> {
        self.profiles.get(iccid)
    }

    pub(super) fn profiles(&self) -> impl Iterator<Item = &Profile> {
        self.profiles.values()
    }

    /// The profile whose order at `host` has this matchingId.
    pub(super) fn by_matching_id(&self, host: &str, matching_id: &str) -> Option<&Profile> {
        let key = (host.to_owned(), matching_id.to_owned());
        self.profiles.get(self.by_matching_id.get(&key)?)
    }

    /// The profile that is ordered at `host` for this eUICC without a matchingId (default SM-DP+). One that may
    /// be downloaded comes before others.
    pub(super) fn by_eid(&self, host: &str, eid: Eid) -> Option<&Profile> {
        let wanted = |profile: &&Profile| {
            let order = profile.life.order.as_ref();
            profile.stock.host == host
                && order.is_some_and(|order| order.eid == Some(eid) && order.matching_id.is_none())
        };
        let mut candidates = self.profiles.values().filter(wanted);
        let first = candidates.next()?;
        if first.life.state.is_downloadable() {
            return Some(first);
        }
        candidates
            .find(|other| other.life.state.is_downloadable())
            .or(Some(first))
    }

    /// The profile that was handed out in this session.
    pub(super) fn by_transaction(&self, id: &TransactionId) -> Option<&Profile> {
        self.profiles.get(self.by_transaction.get(id)?)
    }

    /// Keeps a profile's new life, and what goes with it, in one step.
    pub(super) fn change(
        &mut self,
        store: &dyn SmdpStore,
        life: Life,
        mut records: Vec<Record>,
    ) -> Result<(), StoreError> {
        let host = self
            .profiles
            .get(&life.iccid)
            .map(|profile| profile.stock.host.clone());
        let host = host.unwrap_or_default();
        let had = self
            .profiles
            .get(&life.iccid)
            .and_then(|profile| event_of(&host, &profile.life));
        let has = event_of(&host, &life);
        if had != has {
            records.extend(
                had.as_ref()
                    .map(|event| smds::removal(event.eid, &event.event_id)),
            );
            records.extend(has.as_ref().map(Event::record).transpose()?);
        }
        records.push(life.record()?);
        store.put(&records)?;
        if had != has {
            if let Some(event) = had {
                self.events.remove(event.eid, &event.event_id);
            }
            if let Some(event) = has {
                self.events.insert(event);
            }
        }
        self.replace(life);
        Ok(())
    }

    /// Keeps an event that somebody registered.
    pub(super) fn register(&mut self, store: &dyn SmdpStore, event: Event) -> Result<(), StoreError> {
        store.put(&[event.record()?])?;
        self.events.insert(event);
        Ok(())
    }

    /// Drops an event.
    pub(super) fn unregister(
        &mut self,
        store: &dyn SmdpStore,
        eid: Eid,
        event_id: &str,
    ) -> Result<(), StoreError> {
        store.put(&[smds::removal(eid, event_id)])?;
        self.events.remove(eid, event_id);
        Ok(())
    }

    /// Keeps a notification, and the life that follows from it.
    pub(super) fn receive(
        &mut self,
        store: &dyn SmdpStore,
        notification: ReceivedNotification,
        digest: &[u8; 32],
        life: Option<Life>,
    ) -> Result<(), StoreError> {
        let records = self.inbox.records(&notification, digest)?;
        match life {
            Some(life) => self.change(store, life, records)?,
            None => store.put(&records)?,
        }
        self.inbox.push(notification, digest);
        Ok(())
    }

    fn replace(&mut self, life: Life) {
        let Some(mut profile) = self.profiles.remove(&life.iccid) else {
            return;
        };
        if let Some(key) = matching_key(&profile) {
            self.by_matching_id.remove(&key);
        }
        for binding in &profile.life.bindings {
            self.by_transaction.remove(&binding.transaction_id);
        }
        profile.life = life;
        self.index(&profile);
        self.profiles.insert(profile.life.iccid, profile);
    }

    fn index(&mut self, profile: &Profile) {
        let iccid = profile.life.iccid;
        if let Some(key) = matching_key(profile) {
            self.by_matching_id.insert(key, iccid);
        }
        for binding in &profile.life.bindings {
            self.by_transaction.insert(binding.transaction_id, iccid);
        }
    }
}

fn matching_key(profile: &Profile) -> Option<(String, String)> {
    let matching_id = profile.life.order.as_ref()?.matching_id.clone()?;
    Some((profile.stock.host.clone(), matching_id))
}

/// The event that an order has at the SM-DS while it can be downloaded.
fn event_of(host: &str, life: &Life) -> Option<Event> {
    let order = life.order.as_ref()?;
    order.smds_address.as_ref()?;
    let waits = matches!(life.state, ProfileState::Released | ProfileState::Downloaded);
    waits.then_some(Event {
        eid: order.eid?,
        event_id: order.matching_id.clone()?,
        address: host.to_owned(),
    })
}
