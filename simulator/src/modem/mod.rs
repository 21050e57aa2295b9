//! A modem: AT command lines in, answers and URCs out (3GPP TS 27.007, ITU-T V.250). Synchronous, without I/O and
//! clock; one seed gives one behaviour.
//!
//! bytes -> line input (characters to lines) -> [`Modem`] -> commands -> [`crate::terminal`] -> card; answers come out
//! as [`Chunk`]s with the time that they take. How a modem deviates is data: [`ModemPersonality`].

mod beside;
mod boot;
mod card_view;
mod commands;
mod engine;
mod fault;
mod line_input;
mod output;
pub mod personality;
mod reply;
mod sessions;
mod watch;

pub use beside::Shown;
pub use engine::Modem;
pub use fault::ModemFault;
pub use output::{Chunk, Outbox};
pub use personality::ModemPersonality;
pub use watch::{LineEvent, LineWatcher};
