//! The keys and certificates of a card, and the checks that a reader of its signatures makes (SGP.22 §4.5).

mod certificate;
mod error;
mod generate;
mod identity;
mod issue;
mod load;
mod role;
mod verify;

pub use error::PkiError;
pub use identity::Pki;
pub use role::Role;
pub use verify::{VerifyError, verify_chain, verify_signature};
