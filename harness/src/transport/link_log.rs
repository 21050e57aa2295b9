//! What travelled over a link, kept for the link transcript.

use std::sync::{Arc, Mutex, PoisonError};

/// Which way something went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the harness to the device.
    ToDevice,
    /// From the device to the harness.
    FromDevice,
    /// Neither: a remark of the harness.
    Note,
}

/// On which level it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A line of text on the serial line.
    At,
    /// A command or response APDU, or an operation of the transport.
    Apdu,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLine {
    /// Which way.
    pub direction: Direction,
    /// On which level.
    pub level: Level,
    /// The AT line, the APDU in hex, or words.
    pub text: String,
}

/// A list of entries that several layers write and a report takes. Clones share the list; the default keeps
/// nothing.
#[derive(Clone, Debug, Default)]
pub struct LinkLog {
    lines: Option<Arc<Mutex<Vec<LinkLine>>>>,
}

impl LinkLog {
    /// A list that keeps what is written.
    pub fn new() -> Self {
        Self {
            lines: Some(Arc::default()),
        }
    }

    /// Whether anything is kept.
    pub const fn is_kept(&self) -> bool {
        self.lines.is_some()
    }

    /// Adds an entry; `text` is only called if it is kept.
    pub fn add(&self, direction: Direction, level: Level, text: impl FnOnce() -> String) {
        if let Some(lines) = &self.lines {
            let line = LinkLine {
                direction,
                level,
                text: text(),
            };
            lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    }

    /// Takes what was kept so far.
    pub fn take(&self) -> Vec<LinkLine> {
        self.lines.as_ref().map_or_else(Vec::new, |lines| {
            std::mem::take(&mut *lines.lock().unwrap_or_else(PoisonError::into_inner))
        })
    }
}
