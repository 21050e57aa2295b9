//! The children of an element whose order is fixed.

use std::iter::Peekable;

use super::{Children, DecodeError, Tag, Tlv};

/// The children of an element, taken one after the other in the order in which they must stand.
#[derive(Clone, Debug)]
pub struct Sequence<'a> {
    parent: Tlv<'a>,
    children: Peekable<Children<'a>>,
}

impl<'a> Sequence<'a> {
    /// The children of `parent`, from the first one on.
    pub fn of(parent: Tlv<'a>) -> Self {
        Self {
            parent,
            children: parent.children().peekable(),
        }
    }

    /// The next child, which must have this tag.
    ///
    /// # Errors
    /// No more child, one with another tag, a malformed one.
    pub fn next(&mut self, tag: Tag) -> Result<Tlv<'a>, DecodeError> {
        match self.children.next() {
            Some(child) => child?.expect(tag),
            None => Err(DecodeError::Missing {
                tag,
                offset: self.parent.offset(),
            }),
        }
    }

    /// The next child if it has this tag; another one stays for the next call.
    ///
    /// # Errors
    /// A malformed child.
    pub fn next_if(&mut self, tag: Tag) -> Result<Option<Tlv<'a>>, DecodeError> {
        self.children
            .next_if(|child| child.as_ref().map_or(true, |child| child.tag() == tag))
            .transpose()
    }

    /// What nobody has taken.
    pub fn rest(self) -> impl Iterator<Item = Result<Tlv<'a>, DecodeError>> {
        self.children
    }

    /// Nothing may be left.
    ///
    /// # Errors
    /// Another child, whatever it is.
    pub fn end(mut self) -> Result<(), DecodeError> {
        let Some(child) = self.children.next().transpose()? else {
            return Ok(());
        };
        let end = self.parent.offset() + self.parent.raw().len();
        Err(DecodeError::Trailing {
            offset: child.offset(),
            count: end - child.offset(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Tag = Tag(0x80);
    const SECOND: Tag = Tag(0x81);
    /// `30 { 80 01, 81 02 }`
    const BYTES: &[u8] = &[0x30, 6, 0x80, 1, 1, 0x81, 1, 2];

    fn sequence(bytes: &[u8]) -> Sequence<'_> {
        Sequence::of(Tlv::parse_exact(bytes).unwrap())
    }

    #[test]
    fn children_come_in_order() {
        let mut sequence = sequence(BYTES);
        assert_eq!(sequence.next(FIRST).unwrap().value(), [1]);
        assert_eq!(sequence.next(SECOND).unwrap().value(), [2]);
        assert_eq!(sequence.clone().end(), Ok(()));
        assert_eq!(
            sequence.next(SECOND),
            Err(DecodeError::Missing {
                tag: SECOND,
                offset: 0
            })
        );
    }

    #[test]
    fn another_child_is_an_error() {
        assert_eq!(
            sequence(BYTES).next(SECOND),
            Err(DecodeError::UnexpectedTag {
                expected: SECOND,
                found: FIRST,
                offset: 2
            })
        );
    }

    #[test]
    fn an_optional_child_may_be_absent() {
        let mut sequence = sequence(BYTES);
        assert_eq!(sequence.next_if(SECOND), Ok(None));
        assert_eq!(sequence.next_if(FIRST).unwrap().unwrap().value(), [1]);
        assert_eq!(sequence.next_if(SECOND).unwrap().unwrap().value(), [2]);
        assert_eq!(sequence.next_if(SECOND), Ok(None));
    }

    #[test]
    fn a_malformed_optional_child_is_an_error() {
        assert!(sequence(&[0x30, 2, 0x80, 9]).next_if(SECOND).is_err());
    }

    #[test]
    fn what_is_left_is_counted() {
        let mut sequence = sequence(BYTES);
        sequence.next(FIRST).unwrap();
        assert_eq!(sequence.clone().rest().count(), 1);
        assert_eq!(sequence.end(), Err(DecodeError::Trailing { offset: 5, count: 3 }));
    }
}
