//! `signoff operator`: what a customer does at an operator's desk, and what whoever runs a simulated one does.

mod admin;
mod args;
mod desk;
mod orders;
mod quote;
mod session;
mod show;

pub(super) use args::OperatorArgs;
