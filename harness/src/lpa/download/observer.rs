//! Who looks on: asked for consent, told of progress.

use signoff_protocol::es8p::StoreMetadataRequest;
use signoff_protocol::es10b::CancelSessionReason;

use super::Stage;

/// What an SM-DP+ offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The profile.
    pub metadata: StoreMetadataRequest,
    /// Who offers it.
    pub server: String,
    /// Whether its policy rules need the consent of the user (SGP.22 §2.9.2.1).
    pub rules_need_consent: bool,
    /// Whether it wants a confirmation code.
    pub confirmation_code_required: bool,
}

/// What the user says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Install it.
    Accept,
    /// Don't, for this reason.
    Cancel(CancelSessionReason),
}

/// Looks on. What it does not care about has a default.
pub trait Observer: Send {
    /// Whether the profile may be installed.
    fn consent(&mut self, _offer: &Offer) -> Consent {
        Consent::Accept
    }

    /// A stage begins.
    fn stage(&mut self, _stage: Stage) {}

    /// The eUICC has taken `done` of `total` segments.
    fn segment(&mut self, _done: usize, _total: usize) {}

    /// Something unusual that stops nothing.
    fn note(&mut self, _note: &str) {}
}

/// Accepts everything and says nothing.
impl Observer for () {}
