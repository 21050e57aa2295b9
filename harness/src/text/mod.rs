//! What a person reads, in their language: one catalogue for each, `locales/en.ftl` and `locales/zh.ftl`.
//!
//! An id and its variables go in, a sentence comes out. Errors of libraries, diagnostics of flows and what machines
//! read stay English. So does the English of what stands in the sources anyway, the errors of the layers below and the help of
//! the command line: only the other catalogues have messages for them, in the sections `cause` and `help`.

mod columns;
mod duration;
mod language;
mod message;
mod texts;
mod value;

pub use columns::{columns, padded};
pub use language::Language;
pub use message::{Message, Told};
pub use texts::Texts;
pub use value::TextValue;
