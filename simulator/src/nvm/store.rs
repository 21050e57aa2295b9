//! The trait of all stores.

use std::collections::BTreeMap;

use super::{Key, NvmError};

/// All committed records, by key.
pub type Image = BTreeMap<Key, Box<[u8]>>;

/// Non-volatile memory with transactions.
///
/// A card reads everything once at power on ([`Nvm::load`]), keeps it decoded, and writes through what changes.
pub trait Nvm: Send {
    /// The committed records. Drops what is pending, as a loss of power does.
    ///
    /// # Errors
    /// The store can't be read, or the power is off.
    fn load(&mut self) -> Result<Image, NvmError>;

    /// Sets a record. Pending until [`Nvm::commit`].
    ///
    /// # Errors
    /// The record is too long, the store can't be written, or the power is lost before this write.
    fn write(&mut self, key: Key, value: &[u8]) -> Result<(), NvmError>;

    /// Removes a record; one that isn't there is no error. Pending until [`Nvm::commit`].
    ///
    /// # Errors
    /// The store can't be written, or the power is lost before this write.
    fn remove(&mut self, key: Key) -> Result<(), NvmError>;

    /// Makes everything pending true at once: after a loss of power either all of it holds or none.
    ///
    /// # Errors
    /// The store can't be written, or the power is lost before the commit takes effect: nothing pending holds.
    fn commit(&mut self) -> Result<(), NvmError>;
}

impl<N: Nvm + ?Sized> Nvm for Box<N> {
    fn load(&mut self) -> Result<Image, NvmError> {
        (**self).load()
    }

    fn write(&mut self, key: Key, value: &[u8]) -> Result<(), NvmError> {
        (**self).write(key, value)
    }

    fn remove(&mut self, key: Key) -> Result<(), NvmError> {
        (**self).remove(key)
    }

    fn commit(&mut self) -> Result<(), NvmError> {
        (**self).commit()
    }
}
