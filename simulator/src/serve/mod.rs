//! Doors through which real programs reach the engines: a pseudo-terminal, TCP, HTTPS and HTTP, and the store behind an
//! SM-DP+. Plain threads that wait in `poll`, but for HTTPS and HTTP; here alone in this crate time is the machine's.

mod clock;
mod connection;
mod door;
pub mod framed;
mod http;
pub mod https;
pub mod lpac_stdio;
pub mod operator;
pub mod pty;
mod serving;
mod shared;
pub mod smdp_store;
pub mod tcp;
mod uart;
pub mod vpcd;
mod wake;

pub use shared::{SharedModem, Turn};
