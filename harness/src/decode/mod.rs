//! Bytes of the card interface as text that a person reads: command and response APDUs, ES10 messages, what is signed in
//! RSP sessions, profile packages.
//!
//! bytes -> [`decode`] (what are they?) -> [`command`], [`response`], [`es10_request`], [`es10_response`], [`upp()`]
//! -> [`Decoded`] (lines). Nothing here fails: malformed input gives the lines that were understood, and one that
//! says what is wrong at which byte.

mod apdu_command;
mod apdu_response;
mod certificate;
mod es10;
mod field;
mod guess;
mod info_schema;
mod line;
mod schema;
mod segment;
mod session_schema;
mod structure;
mod template;
mod tree;
mod upp;
mod upp_schema;

pub use apdu_command::command;
pub use apdu_response::response;
pub use es10::{es10, es10_request, es10_response};
pub use guess::decode;
pub use line::{Decoded, Line, Role};
pub use upp::upp;
