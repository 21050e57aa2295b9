//! After an unknown outcome: the state is read back, and tells whether it happened.

use signoff_protocol::es10c::{ResetOption, ResetOptions};
use signoff_protocol::profile::{ProfileClass, ProfileInfo, ProfileState, ProfileTarget, tags};
use signoff_protocol::tlv::Tag;

use super::{Lpa, LpaError, Outcome, StateChange};

/// What was found when the state was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The state is the one that the call asked for.
    Done,
    /// The state is another: it can be sent again.
    NotDone,
    /// The state doesn't tell; the text says why.
    Unclear(&'static str),
}

/// What is tried, in this order, until the card answers.
#[derive(Clone, Copy, Debug)]
enum Rung {
    Reopen,
    Reset,
    PowerCycle,
}

const LADDER: [Rung; 3] = [Rung::Reopen, Rung::Reset, Rung::PowerCycle];

/// What has to be known of profiles.
const WANTED: [Tag; 5] = [
    tags::ICCID,
    tags::ISDP_AID,
    tags::STATE,
    tags::NICKNAME,
    tags::CLASS,
];

impl Lpa {
    /// Reads back whether `change` happened: reopens the ISD-R, resets the card if it does not answer, then
    /// takes its power away. Sends nothing that changes state.
    ///
    /// # Errors
    /// The card answers after none of these.
    pub async fn resolve(&mut self, change: &StateChange) -> Result<Resolution, LpaError> {
        let mut reason = String::new();
        for rung in LADDER {
            let found = self.climb(rung, change).await;
            match found {
                // Some cards keep the old state until they are reset, and have no way to ask for it.
                Ok(Resolution::NotDone) if change.may_refresh() && matches!(rung, Rung::Reopen) => {}
                Ok(resolution) => {
                    self.unresolved = None;
                    return Ok(resolution);
                }
                Err(error) => reason = error.to_string(),
            }
        }
        Err(LpaError::Unresolvable {
            change: change.clone(),
            reason,
        })
    }

    async fn climb(&mut self, rung: Rung, change: &StateChange) -> Result<Resolution, LpaError> {
        match rung {
            Rung::Reopen => self.abandon(None).await,
            Rung::Reset => drop(self.reset().await?),
            Rung::PowerCycle => drop(self.power_cycle().await?),
        }
        self.read_back(change).await
    }

    async fn read_back(&mut self, change: &StateChange) -> Result<Resolution, LpaError> {
        let happened = match change {
            StateChange::Enable { target, .. } => {
                self.profile(target).await?.and_then(|profile| profile.state) == Some(ProfileState::Enabled)
            }
            StateChange::Disable { target, .. } => {
                self.profile(target).await?.and_then(|profile| profile.state) != Some(ProfileState::Enabled)
            }
            StateChange::Delete { target } => self.profile(target).await?.is_none(),
            StateChange::MemoryReset { options } => return self.read_back_reset(*options).await,
            StateChange::SetNickname { iccid, nickname } => self
                .profile(&ProfileTarget::Iccid(*iccid))
                .await?
                .is_some_and(|profile| profile.nickname.unwrap_or_default() == *nickname),
            StateChange::SetDefaultDpAddress { address } => {
                let addresses = self.configured_addresses().await?;
                let found = settled("GetEuiccConfiguredAddresses", change, addresses)?;
                found.default_smdp_address.unwrap_or_default() == *address
            }
            StateChange::RemoveNotification { seq_number } => {
                let list = self.list_notifications(None).await?;
                let list = settled("ListNotification", change, list)?;
                list.iter().all(|metadata| metadata.seq_number != *seq_number)
            }
        };
        Ok(if happened {
            Resolution::Done
        } else {
            Resolution::NotDone
        })
    }

    /// A memory reset is all or nothing: one class that it was to delete tells.
    async fn read_back_reset(&mut self, options: ResetOptions) -> Result<Resolution, LpaError> {
        let change = StateChange::MemoryReset { options };
        let profiles = self.get_profiles_info(None, Some(&WANTED)).await?;
        let profiles = settled("GetProfilesInfo", &change, profiles)?;
        let left = |class| {
            profiles
                .iter()
                .any(|profile| profile.class.unwrap_or(ProfileClass::Operational) == class)
        };
        let tests = options.contains(ResetOption::DeleteFieldLoadedTestProfiles);
        let preloaded = options.contains(ResetOption::DeletePreLoadedTestProfiles);
        let gone = if options.contains(ResetOption::DeleteOperationalProfiles) {
            Some(!left(ProfileClass::Operational))
        } else if options.contains(ResetOption::DeleteProvisioningProfiles) {
            Some(!left(ProfileClass::Provisioning))
        } else if (tests || preloaded) && !left(ProfileClass::Test) {
            Some(true)
        } else if tests && preloaded {
            Some(false)
        } else {
            None
        };
        Ok(match gone {
            Some(true) => Resolution::Done,
            Some(false) => Resolution::NotDone,
            None if tests || preloaded => {
                Resolution::Unclear("field-loaded and pre-loaded test profiles look alike from outside")
            }
            None => Resolution::Unclear("the initial default SM-DP+ address is not known outside the eUICC"),
        })
    }

    /// The profile as it is now. All are asked for, since not every card searches by AID.
    async fn profile(&mut self, target: &ProfileTarget) -> Result<Option<ProfileInfo>, LpaError> {
        let change = StateChange::Delete { target: *target };
        let profiles = self.get_profiles_info(None, Some(&WANTED)).await?;
        let profiles = settled("GetProfilesInfo", &change, profiles)?;
        Ok(profiles.into_iter().find(|profile| match target {
            ProfileTarget::Iccid(iccid) => profile.iccid.as_ref() == Some(iccid),
            ProfileTarget::IsdpAid(aid) => profile.isdp_aid.as_ref() == Some(aid),
        }))
    }
}

/// A card that refuses to be read has not been read back.
fn settled<T>(function: &str, change: &StateChange, outcome: Outcome<T>) -> Result<T, LpaError> {
    let reason = match outcome {
        Outcome::Done(value) => return Ok(value),
        Outcome::Refused(refusal) => refusal.to_string(),
        Outcome::Unknown(error) => format!("{function}: {error}"),
    };
    Err(LpaError::Unresolvable {
        change: change.clone(),
        reason,
    })
}
