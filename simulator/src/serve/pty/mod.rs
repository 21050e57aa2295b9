//! A modem on a pseudo-terminal, which programs open as they open `/dev/ttyUSB2`.

mod link;
mod server;
mod watch;

pub use server::PtyServer;
