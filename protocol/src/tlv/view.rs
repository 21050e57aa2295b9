//! The view: an element over borrowed bytes, its children read one by one when they are asked for.

use super::{Bits, DecodeError, Tag};

/// Deepest nesting that [`walk`] follows; SGP.22 messages stay below ten levels.
pub const MAX_DEPTH: usize = 32;

/// One element: tag, value and all its bytes, with its place in the outermost input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tlv<'a> {
    tag: Tag,
    offset: usize,
    header: usize,
    raw: &'a [u8],
}

impl<'a> Tlv<'a> {
    /// The element at the start of `bytes`, and what follows it.
    ///
    /// # Errors
    /// A cut or malformed header, the indefinite form, a value that reaches past the end.
    pub fn parse(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), DecodeError> {
        Self::parse_at(bytes, 0)
    }

    /// The one element that `bytes` consist of.
    ///
    /// # Errors
    /// As [`Tlv::parse`], and bytes behind the element.
    pub fn parse_exact(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let (tlv, rest) = Self::parse(bytes)?;
        if rest.is_empty() {
            Ok(tlv)
        } else {
            Err(DecodeError::Trailing {
                offset: tlv.raw.len(),
                count: rest.len(),
            })
        }
    }

    #[inline]
    fn parse_at(bytes: &'a [u8], offset: usize) -> Result<(Self, &'a [u8]), DecodeError> {
        let Some(tag) = Tag::read(bytes) else {
            return Err(if Tag::is_cut(bytes) {
                DecodeError::Truncated {
                    offset: offset + bytes.len(),
                    needed: 1,
                }
            } else {
                DecodeError::Tag { offset }
            });
        };
        let length_at = tag.len();
        let after_tag = bytes.get(length_at..).unwrap_or_default();
        let Some((&first, after_first)) = after_tag.split_first() else {
            return Err(DecodeError::Truncated {
                offset: offset + length_at,
                needed: 1,
            });
        };
        let (length, length_bytes) = match first {
            0..=0x7F => (usize::from(first), 1),
            0x81..=0x84 => {
                let count = usize::from(first & 0x0F);
                let Some(digits) = after_first.get(..count) else {
                    let needed = count - after_first.len();
                    return Err(DecodeError::Truncated {
                        offset: offset + bytes.len(),
                        needed,
                    });
                };
                (
                    digits
                        .iter()
                        .fold(0, |length, byte| length << 8 | usize::from(*byte)),
                    count + 1,
                )
            }
            _ => {
                return Err(DecodeError::LengthForm {
                    tag,
                    offset: offset + length_at,
                });
            }
        };
        let header = length_at + length_bytes;
        match bytes.split_at_checked(header.saturating_add(length)) {
            Some((raw, rest)) => Ok((
                Self {
                    tag,
                    offset,
                    header,
                    raw,
                },
                rest,
            )),
            None => Err(DecodeError::Truncated {
                offset: offset + bytes.len(),
                needed: header.saturating_add(length) - bytes.len(),
            }),
        }
    }

    /// Tag, and the part of the value that is there, of an element whose end is missing.
    pub fn cut(bytes: &'a [u8]) -> Option<(Tag, &'a [u8])> {
        let tag = Tag::read(bytes)?;
        let (&first, rest) = bytes.get(tag.len()..)?.split_first()?;
        match first {
            0..=0x7F => Some((tag, rest)),
            0x81..=0x84 => Some((tag, rest.get(usize::from(first & 0x0F)..)?)),
            _ => None,
        }
    }

    /// The tag.
    pub const fn tag(&self) -> Tag {
        self.tag
    }

