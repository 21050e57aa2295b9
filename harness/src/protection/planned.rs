//! What is about to be sent, and what it would touch.

use std::collections::BTreeSet;

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
            // The enabled one is disabled implicitly.
            let enabled = profiles
                .iter()
                .filter(|profile| profile.state == Some(ProfileState::Enabled))
                .map(|profile| profile.iccid);
            told(named(target, profiles).into_iter().chain(enabled))
        }
        StateChange::Disable { target, .. } | StateChange::Delete { target } => {
            told(named(target, profiles).into_iter())
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

/// The profiles with these ICCIDs, each once. One without an ICCID may be any.
fn told(iccids: impl Iterator<Item = Option<Iccid>>) -> Affected {
    match iccids.collect::<Option<BTreeSet<Iccid>>>() {
        Some(iccids) => Affected::Profiles(iccids.into_iter().collect()),
        None => Affected::Everything("the eUICC does not tell the ICCID of a profile that it touches"),
    }
}

/// The ICCIDs of the profiles that a target means. An unknown AID means none: the eUICC has nothing to change.
fn named(target: &ProfileTarget, profiles: &[ProfileInfo]) -> Vec<Option<Iccid>> {
    match target {
        ProfileTarget::Iccid(iccid) => vec![Some(*iccid)],
        ProfileTarget::IsdpAid(aid) => profiles
            .iter()
            .filter(|profile| profile.isdp_aid.as_ref() == Some(aid))
            .map(|profile| profile.iccid)
            .collect(),
    }
}

/// A reset of profiles touches all of their class.
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
    told(profiles.iter().filter(deleted).map(|profile| profile.iccid))
}

#[cfg(test)]
mod tests {
    use signoff_protocol::id::{Aid, SeqNumber};
    use signoff_protocol::message::Unknown;
    use signoff_protocol::notification::Event;

    use super::*;

    const ENABLED: &str = "8932010000000000015";
    const DISABLED: &str = "8932020000000000023";
    const TEST: &str = "8932030000000000031";
    const PROVISIONING: &str = "8932040000000000049";

    fn iccid(digits: &str) -> Iccid {
        digits.parse().expect("an ICCID")
    }

    fn profile(digits: &str, aid: u16, state: ProfileState, class: Option<ProfileClass>) -> ProfileInfo {
        ProfileInfo {
            iccid: Some(iccid(digits)),
            isdp_aid: Some(Aid::isd_p(aid)),
            state: Some(state),
            class,
            ..ProfileInfo::default()
        }
    }

    fn profiles() -> Vec<ProfileInfo> {
        vec![
            profile(
                ENABLED,
                0x10,
                ProfileState::Enabled,
                Some(ProfileClass::Operational),
            ),
            // Without a class, as the early editions write it.
            profile(DISABLED, 0x11, ProfileState::Disabled, None),
            profile(TEST, 0x12, ProfileState::Disabled, Some(ProfileClass::Test)),
            profile(
                PROVISIONING,
                0x13,
                ProfileState::Disabled,
                Some(ProfileClass::Provisioning),
            ),
        ]
    }

    fn notification(number: u32, of: Option<&str>) -> NotificationMetadata {
        NotificationMetadata {
            seq_number: SeqNumber::new(number),
            event: Event::Delete,
            address: "smdp.example".to_owned(),
            iccid: of.map(iccid),
            unknown: Unknown::none(),
        }
    }

    /// The ICCIDs that a change touches on a card with these profiles; `None`: everything.
    fn touched(change: &StateChange, profiles: &[ProfileInfo]) -> Option<Vec<String>> {
        let notifications = [notification(0, Some(DISABLED)), notification(7, None)];
        match Planned::change(change, profiles, &notifications).affected {
            Affected::Profiles(list) => Some(list.iter().map(ToString::to_string).collect()),
            Affected::Everything(_) => None,
        }
    }

    #[track_caller]
    fn check(change: &StateChange, want: Option<&[&str]>) {
        let want = want.map(|list| list.iter().map(|iccid| (*iccid).to_owned()).collect());
        assert_eq!(touched(change, &profiles()), want, "{change}");
    }

    fn by_iccid(digits: &str) -> ProfileTarget {
        ProfileTarget::Iccid(iccid(digits))
    }

    fn by_aid(number: u16) -> ProfileTarget {
        ProfileTarget::IsdpAid(Aid::isd_p(number))
    }

    const fn enable(target: ProfileTarget) -> StateChange {
        StateChange::Enable {
            target,
            refresh: true,
        }
    }

    fn reset(options: &[ResetOption]) -> StateChange {
        StateChange::MemoryReset {
            options: ResetOptions::of(options),
        }
    }

    #[test]
    fn enabling_touches_the_profile_that_is_enabled_too() {
        check(&enable(by_iccid(DISABLED)), Some(&[ENABLED, DISABLED]));
        check(&enable(by_aid(0x11)), Some(&[ENABLED, DISABLED]));
        check(&enable(by_aid(0x77)), Some(&[ENABLED]));
        check(&enable(by_iccid(ENABLED)), Some(&[ENABLED]));
    }

    #[test]
    fn a_target_is_found_by_either_identifier() {
        for (target, want) in [
            (by_iccid(DISABLED), &[DISABLED][..]),
            (by_aid(0x11), &[DISABLED]),
            (by_aid(0x77), &[]),
        ] {
            check(&StateChange::Delete { target }, Some(want));
            let refresh = false;
            check(&StateChange::Disable { target, refresh }, Some(want));
        }
    }

    #[test]
    fn a_memory_reset_touches_all_profiles_of_its_classes() {
        for (options, want) in [
            (
                &[ResetOption::DeleteOperationalProfiles][..],
                Some(&[ENABLED, DISABLED][..]),
            ),
            (&[ResetOption::DeleteFieldLoadedTestProfiles], Some(&[TEST])),
            (&[ResetOption::DeletePreLoadedTestProfiles], Some(&[TEST])),
            (&[ResetOption::DeleteProvisioningProfiles], Some(&[PROVISIONING])),
            (
                &[
                    ResetOption::DeleteOperationalProfiles,
                    ResetOption::ResetDefaultSmdpAddress,
                ],
                None,
            ),
        ] {
            check(&reset(options), want);
        }
    }

    #[test]
    fn a_profile_without_an_iccid_may_be_any() {
        let mut nameless = profiles();
        nameless[0].iccid = None;
        for change in [
            enable(by_iccid(DISABLED)),
            StateChange::Delete { target: by_aid(0x10) },
            reset(&[ResetOption::DeleteOperationalProfiles]),
        ] {
            assert_eq!(touched(&change, &nameless), None, "{change}");
        }
        let target = by_iccid(DISABLED);
        let only = Some(vec![DISABLED.to_owned()]);
        assert_eq!(touched(&StateChange::Delete { target }, &nameless), only);
    }

    #[test]
    fn a_notification_belongs_to_its_profile() {
        for (number, want) in [(0, Some(&[DISABLED][..])), (7, None), (8, Some(&[]))] {
            let seq_number = SeqNumber::new(number);
            check(&StateChange::RemoveNotification { seq_number }, want);
        }
    }

    #[test]
    fn the_default_address_belongs_to_all_and_a_nickname_to_one() {
        let address = "smdp.example".to_owned();
        check(&StateChange::SetDefaultDpAddress { address }, None);
        let (iccid, nickname) = (iccid(DISABLED), String::new());
        check(&StateChange::SetNickname { iccid, nickname }, Some(&[DISABLED]));
    }
}
