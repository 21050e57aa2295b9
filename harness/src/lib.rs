//! harness

pub mod decode;
