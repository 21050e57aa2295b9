//! The UICC platform: power, logical channels, dispatch of commands.

mod error;
mod fault;
mod platform;

pub use error::{CardError, Mute};
pub use fault::CardFault;
pub use platform::Card;
pub use signoff_protocol::apdu::Atr;
