//! What is about to be sent, and what it would touch.

use signoff_protocol::apdu::CommandApdu;
use signoff_protocol::es10c::{ResetOption, ResetOptions};
use signoff_protocol::hex;
use signoff_protocol::id::Iccid;
use signoff_protocol::notification::NotificationMetadata;
use signoff_protocol::profile::{ProfileClass, ProfileInfo, ProfileState, ProfileTarget};

use crate::lpa::StateChange;

use super::{at_line, raw_apdu};

/// Something that would change state, before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// What would be sent, in words and bytes.
    pub what: String,
    /// What it would touch.
    pub affected: Affected,
}

/// What would be touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Affected {
    /// These profiles.
    Profiles(Vec<Iccid>),
    /// The eUICC as a whole, or something that cannot be told; the text says which.
    Everything(&'static str),
}

impl Planned {
    /// A call of the LPA, on an eUICC that has these profiles and pending notifications.
    pub fn change(
        change: &StateChange,
        profiles: &[ProfileInfo],
        notifications: &[NotificationMetadata],
    ) -> Self {
        Self {
            what: format!("{change} ({})", hex::encode(&change.request())),
            affected: affected(change, profiles, notifications),
        }
    }

    /// A raw command APDU; `None` if it only reads.
    pub fn apdu(command: &CommandApdu) -> Option<Self> {
        let affected = raw_apdu::affected(&command.view())?;
        Some(Self {
            what: format!("the command {command}"),
            affected,
        })
    }

    /// A raw AT line; `None` if it only reads.
    pub fn at(line: &str) -> Option<Self> {
        let affected = at_line::affected(line)?;
        Some(Self {
            what: format!("the line {line:?}"),
            affected,
        })
    }
}

fn affected(
    change: &StateChange,
    profiles: &[ProfileInfo],
    notifications: &[NotificationMetadata],
) -> Affected {
    match change {
        StateChange::Enable { target, .. } => {
            let target = named(target, profiles);
            // The enabled one is disabled implicitly.
            let enabled = profiles
                .iter()
                .filter(|profile| profile.state == Some(ProfileState::Enabled))
                .filter_map(|profile| profile.iccid);
            let mut both: Vec<Iccid> = target.into_iter().chain(enabled).collect();
            both.dedup();
            Affected::Profiles(both)
        }
        StateChange::Disable { target, .. } | StateChange::Delete { target } => {
            Affected::Profiles(named(target, profiles).into_iter().collect())
        }
        StateChange::SetNickname { iccid, .. } => Affected::Profiles(vec![*iccid]),
        StateChange::MemoryReset { options } => reset(*options, profiles),
        StateChange::SetDefaultDpAddress { .. } => {
            Affected::Everything("the default SM-DP+ address belongs to the whole eUICC")
        }
        StateChange::RemoveNotification { seq_number } => {
            let found = notifications
                .iter()
                .find(|metadata| metadata.seq_number == *seq_number);
            match found.map(|metadata| metadata.iccid) {
                Some(Some(iccid)) => Affected::Profiles(vec![iccid]),
                Some(None) => Affected::Everything("the notification names no profile"),
                // There is nothing to remove.
                None => Affected::Profiles(vec![]),
            }
        }
    }
}

/// The ICCID that a target means. An unknown AID means no profile: the eUICC has nothing to change.
fn named(target: &ProfileTarget, profiles: &[ProfileInfo]) -> Option<Iccid> {
    match target {
        ProfileTarget::Iccid(iccid) => Some(*iccid),
        ProfileTarget::IsdpAid(aid) => profiles
            .iter()
            .find(|profile| profile.isdp_aid.as_ref() == Some(aid))
            .and_then(|profile| profile.iccid),
    }
}

/// A reset of profiles touches all of their class, and the one that it disables or enables by doing so.
fn reset(options: ResetOptions, profiles: &[ProfileInfo]) -> Affected {
    if options.contains(ResetOption::ResetDefaultSmdpAddress) {
        return Affected::Everything("the default SM-DP+ address belongs to the whole eUICC");
    }
    let tests = options.contains(ResetOption::DeleteFieldLoadedTestProfiles)
        || options.contains(ResetOption::DeletePreLoadedTestProfiles);
    let deleted = |profile: &&ProfileInfo| match profile.class.unwrap_or(ProfileClass::Operational) {
        ProfileClass::Operational => options.contains(ResetOption::DeleteOperationalProfiles),
        ProfileClass::Provisioning => options.contains(ResetOption::DeleteProvisioningProfiles),
        ProfileClass::Test => tests,
    };
    Affected::Profiles(
        profiles
            .iter()
            .filter(deleted)
            .filter_map(|profile| profile.iccid)
            .collect(),
    )
}
