//! Of `verify` and `wait_until`.

use signoff_protocol::profile::ProfileInfo;
use signoff_protocol::tmf::ServiceStatus;

use super::Check;
use crate::flow::expect::{ModemExpect, StateExpect};
use crate::flow::word::Presence;
use crate::runner::state::{CardState, ModemView, Wanted};

/// What has to be read for these expectations.
pub(crate) fn wanted(expect: &StateExpect) -> Wanted {
    Wanted {
        profiles: expect.profiles.is_some(),
        notifications: expect.notifications.is_some() || expect.pending.is_some(),
        signatures: expect.signatures.is_some(),
        channels: expect.channels.is_some(),
        modem: expect.modem.is_some(),
        smdp: expect.smdp.is_some(),
        operator: expect.operator.is_some(),
        removal: expect.removal.is_some(),
    }
}

/// The profiles whose removal is to be judged.
pub(crate) fn names_of_removals(expect: &StateExpect) -> Vec<String> {
    let named = expect
        .removal
        .iter()
        .flat_map(crate::flow::entries::Entries::iter);
    named.map(|(key, _)| key.text.clone()).collect()
}

impl Check<'_> {
    /// The state of card and device.
    pub(crate) fn state(&mut self, expect: &StateExpect, actual: &CardState) {
        if let (Some(expected), Some(profiles)) = (&expect.profiles, &actual.profiles) {
            for (key, field) in expected.iter() {
                let what = format!("profiles.{}", key.text);
                let Some(presence) = self.value(&what, field) else {
                    continue;
                };
                let iccid = self.names.iccid(&key.text);
                let found = profiles
                    .iter()
                    .find(|profile| iccid.is_some() && profile.iccid == iccid);
                if presence != presence_of(found) {
                    self.differs(&what, presence.name(), presence_of(found).name());
                }
            }
            let unnamed = profiles.iter().find(|profile| {
                let name = profile.iccid.as_ref().and_then(|iccid| self.names.name(iccid));
                name.is_none_or(|name| expected.get(name).is_none())
            });
            if let Some(profile) = unnamed {
                let found = format!(
                    "{} {}",
                    self.names.say(profile.iccid.as_ref()),
                    presence_of(Some(profile))
                );
                self.differs("profiles", "no others", found);
            }
        }
        if let Some(notifications) = &actual.notifications {
            self.number(
                "pending",
                expect.pending.as_ref(),
                notifications.len(),
                "notifications",
            );
            if let Some(entries) = &expect.notifications {
                self.entries("notifications", entries, notifications);
            }
        }
        if let (Some(field), Some(retrieved)) = (&expect.signatures, &actual.retrieved) {
            self.signatures("signatures", field, retrieved);
        }
        if expect.channels.is_some()
            && let Some(stray) = &actual.stray_channels
            && !stray.is_empty()
        {
            self.differs("channels", "balanced", format!("open: {stray:?}"));
        }
        if let (Some(expected), Some(modem)) = (&expect.modem, &actual.modem) {
            self.modem(expected, modem);
        }
        if let (Some(expected), Some(states)) = (&expect.smdp, &actual.smdp) {
            self.states("smdp", expected, states);
        }
        for (key, field) in expect
            .operator
            .iter()
            .flat_map(crate::flow::entries::Entries::iter)
        {
            let what = format!("operator.{}", key.text);
            let Some(expected) = self.value(&what, field) else {
                continue;
            };
            let lines = actual.operator.as_ref();
            let found = self
                .names
                .iccid(&key.text)
                .and_then(|iccid| lines?.get(&iccid).copied())
                .unwrap_or(ServiceStatus::UnknownLine);
            if expected.name() != found.name() {
                self.differs(&what, expected.name(), found.name());
            }
        }
        for (key, field) in expect
            .removal
            .iter()
            .flat_map(crate::flow::entries::Entries::iter)
        {
            let what = format!("removal.{}", key.text);
            let Some(expected) = self.value(&what, field) else {
                continue;
            };
            let removals = actual.removals.as_deref().unwrap_or_default();
            let found = removals.iter().find(|view| view.profile == key.text);
            let found = found.map_or("nothing", |view| view.verdict.name());
            if expected.name() != found {
                self.differs(&what, expected.name(), found);
            }
        }
    }

    fn modem(&mut self, expect: &ModemExpect, actual: &ModemView) {
        if let Some(field) = &expect.iccid
            && let Some(expected) = self.value("modem.iccid", field)
        {
            // A file that names no profile of the card counts as none.
            let found = actual.iccid.as_ref().and_then(|iccid| self.names.name(iccid));
            if expected.0.as_ref().map(crate::flow::scalar::Name::as_str) != found {
                let expected = expected
                    .0
                    .map_or_else(|| "none".to_owned(), |name| name.to_string());
                let found = actual
                    .iccid
                    .map_or_else(|| "none".to_owned(), |iccid| self.names.say(Some(&iccid)));
                self.differs("modem.iccid", expected, found);
            }
        }
        self.equal_or_none(
            "modem.imsi",
            expect.imsi.as_ref(),
            actual.imsi.as_ref(),
            Clone::clone,
        );
    }
}

fn presence_of(profile: Option<&ProfileInfo>) -> Presence {
    match profile {
        None => Presence::Absent,
        Some(profile) if profile.is_enabled() => Presence::Enabled,
        Some(_) => Presence::Disabled,
    }
}
