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
    /// A profile installation result: an error that will not go away.
    InstallFailed,
    /// A profile installation result: interrupted, or out of memory. Another try may succeed.
    InstallInterrupted,
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

impl ProfileEvent {
    /// All events.
    pub const ALL: [Self; 18] = [
        Self::Order,
        Self::OrderForEid,
        Self::Confirm,
        Self::ConfirmAndRelease,
        Self::Release,
        Self::CancelToAvailable,
        Self::CancelToUnavailable,
        Self::Bound,
        Self::Postponed,
        Self::Failed,
        Self::Installed,
        Self::InstallFailed,
        Self::InstallInterrupted,
        Self::Enabled,
        Self::Disabled,
        Self::DeletedToReleased,
        Self::DeletedToAvailable,
        Self::Deleted,
    ];
}

/// What an order can be taken back from: nothing is on an eUICC then.
const CANCELLABLE: &[ProfileState] = &[
    ProfileState::Allocated,
    ProfileState::Linked,
    ProfileState::Confirmed,
    ProfileState::Released,
    ProfileState::Deleted,
    ProfileState::Error,
];
/// Where the eUICC may have the profile, so that it knows better. Only a deletion that it reports leads out.
const HANDED_OUT: &[ProfileState] = &[
    ProfileState::Downloaded,
    ProfileState::Installed,
    ProfileState::Enabled,
    ProfileState::Disabled,
    ProfileState::Error,
];
const DOWNLOADABLE: &[ProfileState] = &[ProfileState::Released, ProfileState::Downloaded];

/// Event, the states in which it may happen, the state after it. What is missing here is refused, or changes
/// nothing where an eUICC reports it.
const TRANSITIONS: &[(ProfileEvent, &[ProfileState], ProfileState)] = &[
    (
        ProfileEvent::Order,
        &[ProfileState::Available],
        ProfileState::Allocated,
    ),
    (
        ProfileEvent::OrderForEid,
        &[ProfileState::Available],
        ProfileState::Linked,
    ),
    (
        ProfileEvent::Confirm,
        &[ProfileState::Allocated, ProfileState::Linked],
        ProfileState::Confirmed,
    ),
    (
        ProfileEvent::ConfirmAndRelease,
        &[ProfileState::Allocated, ProfileState::Linked],
        ProfileState::Released,
    ),
    (
        ProfileEvent::Release,
        &[ProfileState::Confirmed],
        ProfileState::Released,
    ),
    (
        ProfileEvent::CancelToAvailable,
        CANCELLABLE,
        ProfileState::Available,
    ),
    (
        ProfileEvent::CancelToUnavailable,
        CANCELLABLE,
        ProfileState::Unavailable,
    ),
    (ProfileEvent::Bound, DOWNLOADABLE, ProfileState::Downloaded),
    (ProfileEvent::Postponed, DOWNLOADABLE, ProfileState::Released),
    (ProfileEvent::Failed, DOWNLOADABLE, ProfileState::Error),
    (
        ProfileEvent::Installed,
        &[
            ProfileState::Released,
            ProfileState::Downloaded,
            ProfileState::Error,
        ],
        ProfileState::Installed,
    ),
    (ProfileEvent::InstallFailed, DOWNLOADABLE, ProfileState::Error),
    (
        ProfileEvent::InstallInterrupted,
        DOWNLOADABLE,
        ProfileState::Released,
    ),
    (ProfileEvent::Enabled, HANDED_OUT, ProfileState::Enabled),
    (ProfileEvent::Disabled, HANDED_OUT, ProfileState::Disabled),
    (
        ProfileEvent::DeletedToReleased,
        HANDED_OUT,
        ProfileState::Released,
    ),
    (
        ProfileEvent::DeletedToAvailable,
        HANDED_OUT,
        ProfileState::Available,
    ),
    (ProfileEvent::Deleted, HANDED_OUT, ProfileState::Deleted),
];

impl ProfileState {
    /// The state after an event; nothing where the event can't happen.
    pub fn after(self, event: ProfileEvent) -> Option<Self> {
        TRANSITIONS
            .iter()
            .find(|(known, from, _)| *known == event && from.contains(&self))
            .map(|(_, _, to)| *to)
    }

    /// Whether the order can be downloaded.
    pub fn is_downloadable(self) -> bool {
        DOWNLOADABLE.contains(&self)
    }

    /// The gate against a second download: an eUICC has it, and has not reported that it is deleted.
    pub const fn is_on_euicc(self) -> bool {
        matches!(self, Self::Installed | Self::Enabled | Self::Disabled)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn every_event_in_every_state() {
        let mut table = String::new();
        for event in ProfileEvent::ALL {
            let _ = write!(table, "{:<20}", format!("{event:?}"));
            for state in ProfileState::ALL {
                let after = state.after(event).map_or("-", ProfileState::name);
                let _ = write!(table, "{:>4}", after.get(..3).unwrap_or(after));
            }
            table.push('\n');
        }
        insta::assert_snapshot!(table, @r"
        Order                all   -   -   -   -   -   -   -   -   -   -   -
        OrderForEid          lin   -   -   -   -   -   -   -   -   -   -   -
        Confirm                - con con   -   -   -   -   -   -   -   -   -
        ConfirmAndRelease      - rel rel   -   -   -   -   -   -   -   -   -
        Release                -   -   - rel   -   -   -   -   -   -   -   -
        CancelToAvailable      - ava ava ava ava   -   -   -   - ava   - ava
        CancelToUnavailable    - una una una una   -   -   -   - una   - una
        Bound                  -   -   -   - dow dow   -   -   -   -   -   -
        Postponed              -   -   -   - rel rel   -   -   -   -   -   -
        Failed                 -   -   -   - err err   -   -   -   -   -   -
        Installed              -   -   -   - ins ins   -   -   -   -   - ins
        InstallFailed          -   -   -   - err err   -   -   -   -   -   -
        InstallInterrupted     -   -   -   - rel rel   -   -   -   -   -   -
        Enabled                -   -   -   -   - ena ena ena ena   -   - ena
        Disabled               -   -   -   -   - dis dis dis dis   -   - dis
        DeletedToReleased      -   -   -   -   - rel rel rel rel   -   - rel
        DeletedToAvailable     -   -   -   -   - ava ava ava ava   -   - ava
        Deleted                -   -   -   -   - del del del del   -   - del
        ");
    }

    #[test]
    fn nothing_but_a_deletion_opens_the_gate() {
        for state in ProfileState::ALL.into_iter().filter(|state| state.is_on_euicc()) {
            for event in ProfileEvent::ALL {
                let opened = state.after(event).is_some_and(|after| !after.is_on_euicc());
                let deletion = matches!(
                    event,
                    ProfileEvent::DeletedToReleased
                        | ProfileEvent::DeletedToAvailable
                        | ProfileEvent::Deleted
                );
                assert_eq!(opened, deletion, "{state} {event:?}");
            }
        }
    }
}
