//! The keys and certificates of a card and of the servers that it meets, and the checks that either makes of the
//! other's (SGP.22 §4.5).

mod anchors;
mod certificate;
mod chain;
mod curve;
mod error;
mod frequent_key;
mod generate;
mod identity;
mod issue;
mod load;
mod remembered;
mod role;
mod server;
mod test_ci;
mod verify;
mod verify_server;

pub use chain::{ChainError, ChainVerifier, EuiccKey, VerifiedEuicc};
pub use curve::Curve;
pub use error::PkiError;
pub use identity::Pki;
pub use role::Role;
pub use server::{ServerKey, SmdpPki, TlsChain, TlsValidity};
pub use test_ci::TestCi;
pub use verify::{VerifyError, verify_chain, verify_signature};
pub use verify_server::{Server, ServerError};
