//! An operator's desk behind HTTP: its own thread with an asynchronous runtime, TM Forum paths in front of the engine, and
//! paths of our own for whoever runs it. Everything is bounded: connections, header, body, and the time for each.
//!
//! Before a request is carried out the SM-DP+ is asked for its news, and after it the calls of ES2+ that it led to are made;
//! so what a client asks next is answered by what is true then, without waiting.

mod admin;
mod answer;
mod clock;
mod connection;
mod door;
mod es2p;
mod exchange;
mod extract;
mod identification;
mod link;
mod openapi;
mod ordering;
mod resources;
mod server;
mod site;

pub use admin::{ClockChange, ClockView, PresenceChange, SmdpView};
pub use clock::DeskClock;
pub use exchange::exchange;
pub use link::{InProcessSmdp, LinkError, SmdpLink};
pub use openapi::document;
pub use server::{OperatorServer, OperatorServerError};
