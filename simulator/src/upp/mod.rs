//! Profile packages: what the YAML of a card says becomes an unprotected profile package (UPP), and a UPP becomes
//! a file system with PINs and keys (TCA eUICC Profile Package: Interoperable Format Technical Specification).
//!
//! [`install()`] knows the files of the templates and answers as an eUICC does, with the status of each profile
//! element that it could not take; [`build()`] writes the packages of simulated profiles.

mod build;
mod create;
mod failure;
mod install;
mod installed;
mod parameters;
mod platform;
mod template;

pub use build::{UppContent, build, build_of};
pub(crate) use build::{has_three_digits, message_records, name_fits, phonebook_fits};
pub use failure::{InstallCause, InstallFailure};
pub use install::{Installation, install};
pub use installed::{Installed, Naa, NaaKind};
pub use platform::UppPlatform;
