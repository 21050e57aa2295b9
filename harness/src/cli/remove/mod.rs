//! `signoff remove`

mod args;
mod carry_out;
mod confirm;
mod contact;
mod failure;
mod finish;
mod pin;
mod prepare;
mod progress;
mod resume;
mod saved;
mod show;

pub(in crate::cli) use args::RemoveArgs;
