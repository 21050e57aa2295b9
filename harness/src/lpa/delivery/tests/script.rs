//! Servers that answer as a script says, and remember what they got.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard};

use futures::FutureExt as _;
use futures::future::{BoxFuture, ready};
use signoff_protocol::es9p::{HandleNotificationRequest, from_json};
use signoff_protocol::message::Decode;
use signoff_protocol::notification::PendingNotification;

use crate::lpa::es9p::{Es9p, Es9pAnswer, Es9pCause, Es9pError, ServerAddress};

pub(super) type Answer = Result<Es9pAnswer, Es9pCause>;

/// All addresses at once; 204 unless told otherwise.
#[derive(Default)]
pub(super) struct Script(Mutex<State>);

#[derive(Default)]
struct State {
    /// The next answers of an address.
    next: BTreeMap<String, VecDeque<Answer>>,
    /// The answer of an address when those are used up.
    always: BTreeMap<String, Answer>,
    /// Address and number of what came in.
    received: Vec<(String, u32)>,
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "what is scripted is an answer or an error"
)]
pub(super) fn answer(status: u16, body: &str) -> Answer {
    Ok(Es9pAnswer {
        status,
        body: body.as_bytes().to_vec(),
        ..Es9pAnswer::default()
    })
}

impl Script {
    pub(super) fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics with it")
    }

    /// What an address answers next, and then again what it usually does.
    pub(super) fn next(self, address: &str, answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers = answers.into_iter().collect();
        self.state().next.insert(address.to_owned(), answers);
        self
    }

    /// What an address always answers.
    pub(super) fn always(self, address: &str, answer: Answer) -> Self {
        self.state().always.insert(address.to_owned(), answer);
        self
    }

    /// `a.smdp.example 3`
    pub(super) fn received(&self) -> Vec<String> {
        let received = std::mem::take(&mut self.state().received);
        received
            .iter()
            .map(|(address, seq)| format!("{address} {seq}"))
            .collect()
    }
}

impl Es9p for Script {
    fn post<'a>(
        &'a self,
        server: &'a ServerAddress,
        path: &'a str,
        body: Vec<u8>,
    ) -> BoxFuture<'a, Result<Es9pAnswer, Es9pError>> {
        assert_eq!(path, "/gsma/rsp2/es9plus/handleNotification");
        let request: HandleNotificationRequest = from_json(&body).expect("a request");
        let pending = PendingNotification::from_der(&request.pending_notification).expect("a notification");
        let address = server.to_string();
        let mut state = self.state();
        let seq_number = pending.metadata().seq_number.get();
        state.received.push((address.clone(), seq_number));
        let next = state.next.get_mut(&address).and_then(VecDeque::pop_front);
        let answer = next.or_else(|| state.always.get(&address).cloned());
        let answer = answer.unwrap_or_else(answer_204);
        ready(answer.map_err(|cause| Es9pError::new(server, path, cause))).boxed()
    }
}

fn answer_204() -> Answer {
    answer(204, "")
}
