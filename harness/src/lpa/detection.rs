//! The result of looking at what is at the other end.

use signoff_protocol::id::{Aid, Eid};

use super::OpenAttempt;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detection {
    /// What it is.
    pub kind: DetectionKind,
    /// Its EID, where it could be read.
    pub eid: Option<Eid>,
    /// Why it is taken for that, one observation each.
    pub evidence: Vec<String>,
    /// The AIDs that were tried and refused, in order.
    pub tried: Vec<OpenAttempt>,
}

/// What can be at the other end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DetectionKind {
    /// A consumer eUICC (SGP.22), with its version where it tells.
    Euicc {
        /// svn: major, minor, revision.
        version: Option<[u8; 3]>,
        /// The AID of its ISD-R.
        isd_r: Aid,
    },
    /// An eUICC for machines (SGP.02): it is managed by its SM-SR, not by an LPA.
    M2m,
    /// A UICC without eUICC functions.
    Uicc,
    /// No card, or one that does not answer.
    NoCard,
    /// A modem that lets nobody send APDUs.
    NoApduAccess,
}

impl DetectionKind {
    /// One word for flows and tables: `euicc`, `vendor_euicc`, `m2m`, `uicc`, `no_card`, `no_apdu_access`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Euicc { isd_r, .. } if *isd_r == Aid::ISD_R => "euicc",
            Self::Euicc { .. } => "vendor_euicc",
            Self::M2m => "m2m",
            Self::Uicc => "uicc",
            Self::NoCard => "no_card",
            Self::NoApduAccess => "no_apdu_access",
        }
    }
}
