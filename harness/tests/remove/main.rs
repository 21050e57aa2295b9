//! `signoff verify` and `signoff remove` as a person meets them, against simulated servers in processes of their own.

#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "helpers of tests fail the test by a panic, and measure time"
)]

mod chinese;
mod crash;
mod disagreement;
mod english;
mod lab;
mod pin;
mod refusals;
mod runs;
mod wiretap;
