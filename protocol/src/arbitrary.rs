//! How property tests draw values: the declaration that stands beside each type, and the edges that all of them
//! favour. The strategies exist in tests and under the feature `strategies` only.

/// Declares how a type is drawn. The expression sees the prelude of proptest.
macro_rules! arbitrary {
    ($type:ty, $strategy:expr) => {
        #[cfg(any(test, feature = "strategies"))]
        impl ::proptest::arbitrary::Arbitrary for $type {
            type Parameters = ();
            type Strategy = ::proptest::strategy::BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                use ::proptest::prelude::*;
                $strategy.boxed()
            }
        }
    };
}
pub(crate) use arbitrary;

#[cfg(any(test, feature = "strategies"))]
pub(crate) use draw::{blob, certificate, list, number, text};

#[cfg(any(test, feature = "strategies"))]
mod draw {
    use std::ops::RangeInclusive;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// Numbers at which an encoding grows by a byte, and any other.
    pub(crate) fn number() -> impl Strategy<Value = u32> {
        let edges = vec![
            0,
            1,
            0x7F,
            0x80,
            0xFF,
            0x100,
            0x7FFF,
            0x8000,
            0xFFFF,
            0x7F_FFFF,
            0x80_0000,
            0x7FFF_FFFF,
            0x8000_0000,
            u32::MAX,
        ];
        prop_oneof![2 => select(edges), 1 => any::<u32>(), 1 => 0u32..300]
    }

    /// Bytes whose number is within `range`, with both ends and those where a length field grows drawn often.
    pub(crate) fn blob(range: RangeInclusive<usize>) -> impl Strategy<Value = Vec<u8>> {
        let (low, high) = (*range.start(), *range.end());
        let edges = [low, low + 1, 0x7F, 0x80, 0xFF, 0x100, high];
        let edges: Vec<usize> = edges.into_iter().filter(|len| range.contains(len)).collect();
        prop_oneof![1 => select(edges), 2 => low..=high.min(low + 40)]
            .prop_flat_map(|len| vec(any::<u8>(), len))
    }

    /// UTF-8 of at most `most` bytes: empty, as long as can be, an address, and letters of one to four bytes.
    pub(crate) fn text(most: usize) -> impl Strategy<Value = String> {
        let letters = vec(
            select(vec!['a', '.', '-', '\0', '\u{7F}', 'é', '€', '\u{1F4F6}']),
            0..=most,
        );
        prop_oneof![
            Just(String::new()),
            Just("a".repeat(most)),
            "[a-z]{1,8}\\.example",
            letters.prop_map(|letters| letters.into_iter().collect()),
        ]
        .prop_map(move |text: String| {
            let fits = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
            let end = fits.take_while(|end| *end <= most).last().unwrap_or(0);
            text.chars()
                .scan(0, |at, letter| {
                    *at += letter.len_utf8();
                    (*at <= end).then_some(letter)
                })
                .collect()
        })
    }

    /// A SEQUENCE with some content, in the place of a certificate.
    pub(crate) fn certificate() -> impl Strategy<Value = Vec<u8>> {
        blob(0..=300).prop_map(|content| {
            let mut writer = crate::tlv::Writer::new();
            writer.constructed(crate::tlv::Tag(0x30), |w| {
                w.primitive(crate::tlv::Tag(0x04), &content);
            });
            writer.into_bytes()
        })
    }

    /// Up to `most` values.
    pub(crate) fn list<T: Arbitrary + 'static>(most: usize) -> impl Strategy<Value = Vec<T>> {
        vec(any::<T>(), 0..=most)
    }
}
