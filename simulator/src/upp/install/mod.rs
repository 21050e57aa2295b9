//! A package is carried out, one profile element after the other.
//!
//! [`installer`] walks over the elements -> [`header`], [`template_files`], [`file_management`], [`pins`], [`applications`]
//! do what each of them says; what can only be checked at the end is checked at the end.

mod applications;
mod file_management;
mod header;
mod installer;
mod pins;
mod template_files;

pub use installer::{Installation, install};
