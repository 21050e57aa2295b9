//! Tags of one to four bytes, kept as they are written.

use std::fmt;

/// A BER tag as its bytes read big-endian: `Tag(0xBF2D)`, `Tag(0x5A)`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub u32);

/// Class bits b8 and b7 of the first tag byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagClass {
    /// `00`
    Universal,
    /// `01`
    Application,
    /// `10`
    ContextSpecific,
    /// `11`
    Private,
}

impl Tag {
    /// Number of bytes that the tag takes, 1 to 4.
    pub const fn len(self) -> usize {
        match self.0 {
            0..=0xFF => 1,
            0x100..=0xFFFF => 2,
            0x1_0000..=0xFF_FFFF => 3,
            _ => 4,
        }
    }

    /// Never: a tag has at least one byte.
    pub const fn is_empty(self) -> bool {
        false
    }

    /// First byte, which carries class and constructed bit.
    pub const fn first_byte(self) -> u8 {
        self.0.to_be_bytes()[4 - self.len()]
    }

    /// Whether the value is a sequence of elements (b6 of the first byte).
    pub const fn is_constructed(self) -> bool {
        self.first_byte() & 0x20 != 0
    }

    /// Class of the tag.
    pub const fn class(self) -> TagClass {
        match self.first_byte() >> 6 {
            0 => TagClass::Universal,
            1 => TagClass::Application,
            2 => TagClass::ContextSpecific,
            _ => TagClass::Private,
        }
    }

    /// Whether the bytes form a tag that a conforming encoder can write.
    pub const fn is_well_formed(self) -> bool {
        let bytes = self.0.to_be_bytes();
        let len = self.len();
        if len == 1 {
            return bytes[3] & 0x1F != 0x1F;
        }
        if bytes[4 - len] & 0x1F != 0x1F || bytes[5 - len] == 0x80 {
            return false;
        }
        let mut at = 5 - len;
        while at < 3 {
            if bytes[at] & 0x80 == 0 {
                return false;
            }
            at += 1;
        }
        bytes[3] & 0x80 == 0
    }

    /// Reads a tag from the start of `bytes`. `None` if it is cut short, longer than four bytes or malformed.
    #[inline]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (&first, rest) = bytes.split_first()?;
        let mut value = u32::from(first);
        if first & 0x1F != 0x1F {
            return Some(Self(value));
        }
        for (position, &byte) in rest.iter().take(3).enumerate() {
            if position == 0 && byte == 0x80 {
                return None;
            }
            value = value << 8 | u32::from(byte);
            if byte & 0x80 == 0 {
                return Some(Self(value));
            }
        }
        None
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0width$X}", self.0, width = self.len() * 2)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tag({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_one_to_four_bytes() {
        for (bytes, tag, constructed) in [
            (&[0x5A][..], 0x5A, false),
            (&[0xBF, 0x2D], 0xBF2D, true),
            (&[0x9F, 0x81, 0x01], 0x9F_8101, false),
            (&[0xBF, 0xFF, 0xFF, 0x7F], 0xBFFF_FF7F, true),
        ] {
            let read = Tag::read(bytes).expect("a valid tag");
            assert_eq!(read, Tag(tag));
            assert_eq!(read.len(), bytes.len());
            assert_eq!(read.is_constructed(), constructed);
            assert!(read.is_well_formed());
        }
    }

    #[test]
    fn cut_overlong_and_zero_led_tags_are_refused() {
        for bytes in [
            &[][..],
            &[0x9F],
            &[0x9F, 0x80, 0x01],
            &[0x9F, 0x81, 0x82, 0x83, 0x04],
            &[0x9F, 0x81],
        ] {
            assert_eq!(Tag::read(bytes), None, "{bytes:02X?}");
        }
        assert!(!Tag(0x1F).is_well_formed());
        assert!(!Tag(0x5A01).is_well_formed());
    }
}
