//! What a contradiction most likely is, and what to do.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is wrong, as one of the known cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Diagnosis {
    /// The modem shows an ICCID that the card does not have any more.
    ModemCached,
    /// The modem showed it until the card had lost its power.
    ModemCachedBefore,
    /// A file of the card is that of a profile that the eUICC does not list.
    FileNotListed,
    /// The eUICC says enabled, and the files are those of another profile.
    EnabledNotShown,
    /// The profile came back, or a notification of an earlier life is about.
    DeletedAndListed,
    /// The SM-DP+ believes in the profile, and its notification waits.
    SmdpNotTold,
    /// The SM-DP+ believes in the profile, and nothing waits on the eUICC.
    SmdpNeverTold,
    /// The SM-DP+ says that it is gone, and the eUICC lists it.
    SmdpAhead,
    /// A notification waits for delivery.
    NotificationWaits,
    /// Nobody knows of an acknowledgement.
    NoAcknowledgement,
    /// The profile is gone, and the contract goes on.
    ContractGoesOn,
    /// The contract has ended, and the profile is still on the eUICC.
    TerminatedButInstalled,
    /// The contract has ended, and the operator waits for the SM-DP+ to report the deletion.
    OperatorNotTold,
    /// The contract runs until its date.
    ContractEnding,
    /// The operator knows no such line.
    LineUnknown,
    /// The operator was to be asked and did not answer.
    OperatorSilent,
    /// The SM-DP+ was to be asked and did not answer.
    SmdpSilent,
    /// The eUICC gave no list.
    NoList,
}

impl Diagnosis {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::ModemCached,
        Self::ModemCachedBefore,
        Self::FileNotListed,
        Self::EnabledNotShown,
        Self::DeletedAndListed,
        Self::SmdpNotTold,
        Self::SmdpNeverTold,
        Self::SmdpAhead,
        Self::NotificationWaits,
        Self::NoAcknowledgement,
        Self::ContractGoesOn,
        Self::TerminatedButInstalled,
        Self::OperatorNotTold,
        Self::ContractEnding,
        Self::LineUnknown,
        Self::OperatorSilent,
        Self::SmdpSilent,
        Self::NoList,
    ];

    /// As documents write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ModemCached => "modem_cached",
            Self::ModemCachedBefore => "modem_cached_before",
            Self::FileNotListed => "file_not_listed",
            Self::EnabledNotShown => "enabled_not_shown",
            Self::DeletedAndListed => "deleted_and_listed",
            Self::SmdpNotTold => "smdp_not_told",
            Self::SmdpNeverTold => "smdp_never_told",
            Self::SmdpAhead => "smdp_ahead",
            Self::NotificationWaits => "notification_waits",
            Self::NoAcknowledgement => "no_acknowledgement",
            Self::ContractGoesOn => "contract_goes_on",
            Self::TerminatedButInstalled => "terminated_but_installed",
            Self::OperatorNotTold => "operator_not_told",
            Self::ContractEnding => "contract_ending",
            Self::LineUnknown => "line_unknown",
            Self::OperatorSilent => "operator_silent",
            Self::SmdpSilent => "smdp_silent",
            Self::NoList => "no_list",
        }
    }

    /// What it is and what to do, in English; other languages have it in their catalogue under `verify-diagnosis-NAME`.
    pub const fn text(self) -> &'static str {
        match self {
            Self::ModemCached => "the modem shows a cached ICCID: power-cycle the UIM",
            Self::ModemCachedBefore => "the modem showed a cached ICCID until the card was power-cycled",
            Self::FileNotListed => {
                "a file of the card is that of a profile that the eUICC does not list: power-cycle the card and verify again"
            }
            Self::EnabledNotShown => {
                "the eUICC says that the profile is enabled, and the card shows another one: power-cycle the card and verify again"
            }
            Self::DeletedAndListed => {
                "a deletion was reported, and the eUICC lists the profile: it was installed again, or the deletion was undone by a loss of power; delete it"
            }
            Self::SmdpNotTold => {
                "the eUICC does not have the profile, and the SM-DP+ believes that it does: deliver the notification that waits"
            }
            Self::SmdpNeverTold => {
                "the eUICC does not have the profile, and the SM-DP+ was never told: replay the notification from an archive, or ask the operator to release the profile"
            }
            Self::SmdpAhead => {
                "the SM-DP+ says that the profile is gone, and the eUICC still lists it: delete it on the device"
            }
            Self::NotificationWaits => "the SM-DP+ is not told yet: deliver the notification that waits",
            Self::NoAcknowledgement => {
                "nobody knows that the SM-DP+ was told: name an archive or the SM-DP+, so that they can be asked"
            }
            Self::ContractGoesOn => "the profile is gone, and the contract goes on: end it at the operator",
            Self::TerminatedButInstalled => {
                "the operator ended the contract, and the profile is still installed: delete it on the device"
            }
            Self::OperatorNotTold => {
                "the contract has ended, and the operator waits for its SM-DP+ to report the deletion: deliver the notification, or wait"
            }
            Self::ContractEnding => "the end of the contract is ordered: it runs until its date",
            Self::LineUnknown => "the operator knows no such line of this customer: ask with another account",
            Self::OperatorSilent => "the operator gave no answer: ask again",
            Self::SmdpSilent => "the SM-DP+ gave no answer: ask again",
            Self::NoList => {
                "the eUICC gave no list of profiles: is the device connected, and the card in it?"
            }
        }
    }
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
