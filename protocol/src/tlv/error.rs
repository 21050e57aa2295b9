//! Why bytes are not the TLV that was asked for, and at which byte.

use super::Tag;

/// A decoding error; `offset` counts from the first byte of the outermost input.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The input ends before the element does.
    #[error("the input ends at byte {offset}: {needed} more {} expected", noun(*needed))]
    Truncated {
        /// Where the missing bytes should start.
        offset: usize,
        /// How many are missing.
        needed: usize,
    },
    /// A tag of more than four bytes, or one that no encoder writes (leading zero in a long tag number).
    #[error("no valid tag at byte {offset}")]
    Tag {
        /// Where the tag starts.
        offset: usize,
    },
    /// Indefinite form (`80`) or more than four length bytes.
    #[error("tag {tag} at byte {offset}: length of the indefinite form or of more than 4 bytes")]
    LengthForm {
        /// The element.
        tag: Tag,
        /// Where the length starts.
        offset: usize,
    },
    /// Bytes stand behind an element that should be the last one.
    #[error("{count} {} too many at byte {offset}", noun(*count))]
    Trailing {
        /// First superfluous byte.
        offset: usize,
        /// How many.
        count: usize,
    },
    /// Another element stands where this one should.
    #[error("tag {found} at byte {offset}, expected {expected}")]
    UnexpectedTag {
        /// What the message demands.
        expected: Tag,
        /// What is there.
        found: Tag,
        /// Where it starts.
        offset: usize,
    },
    /// A mandatory element is absent.
    #[error("tag {tag} is missing in the element at byte {offset}")]
    Missing {
        /// The absent element.
        tag: Tag,
        /// Where its parent starts.
        offset: usize,
    },
    /// The value has an impossible length.
    #[error("tag {tag} at byte {offset}: {found} bytes of value, expected {expected}")]
    Length {
        /// The element.
        tag: Tag,
        /// Where it starts.
        offset: usize,
        /// Bytes found.
        found: usize,
        /// Lengths that are allowed, in words.
        expected: &'static str,
    },
    /// The value is none that the type allows.
    #[error("tag {tag} at byte {offset}: {problem}")]
    Value {
        /// The element.
        tag: Tag,
        /// Where it starts.
        offset: usize,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// More levels than any message of this field has.
    #[error("more than {} levels of elements at byte {offset}", super::MAX_DEPTH)]
    Depth {
        /// Where the element too deep starts.
        offset: usize,
    },
}

impl DecodeError {
    /// Where in the outermost input the error was found.
    pub const fn offset(&self) -> usize {
        match self {
            Self::Truncated { offset, .. }
            | Self::Tag { offset }
            | Self::LengthForm { offset, .. }
            | Self::Trailing { offset, .. }
            | Self::UnexpectedTag { offset, .. }
            | Self::Missing { offset, .. }
            | Self::Length { offset, .. }
            | Self::Value { offset, .. }
            | Self::Depth { offset } => *offset,
        }
    }

    /// The same error in an input that has `by` more bytes in front.
    #[must_use]
    pub const fn moved(mut self, by: usize) -> Self {
        match &mut self {
            Self::Truncated { offset, .. }
            | Self::Tag { offset }
            | Self::LengthForm { offset, .. }
            | Self::Trailing { offset, .. }
            | Self::UnexpectedTag { offset, .. }
            | Self::Missing { offset, .. }
            | Self::Length { offset, .. }
            | Self::Value { offset, .. }
            | Self::Depth { offset } => *offset += by,
        }
        self
    }
}

fn noun(count: usize) -> &'static str {
    if count == 1 { "byte" } else { "bytes" }
}
