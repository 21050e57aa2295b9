//! From what is true of device and servers to what is shown.

use std::collections::BTreeMap;

use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{ProfileInfo, ProfileState as OnEuicc};

use super::device::{DeviceError, EuiccLook, Look};
use super::diagnosis::{Facts, OnCard, diagnose};
use super::running::Lab;
use super::state::{
    CardCondition, CardProfileState, DeviceState, LabState, NotificationState, OperatorState, ProfileState,
};

impl Lab {
    pub(super) fn compose(&self, look: &Result<Look, DeviceError>, before: &LabState) -> LabState {
        // Of what the SM-DP+ heard meanwhile the operators hear before they are asked.
        self.desks.settle();
        let look = match look {
            Ok(look) => look,
            Err(error) => return self.without_a_look(error, before),
        };
        let euicc = look.euicc.as_ref();
        let mut device = self.device_state(look);
        if let Some(euicc) = euicc {
            let on_card = euicc.profiles.iter().filter_map(|profile| profile.iccid);
            let waiting = euicc.notifications.iter().filter_map(|waiting| waiting.iccid);
            self.seen().extend(on_card.chain(waiting));
            device.stale = is_stale(look.shown.iccid.as_deref(), &euicc.profiles);
        } else {
            // What it was is still the best that is known.
            device.eid.clone_from(&before.device.eid);
            device.version.clone_from(&before.device.version);
        }
        LabState {
            device,
            profiles: match euicc {
                Some(euicc) => self.profiles(euicc, before),
                None => self.silent_profiles(before),
            },
            notifications: match euicc {
                Some(euicc) => self.notifications(euicc),
                None => before.notifications.clone(),
            },
            operator: self.operator_state(),
        }
    }

    fn without_a_look(&self, error: &DeviceError, before: &LabState) -> LabState {
        let mut state = before.clone();
        state.device.card = match error {
            DeviceError::Busy => CardCondition::Busy,
            DeviceError::Mute => CardCondition::NoPower,
            _ => CardCondition::Failing,
        };
        state.device.problem = Some(error.to_string());
        // The servers can be asked all the same.
        for profile in &mut state.profiles {
            self.ask_servers(profile);
        }
        state.operator = self.operator_state();
        state
    }

    fn operator_state(&self) -> OperatorState {
        let names: Vec<String> = self.desks.places().map(|(name, _)| name.to_owned()).collect();
        OperatorState {
            there: !names.is_empty(),
            names,
            today: self.desks.today().map(|day| day.to_string()),
        }
    }

    fn device_state(&self, look: &Look) -> DeviceState {
        let info = look.euicc.as_ref().and_then(|euicc| euicc.info.as_ref());
        DeviceState {
            modem: self.modem.clone(),
            card: if look.shown.switched_off {
                CardCondition::SwitchedOff
            } else if !look.powered {
                CardCondition::NoPower
            } else if look.euicc.is_none() {
                CardCondition::NoEuicc
            } else {
                CardCondition::Ready
            },
            problem: None,
            iccid: look.shown.iccid.as_deref().map(digits),
            stale: false,
            imsi: look.shown.imsi.clone(),
            network: look.shown.network.clone(),
            eid: look.euicc.as_ref().map(|euicc| euicc.eid.to_string()),
            version: info.map(|info| {
                let [major, minor, patch] = info.svn;
                format!("{major}.{minor}.{patch}")
            }),
            free_memory: info.map(|info| info.card_resource.free_non_volatile),
            cut_armed: look.cut_armed,
            line_channels: look.line_channels,
        }
    }

    /// Those of the card and those that were on it. A row stays where it was: who looks at it shall not have to search.
    fn profiles(&self, euicc: &EuiccLook, before: &LabState) -> Vec<ProfileState> {
        let mut pending: BTreeMap<Iccid, usize> = BTreeMap::new();
        for iccid in euicc.notifications.iter().filter_map(|waiting| waiting.iccid) {
            *pending.entry(iccid).or_default() += 1;
        }
        let of_the_card = euicc.profiles.iter().filter_map(|info| {
            let iccid = info.iccid?;
            Some((iccid, self.row(iccid, Some(info))))
        });
        let mut rows: Vec<(Iccid, ProfileState)> = of_the_card.collect();
        let seen = self.seen().clone();
        let files = self.known.iter().filter(|(_, known)| known.of_the_card);
        let gone = seen.into_iter().chain(files.map(|(iccid, _)| *iccid));
        for iccid in gone {
            if rows.iter().all(|(known, _)| *known != iccid) {
                rows.push((iccid, self.row(iccid, None)));
            }
        }
        for (iccid, row) in &mut rows {
            row.pending = pending.get(iccid).copied().unwrap_or_default();
            self.ask_servers(row);
        }
        let mut rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
        let place = |row: &ProfileState| before.profiles.iter().position(|known| known.iccid == row.iccid);
        rows.sort_by_key(|row| place(row).unwrap_or(usize::MAX));
        rows
    }

