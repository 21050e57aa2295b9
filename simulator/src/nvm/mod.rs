//! What a card keeps without power. Writes are pending until [`Nvm::commit`] makes all of them true at once.
//!
//! [`Memory`] for tests and flows, [`FileStore`] to survive the process, [`Tearing`] around any of them to
//! lose the power at a chosen write.

mod disk;
mod error;
mod file;
mod format;
mod key;
mod memory;
mod store;
mod tearing;

pub use error::NvmError;
pub use file::FileStore;
pub use key::Key;
pub use memory::Memory;
pub use store::{Image, Nvm};
pub use tearing::Tearing;
