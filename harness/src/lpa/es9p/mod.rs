//! ES9+ and ES11: the LPA's side towards SM-DP+ and SM-DS (SGP.22 §5.6, §5.8, §6).
//!
//! [`Es9p`] carries one request to one address; [`Es9pClient`] does so over HTTPS, and a test does so however it
//! likes. What an answer means is decided above that trait, so it is the same for all.

mod address;
mod advice;
mod answer;
mod calls;
mod classify;
mod client;
mod error;
mod host_mapping;
mod http;
mod options;
mod roots;

#[cfg(test)]
mod tests;

pub use address::{AddressError, ServerAddress};
pub use answer::{Acknowledgement, acknowledgement};
pub use client::Es9pClient;
pub use error::{Es9pCause, Es9pError, FunctionFailure, TlsProblem};
pub use host_mapping::{HostMapping, HostMappingError};
pub use http::{Es9p, Es9pAnswer};
pub use options::Es9pOptions;
pub use roots::{RootsError, read_roots};