    /// The value bytes.
    #[inline]
    pub fn value(&self) -> &'a [u8] {
        self.raw.get(self.header..).unwrap_or_default()
    }

    /// All bytes of the element, header included, as they were received.
    pub const fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// Where the element starts in the outermost input.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// Whether the length takes as few bytes as possible (DER).
    pub fn has_minimal_length(&self) -> bool {
        let minimal = match self.value().len() {
            0..=0x7F => 1,
            0x80..=0xFF => 2,
            0x100..=0xFFFF => 3,
            0x1_0000..=0xFF_FFFF => 4,
            _ => 5,
        };
        self.header == self.tag.len() + minimal
    }

    /// The elements inside; reading stops at the first malformed one.
    pub fn children(&self) -> Children<'a> {
        Children {
            rest: self.value(),
            offset: self.offset + self.header,
        }
    }

    /// This element, if it has the given tag.
    ///
    /// # Errors
    /// Another tag.
    pub fn expect(self, expected: Tag) -> Result<Self, DecodeError> {
        if self.tag == expected {
            Ok(self)
        } else {
            Err(DecodeError::UnexpectedTag {
                expected,
                found: self.tag,
                offset: self.offset,
            })
        }
    }

    /// The first child with this tag, if there is one.
    ///
    /// # Errors
    /// A malformed element before it.
    pub fn find(&self, tag: Tag) -> Result<Option<Self>, DecodeError> {
        for child in self.children() {
            let child = child?;
            if child.tag == tag {
                return Ok(Some(child));
            }
        }
        Ok(None)
    }

    /// The first child with this tag.
    ///
    /// # Errors
    /// It is absent, or a malformed element stands before it.
    pub fn child(&self, tag: Tag) -> Result<Self, DecodeError> {
        self.find(tag)?.ok_or(DecodeError::Missing {
            tag,
            offset: self.offset,
        })
    }

    /// A [`DecodeError::Value`] at this element.
    pub const fn invalid(&self, problem: &'static str) -> DecodeError {
        DecodeError::Value {
            tag: self.tag,
            offset: self.offset,
            problem,
        }
    }

    /// A [`DecodeError::Length`] at this element.
    pub fn wrong_length(&self, expected: &'static str) -> DecodeError {
        DecodeError::Length {
            tag: self.tag,
            offset: self.offset,
            found: self.value().len(),
            expected,
        }
    }

    /// The value as an array of exactly `N` bytes.
    ///
    /// # Errors
    /// Another length; `expected` says which one is right.
    pub fn array<const N: usize>(&self, expected: &'static str) -> Result<[u8; N], DecodeError> {
        <[u8; N]>::try_from(self.value()).map_err(|_| self.wrong_length(expected))
    }

    /// INTEGER that is not negative and below 2^32. Superfluous leading zeros are tolerated.
    ///
    /// # Errors
    /// No value byte, a negative number, or one that does not fit.
    pub fn unsigned(&self) -> Result<u32, DecodeError> {
        let value = self.value();
        match value.first() {
            None => return Err(self.wrong_length("at least 1")),
            Some(first) if first & 0x80 != 0 => return Err(self.invalid("negative number")),
            Some(_) => {}
        }
        let mut number: u32 = 0;
        for byte in value {
            if number >> 24 != 0 {
                return Err(self.invalid("number above 4294967295"));
            }
            number = number << 8 | u32::from(*byte);
        }
        Ok(number)
    }

    /// INTEGER that fits one byte, as result codes do.
    ///
    /// # Errors
    /// As [`Tlv::unsigned`], and numbers above 255.
    pub fn small(&self) -> Result<u8, DecodeError> {
        u8::try_from(self.unsigned()?).map_err(|_| self.invalid("number above 255"))
    }

    /// BOOLEAN; any byte but zero is true (BER).
    ///
    /// # Errors
    /// Another length than 1.
    pub fn boolean(&self) -> Result<bool, DecodeError> {
        self.array::<1>("1").map(|[byte]| byte != 0)
    }

    /// UTF-8 text.
    ///
    /// # Errors
    /// Bytes that are no UTF-8.
    pub fn text(&self) -> Result<&'a str, DecodeError> {
        std::str::from_utf8(self.value()).map_err(|_| self.invalid("text that is no UTF-8"))
    }

    /// BIT STRING of named bits.
    ///
    /// # Errors
    /// No unused-bits byte, or one above 7.
    pub fn bits(&self) -> Result<Bits, DecodeError> {
        Bits::from_content(self.value()).ok_or_else(|| self.invalid("no bit string"))
    }
}

/// Iterator over sibling elements; see [`Tlv::children`].
#[derive(Clone, Debug)]
pub struct Children<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Children<'a> {
    /// The elements that `bytes` are a sequence of.
    pub const fn of(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            offset: 0,
        }
    }

    /// As [`Children::of`], for bytes that start at byte `offset` of the outermost input.
    pub const fn at(bytes: &'a [u8], offset: usize) -> Self {
        Self { rest: bytes, offset }
    }

    /// What is still to be read, and where it starts in the outermost input.
    pub const fn rest(&self) -> (&'a [u8], usize) {
        (self.rest, self.offset)
    }
}

impl<'a> Iterator for Children<'a> {
    type Item = Result<Tlv<'a>, DecodeError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        match Tlv::parse_at(self.rest, self.offset) {
            Ok((tlv, rest)) => {
                self.offset += tlv.raw.len();
                self.rest = rest;
                Some(Ok(tlv))
            }
            Err(error) => {
                self.rest = &[];
                Some(Err(error))
            }
        }
    }
}

/// Calls `visit` with each element and its depth, parents first.
///
/// # Errors
/// A malformed element, or more than [`MAX_DEPTH`] levels.
pub fn walk<'a>(bytes: &'a [u8], mut visit: impl FnMut(Tlv<'a>, usize)) -> Result<(), DecodeError> {
    let mut open = vec![Children::of(bytes)];
    while let Some(level) = open.last_mut() {
        let Some(next) = level.next() else {
            open.pop();
            continue;
        };
        let tlv = next?;
        visit(tlv, open.len() - 1);
        if tlv.tag().is_constructed() {
            if open.len() >= MAX_DEPTH {
                return Err(DecodeError::Depth { offset: tlv.offset() });
            }
            open.push(tlv.children());
        }
    }
    Ok(())
}
