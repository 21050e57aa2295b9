//! `signoff backup` and `signoff restore`: what a person has in the USIM of the enabled profile.

mod access;
mod backup;
mod failure;
mod pin;
mod restore;

pub use backup::BackupArgs;
pub use restore::RestoreArgs;
