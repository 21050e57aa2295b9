//! `signoff simulate`

mod args;
mod card;
mod lpac_stdio;
mod modem;
mod smdp;

pub(super) use args::SimulateArgs;
pub(super) use smdp::DEFAULT_ADDRESS;
