//! Contacts and messages of a backup into free records of another profile: planned whole, written, read back.

mod misfit;
mod options;
mod plan;
mod plan_contact;
mod procedure;

pub use misfit::{Misfit, Unfit};
pub use options::RestoreOptions;
pub use plan::{Plan, Write};
pub use procedure::{Restored, restore};
