//! Why a record is none, or can't be made.

/// What is wrong with a record, or with what should go into one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UsimError {
    /// The record ends before it should.
    #[error("{what} ends after {found} bytes, {expected} are needed")]
    Truncated {
        /// The record or a part of it.
        what: &'static str,
        /// Bytes that are there.
        found: usize,
        /// Bytes that should be.
        expected: usize,
    },
    /// A byte says something that the record does not allow.
    #[error("{what} has the value {found:02X}, which is {problem}")]
    Value {
        /// The field.
        what: &'static str,
        /// The byte.
        found: u8,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A character that the coding does not have.
    #[error("{what} can't have the character {found:?}")]
    Character {
        /// The field.
        what: &'static str,
        /// The character.
        found: char,
    },
    /// More than fits.
    #[error("{what} needs {needed} {unit}, the record has room for {room}")]
    TooLong {
        /// The field.
        what: &'static str,
        /// What it would take.
        needed: usize,
        /// What there is.
        room: usize,
        /// Of what: bytes, digits, letters.
        unit: &'static str,
    },
}
