//! `signoff detect`

mod args;
mod facts;
mod show;
pub(super) mod wording;

pub(super) use args::DetectArgs;
