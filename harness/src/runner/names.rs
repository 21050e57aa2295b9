//! The short names of a card file, and the identifiers that they stand for.

use std::collections::BTreeMap;

use signoff_protocol::id::{Aid, Iccid};
use signoff_protocol::profile::{ProfileInfo, ProfileTarget};
use signoff_simulator::card_file::{CardFile, EventName, ProfileFile};
use signoff_simulator::smdp::SmdpFile;

use crate::flow::word::By;

/// A profile by its short name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    name: String,
    iccid: Iccid,
    isdp_aid: Option<Aid>,
    /// Digits, where a file tells them.
    imsi: Option<String>,
    /// Who wants to be told of its deletion.
    told_of_deletion: Vec<String>,
}

/// Which name stands for which profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<Named>);

impl Names {
    /// The names of a card file, with the AIDs that a simulated card gives its ISD-Ps.
    pub fn of(card: &CardFile) -> Self {
        let named = |(place, profile): (usize, &ProfileFile)| Named {
            name: profile.name.clone(),
            iccid: profile.iccid,
            isdp_aid: card.isdp_aid(place),
            imsi: Some(profile.imsi.clone()),
            told_of_deletion: told_of_deletion(profile),
        };
        Self(card.profiles.iter().enumerate().map(named).collect())
    }

    /// Names without a card file.
    pub fn from_pairs(profiles: BTreeMap<String, Iccid>) -> Self {
        let named = |(name, iccid)| Named {
            name,
            iccid,
            isdp_aid: None,
            imsi: None,
            told_of_deletion: Vec::new(),
        };
        Self(profiles.into_iter().map(named).collect())
    }

    /// Takes the names of an SM-DP+ file too. A profile that is on the card already keeps what is known of it.
    pub fn add(&mut self, smdp: &SmdpFile) {
        for known in &smdp.profiles {
            let profile = &known.profile;
            if self.named(&profile.name).is_none() {
                self.0.push(Named {
                    name: profile.name.clone(),
                    iccid: profile.iccid,
                    isdp_aid: None,
                    imsi: Some(profile.imsi.clone()),
                    told_of_deletion: told_of_deletion(profile),
                });
            }
        }
    }

    /// Who wants to be told of the deletion of a profile.
    pub fn told_of_deletion(&self, name: &str) -> &[String] {
        self.named(name)
            .map_or(&[], |named| named.told_of_deletion.as_slice())
    }

    /// The IMSI of a profile, where a file tells it.
    pub fn imsi(&self, iccid: &Iccid) -> Option<String> {
        let found = self.0.iter().find(|named| named.iccid == *iccid)?;
        found.imsi.clone()
    }

    /// Lets profiles of an attached device stand for those of the card file.
    pub fn stand_for(&mut self, profiles: &BTreeMap<String, Iccid>) {
        for named in &mut self.0 {
            if let Some(iccid) = profiles.get(&named.name) {
                named.iccid = *iccid;
                named.isdp_aid = None;
                named.imsi = None;
            }
        }
    }

    /// Takes ISD-P AIDs from what a device tells: on a real eUICC they are not those of the card file.
    pub fn learn(&mut self, profiles: &[ProfileInfo]) {
        for named in &mut self.0 {
            let found = profiles.iter().find(|profile| profile.iccid == Some(named.iccid));
            if let Some(aid) = found.and_then(|profile| profile.isdp_aid) {
                named.isdp_aid = Some(aid);
            }
        }
    }

    /// Takes the ISD-P AID of a profile that was just installed.
    pub fn installed(&mut self, iccid: Iccid, isdp_aid: Option<Aid>) {
        for named in self.0.iter_mut().filter(|named| named.iccid == iccid) {
            named.isdp_aid.clone_from(&isdp_aid);
        }
    }

    /// The ICCID of a name.
    pub fn iccid(&self, name: &str) -> Option<Iccid> {
        self.named(name).map(|named| named.iccid)
    }

    /// How a request names the profile.
    pub fn target(&self, name: &str, by: By) -> Option<ProfileTarget> {
        let named = self.named(name)?;
        match by {
            By::Iccid => Some(ProfileTarget::Iccid(named.iccid)),
            By::Aid => named.isdp_aid.map(ProfileTarget::IsdpAid),
        }
    }

    /// The name of an ICCID.
    pub fn name(&self, iccid: &Iccid) -> Option<&str> {
        self.0
            .iter()
            .find(|named| named.iccid == *iccid)
            .map(|named| named.name.as_str())
    }

    /// `orange (8932...)`, or the bare ICCID.
    pub fn say(&self, iccid: Option<&Iccid>) -> String {
        match iccid {
            None => "no ICCID".to_owned(),
            Some(iccid) => match self.name(iccid) {
                Some(name) => format!("{name} ({iccid})"),
                None => iccid.to_string(),
            },
        }
    }

    /// Short: the name, or the ICCID.
    pub fn short(&self, iccid: Option<&Iccid>) -> String {
        match iccid {
            None => "no ICCID".to_owned(),
            Some(iccid) => self.name(iccid).map_or_else(|| iccid.to_string(), str::to_owned),
        }
    }

    /// All names, in the order of the card file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Iccid)> {
        self.0.iter().map(|named| (named.name.as_str(), &named.iccid))
    }

    fn named(&self, name: &str) -> Option<&Named> {
        self.0.iter().find(|named| named.name == name)
    }
}

fn told_of_deletion(profile: &ProfileFile) -> Vec<String> {
    let told = profile
        .notifications
        .iter()
        .filter(|told| told.events.contains(&EventName::Delete));
    told.map(|told| told.address.clone()).collect()
}
