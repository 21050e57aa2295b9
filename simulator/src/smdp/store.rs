//! What an SM-DP+ must not forget.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// One thing to keep: its key, and its bytes or nothing when it is gone. Keys are short and sort by kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// `profile/8988…`, `notification/000000000042`
    pub key: String,
    /// What is kept, with the version of its form; nothing removes the key.
    pub value: Option<Vec<u8>>,
}

/// Why something could not be kept.
#[derive(Debug, thiserror::Error)]
#[error("the store failed: {reason}")]
pub struct StoreError {
    /// What the store said.
    pub reason: String,
}

/// Where an SM-DP+ keeps orders, states and notifications.
pub trait SmdpStore: Send + Sync {
    /// Everything that is kept, by key. Called once.
    ///
    /// # Errors
    /// The store can't be read.
    fn load(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError>;

    /// Keeps all of these or none. An answer leaves only after this returned, so it must be durable then.
    ///
    /// # Errors
    /// Nothing was kept.
    fn put(&self, records: &[Record]) -> Result<(), StoreError>;
}

/// A store that forgets everything when it is dropped.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<BTreeMap<String, Vec<u8>>>);

impl MemoryStore {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }
}

impl SmdpStore for MemoryStore {
    fn load(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(kept
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect())
    }

    fn put(&self, records: &[Record]) -> Result<(), StoreError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for record in records {
            match &record.value {
                Some(value) => kept.insert(record.key.clone(), value.clone()),
                None => kept.remove(&record.key),
            };
        }
        Ok(())
    }
}

/// Several owners of one store, as a test has them that restarts an SM-DP+.
impl<T: SmdpStore + ?Sized> SmdpStore for std::sync::Arc<T> {
    fn load(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        (**self).load()
    }

    fn put(&self, records: &[Record]) -> Result<(), StoreError> {
        (**self).put(records)
    }
}
