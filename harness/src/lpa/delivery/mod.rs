//! Delivery of pending notifications: each to its own address, in order, and off the card only when that address
//! has acknowledged it (SGP.22 §3.5, §5.7.9 to §5.7.11, §5.6.4).

mod deliver;
mod options;
mod outcome;
mod queue;
mod remove;
mod send;

#[cfg(test)]
mod tests;

pub use deliver::deliver;
pub use options::{DeliveryOptions, Retry, Which};
pub use outcome::{Delivery, DeliveryOutcome, DeliveryReport, Removal};
pub use send::replay;
