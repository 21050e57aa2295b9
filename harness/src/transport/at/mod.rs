//! APDUs over AT commands (3GPP TS 27.007 §8.17, §8.43 to §8.46): one client, over any stream of bytes.

mod byte_link;
mod client;
mod probe;
mod recent;
mod recipe;
mod serial;
mod tcp;
mod transport;

pub use byte_link::{ByteLink, LinkGone};
pub use client::AtClient;
pub use serial::SerialLink;
pub use tcp::TcpLink;
pub use transport::AtTransport;
