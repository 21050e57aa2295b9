//! What was verified once and need not be again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many values of a kind are kept; all are forgotten when there are more.
const MAX_REMEMBERED: usize = 4096;

/// A hash of all bytes that were looked at.
pub(super) type Fingerprint = [u8; 32];

/// Results of checks that held, by what was checked. Only what never changes belongs here: whether a certificate is
/// valid at some time does not.
pub(super) struct Remembered<T>(Mutex<BTreeMap<Fingerprint, Arc<T>>>);

impl<T> Remembered<T> {
    pub(super) fn get(&self, print: &Fingerprint) -> Option<Arc<T>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(print).cloned()
    }

    pub(super) fn keep(&self, print: Fingerprint, what: T) -> Arc<T> {
        let what = Arc::new(what);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_REMEMBERED {
            known.clear();
        }
        known.insert(print, Arc::clone(&what));
        what
    }
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_bounded() {
        let table = Remembered::default();
        let print = |number: usize| {
            let mut print = [0; 32];
            print[..8].copy_from_slice(&number.to_be_bytes());
            print
        };
        for number in 0..=MAX_REMEMBERED {
            assert_eq!(*table.keep(print(number), number), number);
        }
        assert_eq!(table.get(&print(0)), None);
        assert_eq!(
            table.get(&print(MAX_REMEMBERED)).as_deref(),
            Some(&MAX_REMEMBERED)
        );
        assert_eq!(table.0.lock().unwrap().len(), 1);
    }
}
