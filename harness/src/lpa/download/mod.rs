//! Download and installation of a profile (SGP.22 §3.1.3): by activation code, from the default SM-DP+, or from where
//! an SM-DS says.
//!
//! [`download`] is the one paved path. Whatever goes wrong once eUICC and server know of each other, the session is
//! cancelled; a lost answer to the last part is resolved by reading back what the eUICC did.

mod cancel;
mod certificate;
mod checks;
mod confirmation;
mod discovery;
mod error;
mod load;
mod observer;
mod outcome;
mod procedure;
mod read_back;
mod request;
mod rules;
mod session;
mod stage;

#[cfg(test)]
mod tests;

pub use cancel::Cancellation;
pub use error::DownloadError;
pub use observer::{Consent, Observer, Offer};
pub use outcome::{DownloadOutcome, Installed, LpaRefusal, Party, Refused, RefusedBecause};
pub use procedure::download;
pub use request::{CancelAt, DownloadRequest, Source};
pub use stage::{Stage, StageError};
