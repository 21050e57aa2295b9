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
        let [a, b, c, d] = self.0.to_be_bytes();
        match self.len() {
            1 => d,
            2 => c,
            3 => b,
            _ => a,
        }
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
        let [a, b, c, d] = self.0.to_be_bytes();
        let long = self.first_byte() & 0x1F == 0x1F;
        match self.len() {
            1 => !long,
            2 => long && d & 0x80 == 0,
            3 => long && c > 0x80 && d & 0x80 == 0,
            _ => long && a != 0 && b > 0x80 && c & 0x80 != 0 && d & 0x80 == 0,
        }
    }

    /// Whether `bytes` are the start of a tag whose last bytes are not there.
    pub(super) fn is_cut(bytes: &[u8]) -> bool {
        match bytes {
            [] => true,
            [first, rest @ ..] => {
                first & 0x1F == 0x1F
                    && rest.len() < 3
                    && rest.first() != Some(&0x80)
                    && rest.iter().all(|byte| byte & 0x80 != 0)
            }
        }
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

crate::arbitrary::arbitrary!(Tag, {
    let one = any::<u8>().prop_map(u32::from);
    let two = (any::<u8>(), 1u32..0x80).prop_map(|(first, last)| u32::from(first | 0x1F) << 8 | last);
    let three = (any::<u8>(), 0x81u32..0x100, 0u32..0x80)
        .prop_map(|(first, middle, last)| u32::from(first | 0x1F) << 16 | middle << 8 | last);
    let four = (any::<u8>(), 0x81u32..0x100, 0x80u32..0x100, 0u32..0x80)
        .prop_map(|(first, a, b, last)| u32::from(first | 0x1F) << 24 | a << 16 | b << 8 | last);
    prop_oneof![one, two, three, four]
        .prop_map(Self)
        .prop_filter("a tag that can be written", |tag| tag.is_well_formed())
});

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
