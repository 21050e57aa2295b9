//! The operator's desk: identification, contracts, orders, time, faults, and what it hears of profiles.

#[cfg(test)]
mod bench;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod identification;
#[cfg(test)]
mod orders;
#[cfg(test)]
mod quotes;
#[cfg(test)]
mod status;
#[cfg(test)]
mod store;
