//! A card in a hundred lines: the rules of SGP.22 v2.5 without bytes, memory or power.

use signoff_protocol::id::{Aid, Iccid};
use signoff_protocol::notification::Event;
use signoff_protocol::profile::ProfileTarget;
use signoff_simulator::card_file::{
    CardFile, PolicyRuleName, ProfileClassName, ProfileFile, ProfileStateName,
};

use crate::device::{Pending, Profile, State};

#[derive(Clone, Debug)]
struct Entry {
    file: ProfileFile,
    aid: Aid,
    enabled: bool,
    nickname: Option<String>,
}

impl Entry {
    fn is_test(&self) -> bool {
        self.file.class == ProfileClassName::Test
    }

    fn has(&self, rule: PolicyRuleName) -> bool {
        self.file.policy_rules.contains(&rule)
    }
}

/// What a card should do. Every function answers with the result code.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    profiles: Vec<Entry>,
    /// Enabled before test mode.
    resume: Option<Iccid>,
    factory_address: Option<String>,
    address: Option<String>,
    pending: Vec<Pending>,
    next_seq: u32,
    capacity: usize,
}

impl Model {
    /// A fresh card. Its ISD-Ps are told by the card, as nobody else knows them.
    pub(crate) fn new(file: &CardFile, aids: &[Aid], pending: Vec<Pending>) -> Self {
        let entry = |(file, aid): (&ProfileFile, &Aid)| Entry {
            file: file.clone(),
            aid: *aid,
            enabled: file.state == ProfileStateName::Enabled,
            nickname: file.nickname.clone(),
        };
        Self {
            profiles: file.profiles.iter().zip(aids).map(entry).collect(),
            resume: None,
            factory_address: file.default_smdp_address.clone(),
            address: file.default_smdp_address.clone(),
            next_seq: file.personality.first_seq + u32::try_from(pending.len()).unwrap(),
            pending,
            capacity: usize::from(file.personality.notification_capacity),
        }
    }

    /// What an LPA sees.
    pub(crate) fn state(&self) -> State {
        let profile = |entry: &Entry| Profile {
            iccid: entry.file.iccid,
            enabled: entry.enabled,
            nickname: entry.nickname.clone(),
        };
        State {
            profiles: self.profiles.iter().map(profile).collect(),
            default_smdp_address: self.address.clone(),
            pending: self.pending.clone(),
        }
    }

    pub(crate) fn pending(&self) -> &[Pending] {
        &self.pending
    }

    fn find(&self, target: ProfileTarget) -> Option<&Entry> {
        self.profiles.iter().find(|entry| match target {
            ProfileTarget::Iccid(iccid) => entry.file.iccid == iccid,
            ProfileTarget::IsdpAid(aid) => entry.aid == aid,
        })
    }

    fn report(&mut self, event: Event, about: &Entry) {
        if about.is_test() {
            return;
        }
        for entry in about
            .file
            .notifications
            .iter()
            .filter(|entry| entry.events().contains(event))
        {
            if self.pending.len() == self.capacity {
                self.pending.remove(0);
            }
            self.pending.push(Pending {
                seq: self.next_seq,
                event,
                address: entry.address.clone(),
                iccid: Some(about.file.iccid),
            });
            self.next_seq += 1;
        }
    }

    fn set_enabled(&mut self, iccid: Option<Iccid>) {
        for entry in &mut self.profiles {
            entry.enabled = Some(entry.file.iccid) == iccid;
        }
    }

