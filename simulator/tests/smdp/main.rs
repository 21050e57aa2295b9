//! The SM-DP+ by its requests and answers: sessions, orders, notifications, faults, the gate against a second
//! download.

#[cfg(test)]
mod card;
#[cfg(test)]
mod concurrency;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod download;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod lpa;
#[cfg(test)]
mod model;
#[cfg(test)]
mod notifications;
#[cfg(test)]
mod operator;
#[cfg(test)]
mod peer;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod smds;
#[cfg(test)]
mod store;
