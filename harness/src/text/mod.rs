//! What a person reads, in their language: one catalogue for each, `locales/en.ftl` and `locales/zh.ftl`.
//!
//! An id and its variables go in, a sentence comes out. Errors of libraries, diagnostics of flows and what machines
//! read stay English.

mod columns;
mod duration;
mod language;
mod message;
mod texts;
mod value;

pub use columns::{columns, padded};
pub use language::Language;
pub use message::Message;
pub use texts::Texts;
pub use value::TextValue;
