//! The page of the lab and its JSON API: loopback only, no file from elsewhere, one page with its script and its style.
//!
//! `guard` lets only this page and programs of this machine in, `assets` hands out the page, `api` what it shows
//! and does, `events` what happens meanwhile. `docs/lab.md` describes the API.

mod api;
mod assets;
mod events;
mod guard;
mod problem;
mod server;
mod texts;

pub use server::{PageOptions, PageServer};
