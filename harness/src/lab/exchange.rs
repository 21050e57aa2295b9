//! The live exchange: what went over the line, to the card and to the servers, as people read it. A ring of bounded
//! size, and a channel of bounded size to whoever looks on: a slow reader loses entries, and is told how many.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::{broadcast, watch};

/// Entries that are kept for those who come later.
const KEPT: usize = 400;
/// Entries on their way to a reader.
const UNDER_WAY: usize = 256;
/// Longest title, characters.
const LONGEST_TITLE: usize = 240;
/// Longest text, characters: a package of hundreds of kilobytes is not read by anybody.
const LONGEST_TEXT: usize = 6_000;

/// Who caused it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A program at the line of the modem, or the modem for it.
    #[default]
    Line,
    /// A button of the page.
    Page,
    /// The page looks at the card; this is not shown.
    Look,
    /// A client of the SM-DP+.
    Server,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A command line of the host.
    Command,
    /// What the modem said.
    Answer,
    /// A function of ES10 with its answer.
    Es10,
    /// Another command APDU with its answer.
    Apdu,
    /// Power and resets of the card.
    Power,
    /// A call at the SM-DP+.
    Call,
}

/// What happened, before it has a number and a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Happening {
    pub(super) origin: Origin,
    pub(super) kind: Kind,
    /// Whether it is only shown to those who want to see everything.
    pub(super) detail: bool,
    pub(super) title: String,
    /// How it ended, where it has an end.
    pub(super) result: Option<String>,
    /// Whether that is good.
    pub(super) good: bool,
    /// Decoded, one field a line; empty where the title says it all.
    pub(super) text: String,
}

/// An entry of the live exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Counts up from 1.
    pub number: u64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who caused it.
    pub origin: Origin,
    /// What it is.
    pub kind: Kind,
    /// Whether it is only shown to those who want to see everything.
    pub detail: bool,
    /// The command, function or call.
    pub title: String,
    /// How it ended.
    pub result: Option<String>,
    /// Whether that is good.
    pub good: bool,
    /// Decoded, one field a line.
    pub text: String,
}

#[derive(Debug)]
struct Ring {
    entries: VecDeque<Arc<Entry>>,
    next: u64,
}

/// The ring. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Exchange {
    ring: Arc<Mutex<Ring>>,
    readers: broadcast::Sender<Arc<Entry>>,
    changes: Arc<watch::Sender<u64>>,
}

impl Default for Exchange {
    fn default() -> Self {
        Self {
            ring: Arc::new(Mutex::new(Ring {
                entries: VecDeque::new(),
                next: 1,
            })),
            readers: broadcast::Sender::new(UNDER_WAY),
            changes: Arc::new(watch::Sender::new(0)),
        }
    }
}

impl Exchange {
    /// Adds an entry.
    pub(super) fn add(&self, happening: Happening) {
        let mut ring = self.ring();
        let entry = Arc::new(Entry {
            number: ring.next,
            at: format!("{:.3}", Timestamp::now()),
            origin: happening.origin,
            kind: happening.kind,
            detail: happening.detail,
            title: cut(happening.title, LONGEST_TITLE),
            result: happening.result,
            good: happening.good,
            text: cut(happening.text, LONGEST_TEXT),
        });
        ring.next += 1;
        while ring.entries.len() >= KEPT {
            ring.entries.pop_front();
        }
        ring.entries.push_back(Arc::clone(&entry));
        // Under the lock, so that readers get them in order; nobody may be there to read.
        drop(self.readers.send(entry));
    }

    /// Says that card, server or operator may have another state now.
    pub(super) fn changed(&self) {
        self.changes.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Wakes whoever wants to know of changes.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// What is kept behind number `after`, and all that comes.
    pub(super) fn follow(&self, after: u64) -> (Vec<Arc<Entry>>, broadcast::Receiver<Arc<Entry>>) {
        let ring = self.ring();
        let kept = ring.entries.iter().filter(|entry| entry.number > after);
        (kept.cloned().collect(), self.readers.subscribe())
    }

    /// What is kept behind number `after`.
    pub fn kept(&self, after: u64) -> Vec<Arc<Entry>> {
        self.follow(after).0
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn cut(mut text: String, longest: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(longest) {
        text.truncate(end);
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn happening(title: &str) -> Happening {
        Happening {
            origin: Origin::Line,
            kind: Kind::Command,
            detail: false,
            title: title.to_owned(),
            result: None,
            good: true,
            text: String::new(),
        }
    }

    #[test]
    fn the_ring_keeps_the_last_ones() {
        let exchange = Exchange::default();
        for number in 0..KEPT + 10 {
            exchange.add(happening(&number.to_string()));
        }
        let kept = exchange.kept(0);
        assert_eq!(kept.len(), KEPT);
        assert_eq!((kept[0].number, kept[0].title.as_str()), (11, "10"));
        let last = exchange.kept(u64::try_from(KEPT).unwrap() + 8);
        assert_eq!(last.len(), 2);
    }

    #[test]
    fn a_reader_that_does_not_read_holds_nobody_up() {
        let exchange = Exchange::default();
        let (_, mut reader) = exchange.follow(0);
        for _ in 0..UNDER_WAY + 5 {
            exchange.add(happening("AT"));
        }
        assert_eq!(
            reader.try_recv().unwrap_err(),
            broadcast::error::TryRecvError::Lagged(5)
        );
        assert_eq!(reader.try_recv().unwrap().number, 6);
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(cut("\u{4e2d}\u{6587}x".to_owned(), 2), "\u{4e2d}\u{6587}…");
        assert_eq!(cut("ab".to_owned(), 2), "ab");
    }
}