    /// EnableProfile (SGP.22 §5.7.16).
    pub(crate) fn enable(&mut self, target: ProfileTarget) -> u8 {
        let Some(target) = self.find(target).cloned() else {
            return 1;
        };
        let old = self.profiles.iter().find(|entry| entry.enabled).cloned();
        if target.enabled {
            return 2;
        }
        if let Some(old) = &old {
            if old.is_test() && !target.is_test() && self.resume != Some(target.file.iccid) {
                return 4;
            }
            if old.has(PolicyRuleName::Ppr1) && target.file.class == ProfileClassName::Operational {
                return 3;
            }
        }
        self.set_enabled(Some(target.file.iccid));
        let resumes = self.resume.take();
        match &old {
            // Within, into, out of test mode, and the ordinary switch.
            Some(old) if old.is_test() && target.is_test() => self.resume = resumes,
            Some(old) if target.is_test() => {
                let operational = old.file.class == ProfileClassName::Operational;
                self.resume = operational.then_some(old.file.iccid);
            }
            Some(old) if old.is_test() => {}
            _ => {
                if let Some(old) = &old {
                    self.report(Event::Disable, old);
                }
                self.report(Event::Enable, &target);
            }
        }
        0
    }

    /// DisableProfile (SGP.22 §5.7.17).
    pub(crate) fn disable(&mut self, target: ProfileTarget) -> u8 {
        let Some(target) = self.find(target).cloned() else {
            return 1;
        };
        if !target.enabled {
            return 2;
        }
        if target.has(PolicyRuleName::Ppr1) && !target.is_test() {
            return 3;
        }
        let resume = self.resume.take();
        self.set_enabled(resume.filter(|_| target.is_test()));
        self.report(Event::Disable, &target);
        0
    }

    /// DeleteProfile (SGP.22 §5.7.18).
    pub(crate) fn delete(&mut self, target: ProfileTarget) -> u8 {
        let Some(target) = self.find(target).cloned() else {
            return 1;
        };
        if target.enabled {
            return 2;
        }
        if target.has(PolicyRuleName::Ppr2) {
            return 3;
        }
        self.take_away(&target);
        0
    }

    fn take_away(&mut self, entry: &Entry) {
        self.report(Event::Delete, entry);
        self.profiles.retain(|other| other.file.iccid != entry.file.iccid);
        if self.resume == Some(entry.file.iccid) {
            self.resume = None;
        }
    }

    /// eUICCMemoryReset (SGP.22 §5.7.19). The options by bit; those of v3 do nothing here.
    pub(crate) fn memory_reset(&mut self, options: u8) -> u8 {
        let option = |bit: u8| options & (1 << bit) != 0;
        let goes = |entry: &Entry| match entry.file.class {
            ProfileClassName::Operational => option(0),
            ProfileClassName::Test => option(1) && !entry.file.preloaded,
            ProfileClassName::Provisioning => false,
        };
        let gone: Vec<Entry> = self
            .profiles
            .iter()
            .filter(|entry| goes(entry))
            .cloned()
            .collect();
        for entry in &gone {
            self.take_away(entry);
        }
        if gone.iter().any(|entry| entry.enabled && entry.is_test()) {
            let resume = self.resume.take();
            self.set_enabled(resume);
        }
        if option(2) {
            self.address.clone_from(&self.factory_address);
        }
        u8::from(gone.is_empty())
    }

    /// SetNickname (SGP.22 §5.7.21).
    pub(crate) fn set_nickname(&mut self, iccid: Iccid, nickname: &str) -> u8 {
        match self.profiles.iter_mut().find(|entry| entry.file.iccid == iccid) {
            Some(_) if nickname.len() > 64 => 127,
            Some(entry) => {
                entry.nickname = Some(nickname.to_owned()).filter(|nickname| !nickname.is_empty());
                0
            }
            None => 1,
        }
    }

    /// SetDefaultDpAddress (SGP.22 §5.7.4).
    pub(crate) fn set_address(&mut self, address: &str) -> u8 {
        self.address = Some(address.to_owned()).filter(|address| !address.is_empty());
        0
    }

    /// RemoveNotificationFromList (SGP.22 §5.7.11).
    pub(crate) fn remove_notification(&mut self, seq: u32) -> u8 {
        let before = self.pending.len();
        self.pending.retain(|pending| pending.seq != seq);
        u8::from(self.pending.len() == before)
    }
}
