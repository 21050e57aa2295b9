//! A store that lives as long as its card.

use std::collections::BTreeMap;

use super::{Image, Key, Nvm, NvmError};

/// Keeps the records in memory. It survives a power cycle, not the process.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    image: Image,
    pending: BTreeMap<Key, Option<Box<[u8]>>>,
}

impl Memory {
    /// An empty store.
    pub const fn new() -> Self {
        Self {
            image: Image::new(),
            pending: BTreeMap::new(),
        }
    }

    /// A store that holds these records.
    pub const fn with_image(image: Image) -> Self {
        Self {
            image,
            pending: BTreeMap::new(),
        }
    }
}

impl Nvm for Memory {
    fn load(&mut self) -> Result<Image, NvmError> {
        self.pending.clear();
        Ok(self.image.clone())
    }

    fn write(&mut self, key: Key, value: &[u8]) -> Result<(), NvmError> {
        self.pending.insert(key, Some(value.into()));
        Ok(())
    }

    fn remove(&mut self, key: Key) -> Result<(), NvmError> {
        self.pending.insert(key, None);
        Ok(())
    }

    fn commit(&mut self) -> Result<(), NvmError> {
        while let Some((key, value)) = self.pending.pop_first() {
            match value {
                Some(value) => self.image.insert(key, value),
                None => self.image.remove(&key),
            };
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Key = Key::new(1, 0);
    const B: Key = Key::new(1, 1);

    #[test]
    fn what_is_not_committed_is_lost() {
        let mut nvm = Memory::new();
        nvm.write(A, b"one").unwrap();
        nvm.commit().unwrap();
        nvm.write(A, b"two").unwrap();
        nvm.write(B, b"three").unwrap();
        assert_eq!(nvm.load().unwrap(), Image::from([(A, (*b"one").into())]));
        nvm.commit().unwrap();
        assert_eq!(nvm.load().unwrap(), Image::from([(A, (*b"one").into())]));
    }

    #[test]
    fn the_last_write_of_a_record_counts() {
        let mut nvm = Memory::new();
        nvm.write(A, b"one").unwrap();
        nvm.remove(A).unwrap();
        nvm.remove(B).unwrap();
        nvm.write(B, b"two").unwrap();
        nvm.commit().unwrap();
        assert_eq!(nvm.load().unwrap(), Image::from([(B, (*b"two").into())]));
    }
}
