//! The operator's desk: identification, contracts, orders, time, faults, and what it hears of profiles.

mod bench;
mod faults;
mod identification;
mod orders;
mod quotes;
mod status;
mod store;
