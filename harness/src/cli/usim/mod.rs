//! `signoff backup` and `signoff restore`: what a person has in the USIM of the enabled profile.

mod access;
mod backup;
mod failure;
mod pin;
mod restore;

pub(super) use backup::BackupArgs;
pub(super) use pin::{PinArgs, asked as ask_pin};
pub(super) use restore::RestoreArgs;
