//! How a modem deviates from 3GPP TS 27.007, as data. [`ModemPersonality::default`] is the standard.
//!
//! Each knob says where the deviation was seen and has a test in `tests/modem.rs`. Files in `fixtures/modems`
//! set what differs, and nothing else.

mod document;
mod sim;
mod uicc;
mod wire;

pub use document::ModemPersonality;
pub use sim::{Blocked, InternalLpa, LpaQuery, MissingProfile, Refresh, SimCommands, TimedUrc};
pub use uicc::{
    Cchc, Ccho, Cgla, Crsm, Csim, FollowMore, HexCase, ParameterQuoting, SessionHandle, TestForm,
    UnknownChannel,
};
pub use wire::{ErrorReports, Identity, LongLines, Noise, Wire};
