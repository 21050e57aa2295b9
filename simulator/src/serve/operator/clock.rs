//! The clock of a desk: one that stands until it is moved, or the machine's with a shift.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// A clock. Clones show and move the same one.
#[derive(Clone, Debug)]
pub struct DeskClock(Arc<Mutex<State>>);

#[derive(Clone, Copy, Debug)]
enum State {
    Standing(Timestamp),
    Running(SignedDuration),
}

impl DeskClock {
    /// Stands at a moment until it is moved.
    pub fn standing(at: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(State::Standing(at))))
    }

    /// Runs with the machine's, and shows `at` now.
    pub fn running_from(at: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(State::Running(
            at.duration_since(Timestamp::now()),
        ))))
    }

    /// Is the machine's.
    pub fn machine() -> Self {
        Self(Arc::new(Mutex::new(State::Running(SignedDuration::ZERO))))
    }

    /// What it shows.
    pub fn now(&self) -> Timestamp {
        match *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            State::Standing(at) => at,
            State::Running(shift) => Timestamp::now().saturating_add(shift).unwrap_or(Timestamp::MAX),
        }
    }

    /// Moves it forward, or back.
    pub fn advance(&self, by: SignedDuration) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = match *state {
            State::Standing(at) => State::Standing(at.saturating_add(by).unwrap_or(Timestamp::MAX)),
            State::Running(shift) => State::Running(shift.saturating_add(by)),
        };
    }

    /// Sets it.
    pub fn set(&self, at: Timestamp) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = match *state {
            State::Standing(_) => State::Standing(at),
            State::Running(_) => State::Running(at.duration_since(Timestamp::now())),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_clock_moves_when_it_is_moved() {
        let at: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
        let clock = DeskClock::standing(at);
        let same = clock.clone();
        clock.advance(SignedDuration::from_hours(24));
        assert_eq!(same.now(), "2026-03-03T09:00:00Z".parse().unwrap());
        same.set(at);
        assert_eq!(clock.now(), at);
        clock.advance(SignedDuration::MAX);
        assert_eq!(clock.now(), Timestamp::MAX);
    }

    #[test]
    fn a_running_clock_is_shifted() {
        let at: Timestamp = "2036-03-02T09:00:00Z".parse().unwrap();
        let clock = DeskClock::running_from(at);
        assert!(clock.now() >= at && clock.now() < at.saturating_add(SignedDuration::from_mins(5)).unwrap());
    }
}
