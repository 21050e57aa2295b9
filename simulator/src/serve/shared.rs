//! A modem that others use beside the line that is served: who has the turn does several things without the line coming
//! in between.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::card::Card;
use crate::modem::Modem;

/// A modem and whose turn it is. Clones are the same one.
pub struct SharedModem<C = Card> {
    engine: Arc<Mutex<Modem<C>>>,
    turn: Arc<Mutex<()>>,
}

/// As long as this lives, characters of the line wait.
#[derive(Debug)]
pub struct Turn<'a> {
    _guard: MutexGuard<'a, ()>,
}

impl<C> SharedModem<C> {
    /// Shares a modem.
    pub fn new(modem: Modem<C>) -> Self {
        Self {
            engine: Arc::new(Mutex::new(modem)),
            turn: Arc::default(),
        }
    }

    /// The modem itself: locked for one command at a time.
    pub fn engine(&self) -> Arc<Mutex<Modem<C>>> {
        Arc::clone(&self.engine)
    }

    /// Takes the turn. Whoever has it must give it back soon and must not take it twice: the line waits.
    pub fn turn(&self) -> Turn<'_> {
        Turn {
            _guard: self.turn.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// What the line does, when it is its turn.
    pub(super) fn on_the_line<T>(&self, act: impl FnOnce(&mut Modem<C>) -> T) -> T {
        let _turn = self.turn();
        let mut modem = self.engine.lock().unwrap_or_else(PoisonError::into_inner);
        act(&mut modem)
    }
}

impl<C> Clone for SharedModem<C> {
    fn clone(&self) -> Self {
        Self {
            engine: Arc::clone(&self.engine),
            turn: Arc::clone(&self.turn),
        }
    }
}

impl<C> std::fmt::Debug for SharedModem<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SharedModem").finish_non_exhaustive()
    }
}
