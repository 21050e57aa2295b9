//! The UICC platform (ETSI TS 102 221): power, logical channels, dispatch of commands, selection of files and
//! applications, answers that are handed out in pieces.

mod applications;
mod authenticate;
mod channels;
mod commands;
mod dispatch;
mod error;
mod fault;
mod file_commands;
mod latency;
mod pin_commands;
mod platform;
mod reset;
mod response_queue;
mod select;
mod session;
mod store_data;
mod terminal;

pub use error::{CardError, Mute};
pub use fault::CardFault;
pub use platform::Card;
pub use signoff_protocol::apdu::Atr;
