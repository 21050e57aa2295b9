//! What the device around a card does by itself: activation, and the proactive commands that the card asks for
//! (ETSI TS 102 221 §14, TS 102 223 §6.4). The modem engine and the harness' own transport share it, so that a
//! card meets the same device on either path.

mod announce;
mod device;
mod event;
mod port;
mod proactive;
mod settings;
#[cfg(test)]
mod tests;

pub use device::Terminal;
pub use event::{RefreshMode, TerminalEvent};
pub use port::CardPort;
pub use settings::TerminalSettings;
