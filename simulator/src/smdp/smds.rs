//! The SM-DS in its minimal form: events that SM-DP+s register (ES12) and eUICCs ask for (ES11; SGP.22 §3.6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use signoff_protocol::es9p::{NoResult, status};
use signoff_protocol::es12::{DeleteEventRequest, RegisterEventRequest};
use signoff_protocol::id::Eid;

use super::engine::{Smdp, locked};
use super::kept::{self, text};
use super::refusal::Refusal;
use super::{Record, StoreError};

/// How the keys of their records begin.
pub(super) const KEY: &str = "event/";
/// How many events wait for one eUICC.
const MAX_PER_EID: usize = 64;
/// How many events wait altogether.
const MAX_EVENTS: usize = 16_384;

/// An event: an SM-DP+ has something for an eUICC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "eventId is what SGP.22 calls it")]
pub(super) struct Event {
    #[serde(with = "text")]
    pub eid: Eid,
    /// The matchingId of the order.
    pub event_id: String,
    /// rspServerAddress
    pub address: String,
}

impl Event {
    pub(super) fn record(&self) -> Result<Record, StoreError> {
        kept::record(key(self.eid, &self.event_id), self)
    }
}

/// The record that drops an event.
pub(super) fn removal(eid: Eid, event_id: &str) -> Record {
    kept::removal(key(eid, event_id))
}

fn key(eid: Eid, event_id: &str) -> String {
    format!("{KEY}{eid}/{event_id}")
}

/// The events that wait.
#[derive(Default)]
pub(super) struct Events(BTreeMap<(Eid, String), Event>);

impl Events {
    /// Whether an event may be registered.
    pub(super) fn check(&self, event: &Event) -> Result<(), Refusal> {
        if self.0.contains_key(&(event.eid, event.event_id.clone())) {
            return Err(status::EVENT_EXISTS.into());
        }
        if self.0.len() >= MAX_EVENTS || self.of(event.eid).count() >= MAX_PER_EID {
            return Err(Refusal::new(status::BUSY, "too many events wait"));
        }
        Ok(())
    }

    pub(super) fn insert(&mut self, event: Event) {
        self.0.insert((event.eid, event.event_id.clone()), event);
    }

    pub(super) fn contains(&self, eid: Eid, event_id: &str) -> bool {
        self.0.contains_key(&(eid, event_id.to_owned()))
    }

    pub(super) fn remove(&mut self, eid: Eid, event_id: &str) {
        self.0.remove(&(eid, event_id.to_owned()));
    }

    /// Those of one eUICC.
    pub(super) fn of(&self, eid: Eid) -> impl Iterator<Item = &Event> {
        self.0
            .range((eid, String::new())..)
            .take_while(move |((of, _), _)| *of == eid)
            .map(|(_, event)| event)
    }
}

impl Smdp {
    /// ES12.RegisterEvent (SGP.22 §5.9.1).
    pub(super) fn register_event(&self, request: RegisterEventRequest) -> Result<NoResult, Refusal> {
        let event = Event {
            eid: request.eid.ok_or(status::EID_MISSING)?,
            event_id: request.event_id,
            address: request.rsp_server_address,
        };
        let mut inventory = locked(&self.inventory);
        inventory.events.check(&event)?;
        inventory.register(self.store(), event)?;
        Ok(NoResult {})
    }

    /// ES12.DeleteEvent (SGP.22 §5.9.2).
    pub(super) fn delete_event(&self, request: &DeleteEventRequest) -> Result<NoResult, Refusal> {
        let eid = request.eid.ok_or(status::EID_MISSING)?;
        let mut inventory = locked(&self.inventory);
        if !inventory.events.contains(eid, &request.event_id) {
            return Err(status::EVENT_UNKNOWN.into());
        }
        inventory.unregister(self.store(), eid, &request.event_id)?;
        Ok(NoResult {})
    }
}
