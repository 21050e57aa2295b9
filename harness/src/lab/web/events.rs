//! What happens, as Server-Sent Events: `state` when something else is shown, `exchange` for each entry, `missed` with a
//! number for entries that a slow reader lost.

use std::collections::VecDeque;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::Stream;
use futures::stream::unfold;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::problem::Problem;
use super::server::Shared;
use crate::lab::{Entry, LabState};

/// What one reader has in front of it.
struct Reader {
    kept: VecDeque<Arc<Entry>>,
    last: u64,
    entries: broadcast::Receiver<Arc<Entry>>,
    states: watch::Receiver<Arc<LabState>>,
    /// The state is told first, so that nobody waits for the next change.
    greeted: bool,
    ended: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
}

type Never = std::convert::Infallible;

pub(super) async fn events(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let Ok(place) = Arc::clone(&shared.readers).try_acquire_owned() else {
        return Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "too-many-readers",
            "too many pages look on; close one",
        )
        .into_response();
    };
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let last = last.and_then(|id| id.parse().ok()).unwrap_or(0);
    let (kept, entries) = shared.lab.exchange().follow(last);
    let reader = Reader {
        kept: kept.into(),
        last,
        entries,
        states: shared.lab.states(),
        greeted: false,
        ended: shared.ended.clone(),
        _place: place,
    };
    Sse::new(stream(reader))
        .keep_alive(KeepAlive::default())
        .into_response()
}

fn stream(reader: Reader) -> impl Stream<Item = Result<Event, Never>> {
    unfold(reader, |mut reader| async move {
        let event = next(&mut reader).await?;
        Some((Ok(event), reader))
    })
}

/// The next thing to tell; nothing once the lab ends.
async fn next(reader: &mut Reader) -> Option<Event> {
    if !reader.greeted {
        reader.greeted = true;
        return Some(state(reader));
    }
    if let Some(entry) = reader.kept.pop_front() {
        return Some(told(reader, &entry));
    }
    loop {
        let Reader {
            ended,
            states,
            entries,
            ..
        } = reader;
        let received = tokio::select! {
            _ = ended.wait_for(|ended| *ended) => return None,
            changed = states.changed() => {
                changed.ok()?;
                None
            }
            received = entries.recv() => Some(received),
        };
        let Some(received) = received else {
            return Some(state(reader));
        };
        match received {
            // It was among those that were kept.
            Ok(entry) if entry.number <= reader.last => {}
            Ok(entry) => return Some(told(reader, &entry)),
            Err(RecvError::Lagged(count)) => {
                return Some(Event::default().event("missed").data(count.to_string()));
            }
            Err(RecvError::Closed) => return None,
        }
    }
}

fn state(reader: &mut Reader) -> Event {
    let state = Arc::clone(&reader.states.borrow_and_update());
    json("state", &*state)
}

fn told(reader: &mut Reader, entry: &Entry) -> Event {
    reader.last = entry.number;
    json("exchange", entry).id(entry.number.to_string())
}

fn json(name: &str, value: &impl serde::Serialize) -> Event {
    // Texts and numbers alone: they always have a form in JSON.
    Event::default().event(name).json_data(value).unwrap_or_default()
}
