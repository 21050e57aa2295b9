//! A software eUICC and the modem around it. No I/O and no clock in the engines, no global state.

pub mod env;
pub mod nvm;
pub mod pki;
