//! The life of a profile at the SM-DP+ (SGP.22 §3.1.6, annex A of the operator's interface).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a profile is in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProfileState {
    /// In stock.
    #[default]
    Available,
    /// Ordered, for no particular eUICC.
    Allocated,
    /// Ordered for one eUICC.
    Linked,
    /// The order has its matchingId, but may not be downloaded yet.
    Confirmed,
    /// May be downloaded.
    Released,
    /// The BPP was handed out; nothing is known of its installation.
    Downloaded,
    /// The eUICC reported that it is installed.
    Installed,
    /// The eUICC reported that it is enabled.
    Enabled,
    /// The eUICC reported that it is disabled.
    Disabled,
    /// The eUICC reported that it is deleted.
    Deleted,
    /// Not to be had any more.
    Unavailable,
    /// The download failed for good.
    Error,
}

impl ProfileState {
    /// All states, in the order of a life.
    pub const ALL: [Self; 12] = [
        Self::Available,
        Self::Allocated,
        Self::Linked,
        Self::Confirmed,
        Self::Released,
        Self::Downloaded,
        Self::Installed,
        Self::Enabled,
        Self::Disabled,
        Self::Deleted,
        Self::Unavailable,
        Self::Error,
    ];

    /// As a document writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Allocated => "allocated",
            Self::Linked => "linked",
            Self::Confirmed => "confirmed",
            Self::Released => "released",
            Self::Downloaded => "downloaded",
            Self::Installed => "installed",
            Self::Enabled => "enabled",
            Self::Disabled => "disabled",
            Self::Deleted => "deleted",
            Self::Unavailable => "unavailable",
            Self::Error => "error",
        }
    }
}

impl std::fmt::Display for ProfileState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// What moves a profile from one state to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProfileEvent {
    /// ES2+.DownloadOrder without an EID.
    Order,
    /// ES2+.DownloadOrder with an EID.
    OrderForEid,
    /// ES2+.ConfirmOrder, releaseFlag false.
    Confirm,
    /// ES2+.ConfirmOrder, releaseFlag true.
    ConfirmAndRelease,
    /// ES2+.ReleaseProfile.
    Release,
    /// ES2+.CancelOrder, finalProfileStatusIndicator `Available`.
    CancelToAvailable,
    /// ES2+.CancelOrder, finalProfileStatusIndicator `Unavailable`.
    CancelToUnavailable,
    /// ES9+.GetBoundProfilePackage was answered.
    Bound,
    /// ES9+.CancelSession with a reason that keeps the order (postponed, timeout).
    Postponed,
    /// ES9+.CancelSession with another reason, or too many wrong confirmation codes.
    Failed,
    /// A profile installation result: success.
    Installed,
    /// A profile installation result: error.
    InstallFailed,
    /// A notification of enabling.
    Enabled,
    /// A notification of disabling.
    Disabled,
    /// A notification of deletion, under [`AfterDelete::Released`](super::AfterDelete).
    DeletedToReleased,
    /// A notification of deletion, under [`AfterDelete::Available`](super::AfterDelete).
    DeletedToAvailable,
    /// A notification of deletion, under [`AfterDelete::Unavailable`](super::AfterDelete).
    Deleted,
}
