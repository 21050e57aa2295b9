//! Bytes of the card interface as text that a person reads: command and response APDUs, ES10 messages.
//!
//! bytes -> [`decode`] (what are they?) -> [`command`], [`response`], [`es10_request`], [`es10_response`]
//! -> [`Decoded`] (lines). Nothing here fails: malformed input gives the lines that were understood, and one that
//! says what is wrong at which byte.

mod apdu_command;
mod apdu_response;
mod es10;
mod field;
mod guess;
mod line;
mod schema;
mod template;
mod tree;

pub use apdu_command::command;
pub use apdu_response::response;
pub use es10::{es10, es10_request, es10_response};
pub use guess::decode;
pub use line::{Decoded, Line, Role};
