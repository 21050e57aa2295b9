//! BIT STRING with named bits, as SGP.22 uses it for events, policy rules and options.

/// Up to 32 named bits; bit 0 is the first one, the most significant bit of the first byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bits(u32);

impl Bits {
    /// No bit set.
    pub const NONE: Self = Self(0);

    /// The set with just bit `number`; bits above 31 do not exist and give the empty set.
    pub const fn only(number: u8) -> Self {
        if number < 32 { Self(1 << number) } else { Self(0) }
    }

    /// The bits of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The bits that are in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether bit `number` is set.
    pub const fn contains(self, number: u8) -> bool {
        number < 32 && self.0 & (1 << number) != 0
    }

    /// Whether no bit is set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Numbers of the bits that are set, ascending.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..32).filter(move |number| self.contains(*number))
    }

    /// How many bits are set.
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Content bytes of the BIT STRING in DER: unused-bits byte, then the bits without trailing zeros.
    pub fn to_content(self) -> ([u8; 5], usize) {
        let mut content = [0; 5];
        if self.0 == 0 {
            return (content, 1);
        }
        let significant = 32 - self.0.leading_zeros();
        let bytes = significant.div_ceil(8);
        let [unused, bits @ ..] = &mut content;
        *unused = u8::try_from(bytes * 8 - significant).unwrap_or_default();
        *bits = self.0.reverse_bits().to_be_bytes();
        (content, usize::try_from(bytes).unwrap_or_default() + 1)
    }

    /// Reads content bytes; trailing zero bits and set padding bits (BER, seen in the field) are tolerated,
    /// the latter ignored. Bits beyond 31 are dropped.
    pub(super) fn from_content(content: &[u8]) -> Option<Self> {
        let (&unused, bytes) = content.split_first()?;
        if unused > 7 || (bytes.is_empty() && unused != 0) {
            return None;
        }
        let mut word = [0; 4];
        word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        let mut bits = u32::from_be_bytes(word);
        let named = bytes.len() * 8 - usize::from(unused);
        if let Some(mask) = u32::MAX.checked_shl(u32::try_from(32usize.saturating_sub(named)).unwrap_or(32)) {
            bits &= mask;
        } else {
            bits = 0;
        }
        Some(Self(bits.reverse_bits()))
    }
}

impl FromIterator<u8> for Bits {
    fn from_iter<T: IntoIterator<Item = u8>>(numbers: T) -> Self {
        numbers
            .into_iter()
            .fold(Self::NONE, |bits, number| bits.union(Self::only(number)))
    }
}

crate::arbitrary::arbitrary!(
    Bits,
    prop_oneof![
        Just(Self::NONE),
        (0u8..32).prop_map(Self::only),
        (0u32..256).prop_map(Self),
        any::<u32>().prop_map(Self),
    ]
);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(content: &[u8], numbers: &[u8], canonical: &[u8]) {
        let bits = Bits::from_content(content).expect("a valid bit string");
        assert_eq!(bits.iter().collect::<Vec<_>>(), numbers);
        let (bytes, len) = bits.to_content();
        assert_eq!(&bytes[..len], canonical);
    }

    #[test]
    fn minimal_and_lax_forms() {
        check(&[0x07, 0x80], &[0], &[0x07, 0x80]);
        check(&[0x04, 0x80], &[0], &[0x07, 0x80]);
        check(&[0x04, 0x10], &[3], &[0x04, 0x10]);
        check(&[0x04, 0xFF], &[0, 1, 2, 3], &[0x04, 0xF0]);
        check(&[0x00], &[], &[0x00]);
        check(
            &[0x06, 0x7F, 0x36, 0xF3, 0xC0],
            &[
                1, 2, 3, 4, 5, 6, 7, 10, 11, 13, 14, 16, 17, 18, 19, 22, 23, 24, 25,
            ],
            &[0x06, 0x7F, 0x36, 0xF3, 0xC0],
        );
    }

    #[test]
    fn impossible_forms_are_refused() {
        for content in [&[][..], &[0x08, 0x80], &[0x01]] {
            assert_eq!(Bits::from_content(content), None, "{content:02X?}");
        }
    }
}
