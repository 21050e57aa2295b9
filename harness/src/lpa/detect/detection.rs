//! The result of looking at what is at the other end.

use signoff_protocol::es10b::{EimConfigurationData, EuiccInfo2};
use signoff_protocol::id::{Aid, Eid};

use super::super::OpenAttempt;
use super::super::known::InternalLpa;
use super::{Advice, Attempt, Finding, ModemIdentity, Reason};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detection {
    /// What it is.
    pub kind: DetectionKind,
    /// Why it is taken for that, one observation each.
    pub evidence: Vec<Reason>,
    /// What else matters for a removal.
    pub findings: Vec<Finding>,
    /// Its EID, where it could be read.
    pub eid: Option<Eid>,
    /// What an eUICC says of itself.
    pub info: Option<EuiccInfo2>,
    /// The eIMs of an IoT eUICC.
    pub eims: Vec<EimConfigurationData>,
    /// Whether ES10c was answered, so that profiles can be disabled and deleted.
    pub answers_es10c: bool,
    /// The AIDs that were tried and refused, in order.
    pub tried: Vec<OpenAttempt>,
    /// The commands that a modem was sent to find out more, with its answers.
    pub attempts: Vec<Attempt>,
    /// What the modem says of itself, if it was asked.
    pub modem: Option<ModemIdentity>,
}

impl Detection {
    /// A detection of which nothing but the kind is known yet.
    pub(super) const fn of(kind: DetectionKind) -> Self {
        Self {
            kind,
            evidence: Vec::new(),
            findings: Vec::new(),
            eid: None,
            info: None,
            eims: Vec::new(),
            answers_es10c: false,
            tried: Vec::new(),
            attempts: Vec::new(),
            modem: None,
        }
    }

    /// Nothing answers at the target, as `reason` says.
    pub fn no_modem(reason: String) -> Self {
        Self {
            evidence: vec![Reason::Link(reason)],
            ..Self::of(DetectionKind::NoModem)
        }
    }

    /// Whether an LPA can remove a profile on this device as it is.
    pub const fn removal_possible(&self) -> bool {
        matches!(self.kind, DetectionKind::Euicc { .. }) && self.answers_es10c
    }

    /// What to do next, in this order.
    pub fn advice(&self) -> Vec<Advice> {
        Advice::of(self)
    }
}

/// What can be at the other end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DetectionKind {
    /// Nothing that answers.
    NoModem,
    /// A modem in its factory test mode, in which its card has no power.
    TestMode,
    /// A modem that lets nobody send APDUs.
    NoApduAccess,
    /// A modem whose own LPA keeps the ISD-R.
    InternalLpa {
        /// How it gives the ISD-R up, where that is known.
        known: Option<InternalLpa>,
    },
    /// No card, or one that does not answer.
    NoCard,
    /// A UICC without eUICC functions.
    Uicc,
    /// An eUICC for machines (SGP.02): it is managed by its SM-SR, not by an LPA.
    M2m,
    /// An eUICC for the Internet of Things (SGP.32): its eIM orders what happens to profiles.
    Iot {
        /// The AID of its ISD-R.
        isd_r: Aid,
    },
    /// A consumer eUICC (SGP.22), with its version where it tells.
    Euicc {
        /// svn: major, minor, revision.
        version: Option<[u8; 3]>,
        /// The AID of its ISD-R.
        isd_r: Aid,
    },
}

impl DetectionKind {
    /// One word for flows, reports and tables.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoModem => "no_modem",
            Self::TestMode => "test_mode",
            Self::NoApduAccess => "no_apdu_access",
            Self::InternalLpa { .. } => "internal_lpa",
            Self::NoCard => "no_card",
            Self::Uicc => "uicc",
            Self::M2m => "m2m",
            Self::Iot { .. } => "iot",
            Self::Euicc { isd_r, .. } if *isd_r == Aid::ISD_R => "euicc",
            Self::Euicc { .. } => "vendor_euicc",
        }
    }

    /// The AID of the ISD-R, where there is one that answers.
    pub const fn isd_r(&self) -> Option<&Aid> {
        match self {
            Self::Euicc { isd_r, .. } | Self::Iot { isd_r } => Some(isd_r),
            _ => None,
        }
    }
}
