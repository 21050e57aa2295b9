//! harness

pub mod decode;
pub mod transport;
