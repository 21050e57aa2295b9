//! The LPAd: opens the ISD-R, sends ES10 requests in segments, reads typed answers (SGP.22 §5.7).
//!
//! [`Lpa`] is the one paved path. A call that changes state ends in one of three ways ([`Outcome`]): done,
//! refused, or unknown because the answer was lost; [`Lpa::resolve`] then reads the state back, and until it has,
//! the same change is not sent again.

pub mod archive;
mod calls;
mod channel;
mod client;
pub mod delivery;
pub mod detect;
pub mod download;
mod error;
mod es10a;
mod es10b;
mod es10b_session;
mod es10c;
pub mod es9p;
mod exchange;
mod exchange_log;
pub mod known;
mod options;
mod outcome;
mod raw;
mod refusal;
mod resolve;
mod state_change;

#[cfg(test)]
mod tests;

pub use channel::{OpenAttempt, Opened};
pub use client::Lpa;
pub use detect::{Advice, Attempt, Detection, DetectionKind, Finding, ModemIdentity, Reason};
pub use error::LpaError;
pub use es10b_session::{Answer, SegmentAnswer};
pub use exchange_log::{Es10Exchange, ExchangeLog, ExchangeOutcome, ExchangeSink};
pub use known::IsdRAid;
pub use options::LpaOptions;
pub use outcome::Outcome;
pub use refusal::Refusal;
pub use resolve::Resolution;
pub use state_change::StateChange;
