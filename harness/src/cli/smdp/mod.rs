//! `signoff smdp`: what an operator does at a running `signoff simulate smdp`.

mod args;
pub(super) mod file;
mod order;
mod server;
mod show;

pub(super) use args::SmdpArgs;
