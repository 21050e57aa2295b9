//! An SM-DP+ behind HTTPS: its own thread with an asynchronous runtime, TLS with a certificate for each address, HTTP/1.1
//! in front of the engine. Everything is bounded: connections, header, body, and the time for each.
//!
//! Faults of the connection are carried out here, those of HTTP by the engine. A client that sets a fault between two
//! requests must meet it, so a connection is kept open only within a session.

mod admin;
mod certificates;
mod connection;
mod door;
pub(in crate::serve) mod limits;
mod server;
pub(in crate::serve) mod stream;

pub use admin::{ADMIN_PATH, FaultView, NotificationView, ProfileView, StateChange};
pub use server::{Binding, HttpsError, HttpsServer};
