//! The writer: canonical DER into one buffer.

use super::{Bits, Tag};

/// Writes elements front to back. A constructed element is closed by one move of its value where its length
/// needs more than one byte, so a byte moves at most once for each level around it.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// An empty writer.
    pub const fn new() -> Self {
        Self { bytes: Vec::new() }
    }

    /// A writer that appends to `bytes`, for callers that keep their buffer.
    pub const fn append_to(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// What has been written so far.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    #[inline]
    fn tag(&mut self, tag: Tag) {
        match tag.len() {
            1 => self.bytes.push(tag.first_byte()),
            len => {
                let bytes = tag.0.to_be_bytes();
                self.bytes
                    .extend_from_slice(bytes.get(4 - len..).unwrap_or_default());
            }
        }
    }

    /// A primitive element with this value.
    #[inline]
    pub fn primitive(&mut self, tag: Tag, value: &[u8]) -> &mut Self {
        self.bytes.reserve(value.len() + 9);
        self.tag(tag);
        let (length, count) = length_field(value.len());
        self.bytes
            .extend_from_slice(length.get(..count).unwrap_or_default());
        self.bytes.extend_from_slice(value);
        self
    }

    /// A constructed element whose value is what `fill` writes.
    pub fn constructed(&mut self, tag: Tag, fill: impl FnOnce(&mut Self)) -> &mut Self {
        self.tag(tag);
        let length_at = self.bytes.len();
        self.bytes.push(0);
        fill(self);
        let value_at = length_at + 1;
        let (length, count) = length_field(self.bytes.len() - value_at);
        if count > 1 {
            let end = self.bytes.len();
            self.bytes.resize(end + count - 1, 0);
            self.bytes.copy_within(value_at..end, length_at + count);
        }
        if let (Some(to), Some(from)) = (
            self.bytes.get_mut(length_at..length_at + count),
            length.get(..count),
        ) {
            to.copy_from_slice(from);
        }
        self
    }

    /// INTEGER, minimal two's complement of a number that is not negative.
    pub fn unsigned(&mut self, tag: Tag, number: u32) -> &mut Self {
        let bytes = u64::from(number).to_be_bytes();
        let skip = (u64::from(number).leading_zeros() / 8).min(7) as usize;
        let skip = if bytes.get(skip).is_some_and(|first| first & 0x80 != 0) {
            skip - 1
        } else {
            skip
        };
        self.primitive(tag, bytes.get(skip..).unwrap_or_default())
    }

    /// BOOLEAN, true as `FF`.
    pub fn boolean(&mut self, tag: Tag, value: bool) -> &mut Self {
        self.primitive(tag, &[if value { 0xFF } else { 0x00 }])
    }

    /// Text, as UTF-8.
    pub fn text(&mut self, tag: Tag, text: &str) -> &mut Self {
        self.primitive(tag, text.as_bytes())
    }

    /// BIT STRING of named bits, without trailing zero bits.
    pub fn bits(&mut self, tag: Tag, bits: Bits) -> &mut Self {
        let (content, len) = bits.to_content();
        self.primitive(tag, content.get(..len).unwrap_or_default())
    }

    /// Elements that are encoded already.
    pub fn raw(&mut self, elements: &[u8]) -> &mut Self {
        self.bytes.extend_from_slice(elements);
        self
    }
}

/// Length bytes in DER and how many of the five are used. Values of 4 GiB and more do not occur: the field's
/// largest message is a profile package of a few hundred KiB.
#[inline]
fn length_field(length: usize) -> ([u8; 5], usize) {
    let wide = u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
    let [a, b, c, d] = wide;
    match length {
        0..=0x7F => ([d, 0, 0, 0, 0], 1),
        0x80..=0xFF => ([0x81, d, 0, 0, 0], 2),
        0x100..=0xFFFF => ([0x82, c, d, 0, 0], 3),
        0x1_0000..=0xFF_FFFF => ([0x83, b, c, d, 0], 4),
        _ => ([0x84, a, b, c, d], 5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    #[test]
    fn lengths_take_as_few_bytes_as_possible() {
        for (length, field) in [
            (0, "00"),
            (127, "7F"),
            (128, "8180"),
            (255, "81FF"),
            (256, "820100"),
            (65_536, "83010000"),
        ] {
            let mut primitive = Writer::new();
            primitive.primitive(Tag(0x80), &vec![0xAA; length]);
            let mut constructed = Writer::new();
            constructed.constructed(Tag(0xA0), |w| {
                w.raw(&vec![0xAA; length]);
            });
            for (writer, tag) in [(primitive, "80"), (constructed, "A0")] {
                let text = hex::encode(&writer.as_bytes()[..=(field.len() / 2)]);
                assert_eq!(text, format!("{tag}{field}"));
                assert!(
                    writer.as_bytes()[1 + field.len() / 2..]
                        .iter()
                        .all(|byte| *byte == 0xAA)
                );
            }
        }
    }

    #[test]
    fn integers_are_minimal() {
        for (number, want) in [
            (0, "800100"),
            (127, "80017F"),
            (128, "80020080"),
            (200, "800200C8"),
            (1 << 30, "800440000000"),
            (u32::MAX, "800500FFFFFFFF"),
        ] {
            let mut writer = Writer::new();
            writer.unsigned(Tag(0x80), number);
            assert_eq!(hex::encode(writer.as_bytes()), want);
        }
    }
}
