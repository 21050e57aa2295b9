//! A software eUICC and the modem around it: command APDUs in, response APDUs out. No I/O and no clock in the
//! engines, no global state.
//!
//! [`card_file`] says what is on a card and how it behaves; bytes -> [`card`] (channels, dispatch) -> ES10 ->
//! profiles and notifications -> [`nvm`]. The SM-DP+ that profiles come from is [`smdp`], the operator that has contracts
//! for them [`operator`]. The device around it carries out REFRESH: [`terminal`].

pub mod card;
pub mod card_file;
pub mod env;
pub mod files;
mod isd_r;
pub mod modem;
mod notification;
pub mod nvm;
pub mod operator;
pub mod personality;
pub mod pki;
mod profile;
pub mod rsp;
#[cfg(all(unix, feature = "serve"))]
pub mod serve;
pub mod smdp;
pub mod terminal;
mod toolkit;
pub mod upp;

pub use card::Card;
