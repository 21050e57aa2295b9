//! How a command gets to the card: one trait, several implementations, and layers around them.
//!
//! [`Transport`] is what every device can do honestly; what only some can do is a field of [`Capabilities`].
//! It is the only asynchronous border of the harness. A target is written as text ([`Target`]):
//! `sim:`, `pty:MODEM?mode=&baud=`, `serial:DEVICE?mode=&baud=`, `tcp:HOST:PORT?mode=`.

pub mod at;
pub mod middleware;

mod answer;
mod capabilities;
mod error;
mod fault;
mod link;
mod link_log;
mod manage_channel;
mod modem;
mod open;
mod open_channels;
mod pty;
mod simulator;
mod target;
mod timeouts;

pub use signoff_protocol::at::AtAnswer;

pub use answer::{ChannelOpened, OpenRefusal};
pub use capabilities::Capabilities;
pub use error::TransportError;
pub use fault::{Fault, FaultInlet};
pub use link::Transport;
pub use link_log::{Direction, Level, LinkLine, LinkLog};
pub(crate) use manage_channel::{CountsChannels, RawApdu, close_counted, open_counted};
pub use open::{OpenOptions, SimulatedDevice, open};
pub(crate) use open_channels::OpenChannels;
pub use simulator::SimulatorTransport;
pub(crate) use simulator::{mute, response};
pub use target::{DEFAULT_BAUD, Mode, Target, TargetError};
pub use timeouts::Timeouts;
