//! `signoff simulate`

mod args;
mod card;
mod lpac_stdio;
mod modem;

pub(super) use args::SimulateArgs;
