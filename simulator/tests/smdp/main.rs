//! The SM-DP+ by its requests and answers: sessions, orders, notifications, faults, the gate against a second
//! download.

mod concurrency;
mod download;
mod faults;
mod model;
mod notifications;
mod operator;
mod peer;
mod refusals;
mod smds;
mod store;
