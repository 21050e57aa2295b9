//! Doors through which real programs reach the engines: a pseudo-terminal and TCP. Plain threads that wait in
//! `poll`; here alone in this crate time is the machine's.

mod clock;
mod connection;
mod door;
pub mod framed;
pub mod lpac_stdio;
pub mod pty;
pub mod tcp;
mod uart;
pub mod vpcd;
mod wake;
