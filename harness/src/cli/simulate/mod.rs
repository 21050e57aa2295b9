//! `signoff simulate`

mod args;
mod card;
mod modem;

pub(super) use args::SimulateArgs;
