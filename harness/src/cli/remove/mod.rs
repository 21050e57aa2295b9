//! `signoff remove`

mod args;
mod carry_out;
mod confirm;
mod finish;
mod prepare;
mod progress;
mod resume;
mod saved;
mod show;

pub(in crate::cli) use args::RemoveArgs;
