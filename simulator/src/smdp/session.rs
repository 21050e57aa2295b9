//! RSP sessions that are under way (SGP.22 §3.1.2, §3.1.3). They are not kept across a restart: an LPA whose
//! session is gone begins anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use signoff_protocol::id::{Eid, Iccid, TransactionId};

use crate::pki::EuiccKey;

/// How many sessions are kept; the oldest one makes room.
const MAX_SESSIONS: usize = 8192;
/// How long a session lives without a request, seconds.
const LIFETIME_S: i64 = 3600;

/// A session.
#[derive(Clone)]
pub(super) struct Session {
    /// Host that the session runs at.
    pub host: String,
    /// The address as the LPA wrote it and the eUICC signs it.
    pub server_address: String,
    pub server_challenge: [u8; 16],
    pub client: Option<Arc<Client>>,
    last_used: i64,
}

/// What is known once the eUICC has authenticated itself.
pub(super) struct Client {
    pub eid: Eid,
    pub key: Arc<EuiccKey>,
    pub iccid: Iccid,
    /// What the eUICC's next signature covers as well.
    pub smdp_signature2: [u8; 64],
}

impl Session {
    pub(super) const fn new(host: String, server_address: String, server_challenge: [u8; 16]) -> Self {
        Self {
            host,
            server_address,
            server_challenge,
            client: None,
            last_used: 0,
        }
    }
}

/// The sessions, in the order of their last use.
#[derive(Default)]
pub(super) struct Sessions {
    by_id: BTreeMap<TransactionId, Session>,
    by_use: BTreeSet<(i64, TransactionId)>,
}

impl Sessions {
    /// Opens a session, or puts it back at its next step.
    pub(super) fn put(&mut self, id: TransactionId, mut session: Session, now: i64) {
        self.remove(&id);
        self.expire(now);
        session.last_used = now;
        self.by_use.insert((now, id));
        self.by_id.insert(id, session);
    }

    /// A session of this host; those that are too old are gone.
    pub(super) fn get(&mut self, id: &TransactionId, host: &str, now: i64) -> Option<Session> {
        self.expire(now);
        self.by_id.get(id).filter(|session| session.host == host).cloned()
    }

    pub(super) fn remove(&mut self, id: &TransactionId) {
        if let Some(session) = self.by_id.remove(id) {
            self.by_use.remove(&(session.last_used, *id));
        }
    }

    pub(super) fn len(&self) -> usize {
        self.by_id.len()
    }

    fn expire(&mut self, now: i64) {
        while let Some((used, id)) = self.by_use.first().copied() {
            if self.by_id.len() < MAX_SESSIONS && now.saturating_sub(used) < LIFETIME_S {
                break;
            }
            self.by_use.remove(&(used, id));
            self.by_id.remove(&id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u32) -> TransactionId {
        TransactionId::from_bytes(&number.to_be_bytes()).unwrap()
    }

    fn session() -> Session {
        Session::new("smdp.example".to_owned(), "smdp.example".to_owned(), [0; 16])
    }

    #[test]
    fn sessions_end_after_an_hour_and_at_their_own_host_only() {
        let mut sessions = Sessions::default();
        sessions.put(id(1), session(), 100);
        sessions.put(id(2), session(), 200);
        assert!(sessions.get(&id(1), "smdp.example", 3699).is_some());
        assert!(sessions.get(&id(1), "other.example", 3699).is_none());
        assert!(sessions.get(&id(1), "smdp.example", 3700).is_none());
        assert!(sessions.get(&id(2), "smdp.example", 3700).is_some());
    }

    #[test]
    fn the_table_is_bounded() {
        let mut sessions = Sessions::default();
        for number in 0..u32::try_from(MAX_SESSIONS).unwrap() + 10 {
            sessions.put(id(number), session(), i64::from(number / 1000));
            assert!(sessions.len() <= MAX_SESSIONS);
        }
        assert!(sessions.get(&id(5), "smdp.example", 9).is_none());
        assert!(sessions.get(&id(8000), "smdp.example", 9).is_some());
    }
}
