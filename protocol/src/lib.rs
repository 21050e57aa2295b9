//! What travels between the LPA, the modem and the eUICC, in both directions. No state, no I/O, no clock.
//!
//! bytes -> [`tlv`] (a view over BER, a canonical DER writer) -> [`es10a`] [`es10b`] [`es10c`] (typed messages)
//! -> [`store_data`] (segments) -> [`apdu`] (command and response) -> [`at`] (lines of a modem). An RSP session has
//! [`es8p`] (what the SM-DP+ says to the eUICC) inside [`es9p`] (JSON between LPA and server); [`es2p`] and [`es12`]
//! stand behind the server.
//!
//! What a profile package says of files and keys: [`saip`]. What a person has in those files: [`usim`]. What an
//! operator and its customer say: [`tmf`].
//!
//! Editions: SGP.22 v2.5 (v3.1 where it says so), SGP.32 v1.2, ETSI TS 102 221 v17, 3GPP TS 27.007 v17, TCA eUICC
//! Profile Package v3.3.1, 3GPP TS 31.102 v17, TS 23.038 v17, TS 23.040 v17, TS 51.011 v4.

pub mod activation_code;
pub mod apdu;
mod arbitrary;
pub mod at;
pub mod es10a;
pub mod es10b;
pub mod es10c;
pub mod es12;
pub mod es2p;
pub mod es8p;
pub mod es9p;
pub mod hex;
pub mod id;
pub mod message;
pub mod notification;
pub mod profile;
pub mod saip;
pub mod signed;
pub mod spelling;
pub mod store_data;
pub mod text;
pub mod tlv;
pub mod tmf;
pub mod usim;

pub use activation_code::ActivationCode;
pub use signed::Signed;
