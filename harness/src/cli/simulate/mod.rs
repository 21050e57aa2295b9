//! `signoff simulate`

mod args;
mod card;
mod lpac_stdio;
mod modem;
mod operator;
mod smdp;
mod smdp_link;

pub(super) use args::SimulateArgs;
pub(super) use operator::{operator_file, rules};
pub(super) use smdp::DEFAULT_ADDRESS;