    fn row(&self, iccid: Iccid, info: Option<&ProfileInfo>) -> ProfileState {
        let known = self.known.get(&iccid);
        let text = |text: Option<&signoff_protocol::text::Text>| {
            text.map(ToString::to_string).filter(|text| !text.is_empty())
        };
        let nickname = text(info.and_then(|info| info.nickname.as_ref()));
        let name = text(info.and_then(|info| info.profile_name.as_ref()));
        let provider = text(info.and_then(|info| info.service_provider_name.as_ref()));
        let rules = info.and_then(|info| info.policy_rules).unwrap_or_default();
        ProfileState {
            iccid: iccid.to_string(),
            name: known.map(|known| known.name.clone()),
            title: nickname
                .or(name)
                .or_else(|| known.map(|known| known.title.clone()))
                .unwrap_or_else(|| iccid.to_string()),
            provider: provider
                .or_else(|| known.map(|known| known.provider.clone()))
                .unwrap_or_default(),
            class: info
                .map(|info| info.class_or_default().name().to_owned())
                .unwrap_or_default(),
            rules: [("PPR1", rules.ppr1()), ("PPR2", rules.ppr2())]
                .into_iter()
                .filter_map(|(name, set)| set.then_some(name))
                .collect(),
            expendable: self.device.expendable().contains(&iccid),
            card: match info.map(|info| info.state) {
                None => CardProfileState::Absent,
                Some(Some(OnEuicc::Enabled)) => CardProfileState::Enabled,
                Some(Some(OnEuicc::Disabled)) => CardProfileState::Disabled,
                Some(None) => CardProfileState::Unknown,
            },
            smdp: None,
            operator: None,
            operator_name: None,
            pending: 0,
            diagnosis: diagnose(Facts {
                card: OnCard::Unknown,
                smdp: None,
                operator: None,
                pending: false,
            }),
        }
    }

    /// The card is silent: what it had may still be there.
    fn silent_profiles(&self, before: &LabState) -> Vec<ProfileState> {
        let mut rows = before.profiles.clone();
        for row in &mut rows {
            row.card = CardProfileState::Unknown;
            self.ask_servers(row);
        }
        rows
    }

    /// What SM-DP+ and operator say of a profile now, and whether all agree.
    fn ask_servers(&self, row: &mut ProfileState) {
        let Ok(iccid) = row.iccid.parse::<Iccid>() else {
            return;
        };
        let smdp = self.smdp.state(iccid);
        row.smdp = smdp.map(signoff_simulator::smdp::ProfileState::name);
        let service = self.desks.status(iccid);
        row.operator = service.map(|(_, status)| status);
        row.operator_name = service.map(|(name, _)| name.to_owned());
        row.diagnosis = diagnose(Facts {
            card: match row.card {
                CardProfileState::Enabled => OnCard::There(OnEuicc::Enabled),
                CardProfileState::Disabled => OnCard::There(OnEuicc::Disabled),
                CardProfileState::Absent => OnCard::Absent,
                CardProfileState::Unknown => OnCard::Unknown,
            },
            smdp,
            operator: row.operator,
            pending: row.pending > 0,
        });
    }

    fn notifications(&self, euicc: &EuiccLook) -> Vec<NotificationState> {
        let waiting = euicc.notifications.iter().map(|waiting| NotificationState {
            number: waiting.seq_number.get(),
            event: waiting.event.name().to_owned(),
            iccid: waiting.iccid.map(|iccid| iccid.to_string()),
            name: waiting.iccid.map(|iccid| {
                let on_card = euicc.profiles.iter().find(|info| info.iccid == Some(iccid));
                self.row(iccid, on_card).title
            }),
            address: waiting.address.clone(),
        });
        waiting.collect()
    }
}

/// Whether the modem shows another profile than the one that is enabled.
fn is_stale(shown: Option<&str>, profiles: &[ProfileInfo]) -> bool {
    let shown = shown.map(digits);
    let enabled = profiles.iter().find(|info| info.state == Some(OnEuicc::Enabled));
    match enabled {
        Some(enabled) => enabled.iccid.map(|iccid| iccid.to_string()) != shown,
        None => profiles
            .iter()
            .any(|info| info.iccid.is_some() && info.iccid.map(|iccid| iccid.to_string()) == shown),
    }
}

/// An ICCID as EF_ICCID has it, without its padding.
fn digits(padded: &str) -> String {
    padded.trim_end_matches(['F', 'f']).to_owned()
}
