//! The content of an elementary file, which takes no more memory than was written.

use super::{FileKind, Fill};

/// Bytes up to the last one that was written; the rest is one byte over and over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Data {
    written: Vec<u8>,
    size: usize,
    fill: u8,
}

impl Data {
    /// A file of nothing but its filling.
    pub(super) fn new(kind: FileKind, fill: &Fill) -> Self {
        let size = match kind {
            FileKind::BerTlv { .. } => 0,
            _ => kind.size(),
        };
        let unit = kind.record().map_or(size, usize::from).max(1);
        let (written, fill) = match fill {
            Fill::Byte(byte) => (Vec::new(), *byte),
            Fill::Pattern(pattern) | Fill::Repeat(pattern) if pattern.is_empty() => (Vec::new(), 0xFF),
            Fill::Pattern(pattern) => {
                let last = pattern.last().copied().unwrap_or(0xFF);
                let first = pattern.iter().copied().take(unit);
                // Within the only unit the tail is one byte, which needs no memory.
                let records = if unit >= size || pattern.len() == 1 {
                    1
                } else {
                    size / unit
                };
                let mut bytes = Vec::new();
                if pattern.len() > 1 {
                    for record in 0..records {
                        bytes.resize(record * unit, last);
                        bytes.extend(first.clone());
                    }
                }
                (bytes, last)
            }
            Fill::Repeat(pattern) => {
                let record = pattern.iter().copied().cycle().take(unit);
                let mut bytes = Vec::with_capacity(size);
                while bytes.len() < size {
                    bytes.extend(record.clone());
                }
                bytes.truncate(size);
                (bytes, 0xFF)
            }
        };
        Self { written, size, fill }
    }

    pub(super) const fn size(&self) -> usize {
        self.size
    }

    /// As many of these bytes as there are.
    pub(super) fn read(&self, offset: usize, length: usize) -> Vec<u8> {
        let end = self.size.min(offset.saturating_add(length));
        if offset >= end {
            return Vec::new();
        }
        let there = self.written.len();
        let mut bytes = self
            .written
            .get(offset.min(there)..end.min(there))
            .unwrap_or_default()
            .to_vec();
        bytes.resize(end - offset, self.fill);
        bytes
    }

    /// Replaces bytes; `false` if they reach beyond the end, and nothing is changed.
    pub(super) fn write(&mut self, offset: usize, bytes: &[u8]) -> bool {
        let end = offset.saturating_add(bytes.len());
        if end > self.size {
            return false;
        }
        if self.written.len() < end {
            self.written.resize(end, self.fill);
        }
        if let Some(place) = self.written.get_mut(offset..end) {
            place.copy_from_slice(bytes);
        }
        true
    }

    /// Replaces everything, as in a BER-TLV file, which has the size of its objects.
    pub(super) fn replace(&mut self, bytes: Vec<u8>) {
        self.size = bytes.len();
        self.written = bytes;
    }

    /// Bytes of memory that it takes.
    pub(super) const fn memory_bytes(&self) -> usize {
        self.written.capacity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillings() {
        let transparent = FileKind::Transparent { size: 5 };
        let records = FileKind::LinearFixed { record: 3, count: 2 };
        for (kind, fill, want) in [
            (transparent, Fill::Byte(0), &[0, 0, 0, 0, 0][..]),
            (transparent, Fill::Pattern(vec![1, 2]), &[1, 2, 2, 2, 2]),
            (transparent, Fill::Pattern(vec![7]), &[7, 7, 7, 7, 7]),
            (
                transparent,
                Fill::Pattern(vec![1, 2, 3, 4, 5, 6]),
                &[1, 2, 3, 4, 5],
            ),
            (transparent, Fill::Repeat(vec![1, 2]), &[1, 2, 1, 2, 1]),
            (transparent, Fill::Repeat(vec![]), &[0xFF; 5]),
            (records, Fill::Pattern(vec![1, 2]), &[1, 2, 2, 1, 2, 2]),
            (records, Fill::Repeat(vec![1, 2]), &[1, 2, 1, 1, 2, 1]),
        ] {
            let data = Data::new(kind, &fill);
            assert_eq!(data.read(0, 99), want, "{kind:?} {fill:?}");
            assert_eq!(data.read(4, 1), want[4..5], "{kind:?} {fill:?}");
        }
    }

    #[test]
    fn what_was_not_written_takes_no_memory() {
        let mut data = Data::new(FileKind::Transparent { size: 60_000 }, &Fill::Byte(0xFF));
        assert!(data.write(2, &[1, 2]));
        assert!(data.memory_bytes() < 100);
        assert_eq!(data.read(0, 6), [0xFF, 0xFF, 1, 2, 0xFF, 0xFF]);
        assert_eq!(data.read(59_999, 6), [0xFF]);
        assert!(!data.write(59_999, &[1, 2]));
        assert_eq!(data.read(59_999, 6), [0xFF]);
        assert_eq!(data.read(60_000, 1), [0; 0]);
    }
}
