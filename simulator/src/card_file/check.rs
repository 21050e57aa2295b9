//! What a card file must fulfil beyond its types.

use std::collections::BTreeSet;

use signoff_protocol::id::{Aid, Iccid};

use super::check_content::check_content;
use super::document::{CardFile, CardKind, EimFile};
use super::profile::{ProfileClassName, ProfileFile, ProfileStateName};

/// Longest eimId, bytes (SGP.32 EimConfigurationData).
const MAX_EIM_ID: usize = 128;

/// Why a card can't be made of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardFileError {
    /// An eUICC without EID.
    #[error("a card of this kind needs an eid")]
    EidMissing,
    /// A plain UICC with one.
    #[error("a plain UICC has no eid")]
    EidOnUicc,
    /// A plain UICC has just one profile, and it is enabled.
    #[error("a plain UICC has exactly one profile, and it is enabled")]
    UiccProfiles,
    /// Only an IoT eUICC is managed by an eIM.
    #[error("eims are for cards of the kind iot")]
    EimsElsewhere,
    /// An eimId of another length.
    #[error("the eim {id:?} needs an id of 1 to {MAX_EIM_ID} bytes")]
    EimId {
        /// As given.
        id: String,
    },
    /// A short name that flows could not write.
    #[error("profile name {name:?} is not of a-z, 0-9, _ and -")]
    Name {
        /// As given.
        name: String,
    },
    /// Two profiles share a short name.
    #[error("two profiles have the name {name}")]
    DuplicateName {
        /// The name.
        name: String,
    },
    /// Two profiles share an ICCID.
    #[error("two profiles have the iccid {iccid}")]
    DuplicateIccid {
        /// The ICCID.
        iccid: Iccid,
    },
    /// Two profiles share an ISD-P AID, given or by default.
    #[error("two profiles have the isdp_aid {aid}")]
    DuplicateAid {
        /// The AID.
        aid: Aid,
    },
    /// More than one profile is enabled.
    #[error("both {first} and {second} are enabled, at most one can be")]
    TwoEnabled {
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// A text is longer than its tag allows.
    #[error("{field} of profile {name} has {found} bytes, at most {limit} are allowed")]
    TooLong {
        /// Short name.
        name: String,
        /// Field.
        field: &'static str,
        /// Bytes found.
        found: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// A number, key or text of other characters or length.
    #[error("{field} of profile {name} is not {expected}")]
    Digits {
        /// Short name.
        name: String,
        /// Field.
        field: &'static str,
        /// What is allowed.
        expected: &'static str,
    },
    /// Policy rules on a profile that can't have them.
    #[error("profile {name} has policy rules, so it needs an owner and must be no test profile")]
    PolicyRules {
        /// Short name.
        name: String,
    },
    /// Only test profiles are preloaded in this sense.
    #[error("profile {name} is preloaded but no test profile")]
    Preloaded {
        /// Short name.
        name: String,
    },
    /// A pending notification without a profile, or with two.
    #[error("a pending notification needs either a profile or an iccid")]
    PendingProfile,
    /// A pending notification about a profile that the file does not have.
    #[error("a pending notification names the unknown profile {name}")]
    PendingUnknown {
        /// Short name.
        name: String,
    },
    /// The ISD-R needs a name.
    #[error("personality: isd_r_aids is empty")]
    NoIsdR,
    /// A number of the personality that no card can have.
    #[error("personality: {field} must be {expected}")]
    Personality {
        /// Field.
        field: &'static str,
        /// What is allowed.
        expected: &'static str,
    },
}

impl CardFile {
    /// Whether a card can be made of the file.
    ///
    /// # Errors
    /// The first thing that no card can be.
    pub fn check(&self) -> Result<(), CardFileError> {
        self.check_kind()?;
        self.check_eims()?;
        self.check_personality()?;
        self.check_unique()?;
        self.profiles.iter().try_for_each(check_profile)?;
        self.check_pending()
    }

    /// AID of the ISD-P of the profile at `place`: as given, or the next one from `…0010 00` upward.
    pub fn isdp_aid(&self, place: usize) -> Option<Aid> {
        let profile = self.profiles.get(place)?;
        let number = u16::try_from(place).ok()?.checked_add(0x0010)?;
        Some(profile.isdp_aid.unwrap_or(Aid::isd_p(number)))
    }

    fn check_kind(&self) -> Result<(), CardFileError> {
        match (self.kind, self.eid) {
            (CardKind::Uicc, Some(_)) => Err(CardFileError::EidOnUicc),
            (CardKind::Euicc | CardKind::M2m | CardKind::Iot, None) => Err(CardFileError::EidMissing),
            (CardKind::Uicc, None) => match self.profiles.as_slice() {
                [only] if only.state == ProfileStateName::Enabled => Ok(()),
                _ => Err(CardFileError::UiccProfiles),
            },
            _ => Ok(()),
        }
    }

    fn check_eims(&self) -> Result<(), CardFileError> {
        if self.kind != CardKind::Iot && !self.eims.is_empty() {
            return Err(CardFileError::EimsElsewhere);
        }
        let wrong = |eim: &&EimFile| eim.id.is_empty() || eim.id.len() > MAX_EIM_ID;
        match self.eims.iter().find(wrong) {
            Some(eim) => Err(CardFileError::EimId { id: eim.id.clone() }),
            None => Ok(()),
        }
    }

    fn check_personality(&self) -> Result<(), CardFileError> {
        let personality = &self.personality;
        let problem = |field, expected| Err(CardFileError::Personality { field, expected });
        if personality.isd_r_aids.is_empty() {
            return Err(CardFileError::NoIsdR);
        }
        if personality.supplementary_channels > 19 {
            return problem("supplementary_channels", "at most 19");
        }
        if !(1..=19).contains(&personality.first_channel) {
            return problem("first_channel", "1 to 19");
        }
        if personality.segment_limit == 0 {
            return problem("segment_limit", "1 to 255");
        }
        if personality.notification_capacity == 0 {
            return problem("notification_capacity", "at least 1");
        }
        Ok(())
    }

    fn check_unique(&self) -> Result<(), CardFileError> {
        let (mut names, mut iccids, mut aids) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut enabled: Option<&ProfileFile> = None;
        for (place, profile) in self.profiles.iter().enumerate() {
            let name = || profile.name.clone();
            if !names.insert(&profile.name) {
                return Err(CardFileError::DuplicateName { name: name() });
            }
            if !iccids.insert(profile.iccid) {
                return Err(CardFileError::DuplicateIccid { iccid: profile.iccid });
            }
            if let Some(aid) = self.isdp_aid(place)
                && !aids.insert(aid)
            {
                return Err(CardFileError::DuplicateAid { aid });
            }
            if profile.state == ProfileStateName::Enabled {
                if let Some(first) = enabled {
                    return Err(CardFileError::TwoEnabled {
                        first: first.name.clone(),
                        second: name(),
                    });
                }
                enabled = Some(profile);
            }
        }
        Ok(())
    }

    fn check_pending(&self) -> Result<(), CardFileError> {
        for pending in &self.pending_notifications {
            match (&pending.profile, &pending.iccid) {
                (Some(name), None) if self.profile(name).is_some() => {}
                (Some(name), None) => return Err(CardFileError::PendingUnknown { name: name.clone() }),
                (None, Some(_)) => {}
                _ => return Err(CardFileError::PendingProfile),
            }
        }
        Ok(())
    }
}

/// Whether a profile of any card, or of an SM-DP+, can be as the file says.
pub(crate) fn check_profile(profile: &ProfileFile) -> Result<(), CardFileError> {
    let name = || profile.name.clone();
    let plain = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-');
    if profile.name.is_empty() || !profile.name.chars().all(plain) {
        return Err(CardFileError::Name { name: name() });
    }
    for (field, found, limit) in [
        ("service_provider_name", profile.service_provider_name.len(), 32),
        ("profile_name", profile.profile_name.len(), 64),
        ("nickname", profile.nickname.as_ref().map_or(0, String::len), 64),
        (
            "icon",
            profile.icon.map_or(0, |icon| usize::from(icon.bytes)),
            1024,
        ),
    ] {
        if found > limit {
            return Err(CardFileError::TooLong {
                name: name(),
                field,
                found,
                limit,
            });
        }
    }
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if !(6..=15).contains(&profile.imsi.len()) || !digits(&profile.imsi) {
        return Err(CardFileError::Digits {
            name: name(),
            field: "imsi",
            expected: "6 to 15 digits",
        });
    }
    if let Some(msisdn) = &profile.msisdn {
        let number = msisdn.strip_prefix('+').unwrap_or(msisdn);
        if !(1..=20).contains(&number.len()) || !digits(number) {
            return Err(CardFileError::Digits {
                name: name(),
                field: "msisdn",
                expected: "up to 20 digits behind an optional +",
            });
        }
    }
    let test = profile.class == ProfileClassName::Test;
    if !profile.policy_rules.is_empty() && (test || profile.owner.is_none()) {
        return Err(CardFileError::PolicyRules { name: name() });
    }
    if profile.preloaded && !test {
        return Err(CardFileError::Preloaded { name: name() });
    }
    check_content(profile)
}
