//! `signoff lab` as programs meet it: its API, its files, and other commands that use the same device meanwhile.

#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test by a panic"
)]

mod actions;
mod guard;
mod sharing;
mod support;
