//! The commands, by what they are about.

mod basic;
mod dispatch;
mod logical_channel;
mod network;
mod pin;
mod restricted;
mod signoff;
mod sim;
mod sim_access;
mod uicc;

pub(super) use dispatch::execute;
