//! Packages of simulated profiles: small, and complete enough for a modem.

mod content;
mod message;
mod package;
mod phonebook;
mod rules;
mod text;

pub(crate) use package::has_three_digits;
pub use package::{UppContent, build, build_of};
pub(crate) use text::is_default_alphabet;
