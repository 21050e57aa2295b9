//! What to do after a support check.

use std::fmt;

use super::super::known::InternalLpa;
use super::{Detection, DetectionKind, Finding};

/// One next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Look for the port.
    FindPort,
    /// Leave the factory test mode.
    LeaveTestMode,
    /// Put in a card, or choose the slot that has one.
    InsertCard,
    /// The card may be an eUICC without an enabled profile, which some modems show as no card.
    MaybeNoProfile,
    /// Another port of the modem, another firmware, or a reader.
    OtherAccess,
    /// These commands free the ISD-R.
    FreeIsdR {
        /// The command that frees it.
        release: String,
        /// The command after which that counts.
        restart: String,
        /// Where that was seen.
        source: String,
    },
    /// The ISD-R is kept, and no command is known that frees it.
    AskVendor,
    /// There is no profile to remove: the contract ends, and the card goes back or is destroyed.
    PlainCard,
    /// Profiles are removed by the SM-SR.
    AskSmSr,
    /// Profiles are removed by the eIM.
    AskEim,
    /// The eUICC refuses ES10: reset, and announce an LPAd.
    ResetCard,
    /// Disable the test profile first.
    DisableTestProfile,
    /// Deliver what waits first.
    DeliverPending,
    /// Back up, then remove.
    Remove,
    /// Nothing to remove.
    NothingToRemove,
}

impl Advice {
    /// What follows from a detection, in the order in which it is to be done.
    pub(super) fn of(detection: &Detection) -> Vec<Self> {
        match &detection.kind {
            DetectionKind::NoModem => vec![Self::FindPort],
            DetectionKind::TestMode => vec![Self::LeaveTestMode],
            DetectionKind::NoApduAccess => vec![Self::OtherAccess],
            DetectionKind::InternalLpa { known: Some(known) } => vec![Self::free(known)],
            DetectionKind::InternalLpa { known: None } => vec![Self::AskVendor],
            DetectionKind::NoCard => vec![Self::InsertCard, Self::MaybeNoProfile],
            DetectionKind::Uicc => vec![Self::PlainCard],
            DetectionKind::M2m => vec![Self::AskSmSr],
            DetectionKind::Iot { .. } => vec![Self::AskEim],
            DetectionKind::Euicc { .. } if !detection.answers_es10c => vec![Self::ResetCard],
            DetectionKind::Euicc { .. } => {
                let when = |finding, advice| detection.findings.contains(&finding).then_some(advice);
                let first = [
                    when(Finding::TestProfileEnabled, Self::DisableTestProfile),
                    when(Finding::PendingNotifications, Self::DeliverPending),
                ];
                let last = if detection.findings.contains(&Finding::NoProfile) {
                    Self::NothingToRemove
                } else {
                    Self::Remove
                };
                first.into_iter().flatten().chain([last]).collect()
            }
        }
    }

    fn free(known: &InternalLpa) -> Self {
        Self::FreeIsdR {
            release: known.release.clone(),
            restart: known.restart.clone(),
            source: known.source.clone(),
        }
    }

    /// One word for flows and reports.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::FindPort => "find_port",
            Self::LeaveTestMode => "leave_test_mode",
            Self::InsertCard => "insert_card",
            Self::MaybeNoProfile => "maybe_no_profile",
            Self::OtherAccess => "other_access",
            Self::FreeIsdR { .. } => "free_isd_r",
            Self::AskVendor => "ask_vendor",
            Self::PlainCard => "plain_card",
            Self::AskSmSr => "ask_sm_sr",
            Self::AskEim => "ask_eim",
            Self::ResetCard => "reset_card",
            Self::DisableTestProfile => "disable_test_profile",
            Self::DeliverPending => "deliver_pending",
            Self::Remove => "remove",
            Self::NothingToRemove => "nothing_to_remove",
        }
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FindPort => f.write_str("signoff ports lists the serial ports, and what answers there"),
            Self::LeaveTestMode => f.write_str("send AT+CFUN=1 to leave the factory test mode, and check again"),
            Self::InsertCard => {
                f.write_str("insert a card, or choose the slot that has one, and check again")
            }
            Self::MaybeNoProfile => f.write_str(
                "some modems say so of an eUICC without an enabled profile: a card reader or phone tells for sure",
            ),
            Self::OtherAccess => f.write_str(
                "try another port of the modem, a newer firmware of it, or the card in a reader or a phone",
            ),
            Self::FreeIsdR {
                release,
                restart,
                source,
            } => write!(
                f,
                "send {release}, then {restart}, and check again; this changes a setting of the modem ({source})"
            ),
            Self::AskVendor => f.write_str(
                "ask the modem's vendor how its own LPA is switched off; no command is known for this modem",
            ),
            Self::PlainCard => {
                f.write_str("there is no eSIM to remove: end the contract, and keep or destroy the card")
            }
            Self::AskSmSr => {
                f.write_str("have the operator remove the profile over the air; no LPA can do it (SGP.02)")
            }
            Self::AskEim => {
                f.write_str("have the eIM remove the profile; the device does what its package orders (SGP.32)")
            }
            Self::ResetCard => f.write_str("reset the card or the modem, and check again"),
            Self::DisableTestProfile => f.write_str("disable the test profile first"),
            Self::DeliverPending => {
                f.write_str("deliver the notifications that wait: signoff notification deliver")
            }
            Self::Remove => f.write_str("save contacts and messages, then remove the profile"),
            Self::NothingToRemove => f.write_str("there is nothing to remove"),
        }
    }
}
