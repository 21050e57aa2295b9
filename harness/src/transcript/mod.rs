//! The transcript of a case: a versioned text of what the eUICC was asked and what it answered, the same whatever
//! the way to the card. `docs/transcript-format.md` describes it.
//!
//! exchanges of the LPA -> [`Transcript`] (decoded, with [`redact`]ed values) -> text -> [`first_difference`].
//! What the link did stands in a text of its own, [`LinkTranscript`].

mod compare;
mod format;
mod header;
mod link;
pub mod redact;
mod session;
mod signature;

pub use compare::{TranscriptDifference, first_difference};
pub use format::{FORMAT_VERSION, Transcript};
pub use header::TranscriptHeader;
pub use link::LinkTranscript;
pub use signature::{SignatureVerdict, Signer, judge, simulated_ci};
