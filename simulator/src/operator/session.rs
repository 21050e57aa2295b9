//! Who is identified, and until when.

use std::collections::BTreeMap;

use jiff::Timestamp;

/// How many people can be identified at a time; the one who came first makes room.
const MAX_SESSIONS: usize = 256;

/// Sessions by their tokens. They are not kept: who comes back after a restart identifies again.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    open: BTreeMap<String, Session>,
    next: u64,
}

#[derive(Debug)]
struct Session {
    account: String,
    expires_at: Timestamp,
    number: u64,
}

impl Sessions {
    /// Lets somebody in.
    pub(super) fn open(&mut self, token: String, account: String, expires_at: Timestamp) {
        if self.open.len() >= MAX_SESSIONS
            && let Some(oldest) = self.oldest()
        {
            self.open.remove(&oldest);
        }
        let number = self.next;
        self.next += 1;
        self.open.insert(
            token,
            Session {
                account,
                expires_at,
                number,
            },
        );
    }

    /// Whose account it is.
    pub(super) fn account(&self, token: &str, now: Timestamp) -> Option<&str> {
        let session = self.open.get(token)?;
        (session.expires_at > now).then_some(session.account.as_str())
    }

    /// Whether there was such a session.
    pub(super) fn close(&mut self, token: &str) -> bool {
        self.open.remove(token).is_some()
    }

    fn oldest(&self) -> Option<String> {
        let oldest = self.open.iter().min_by_key(|(_, session)| session.number);
        oldest.map(|(token, _)| token.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_expire_end_and_make_room() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut sessions = Sessions::default();
        sessions.open("first".to_owned(), "A".to_owned(), at(10));
        assert_eq!(sessions.account("first", at(9)), Some("A"));
        assert_eq!(sessions.account("first", at(10)), None);
        for number in 0..MAX_SESSIONS {
            sessions.open(format!("token {number}"), "B".to_owned(), at(10));
        }
        assert_eq!(sessions.account("first", at(0)), None);
        assert_eq!(sessions.account("token 0", at(0)), Some("B"));
        assert!(sessions.close("token 0") && !sessions.close("token 0"));
    }
}
