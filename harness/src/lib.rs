//! Replays scripted eSIM removal flows against simulated eUICCs and real modems.
//!
//! flow file -> [`flow`] (typed document) -> [`runner`] -> [`lpa`] -> [`transport`] -> card -> response -> [`lpa`] (typed)
//! -> [`runner`] (expect) -> events -> [`transcript`], [`report`]. The commands stand in [`cli`], which alone prints.

pub mod causes;
pub mod cli;
pub mod decode;
pub mod dut;
pub mod flow;
pub mod lab;
pub mod lpa;
pub mod operator;
pub mod protection;
pub mod removal;
pub mod report;
pub mod runner;
pub mod text;
pub mod transcript;
pub mod transport;
pub mod usim;
pub mod verification;
mod web;
