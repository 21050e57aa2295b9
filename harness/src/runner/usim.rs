//! The steps `backup` and `restore`, and the policy that nothing is deleted before it was saved.

use std::collections::BTreeMap;

use signoff_protocol::id::Iccid;
use signoff_protocol::profile::ProfileInfo;

use super::answer::{Answer, Ended, count};
use super::error::StepError;
use super::session::Session;
use crate::flow::field::Field;
use crate::flow::refusals::BACKUP_REQUIRED;
use crate::flow::scalar::Name;
use crate::flow::usim::{BackupStep, PinDigits, RestoreStep};
use crate::flow::word::UsimWay;
use crate::lpa::{LpaError, Outcome, Refusal, StateChange};
use crate::protection::{Affected, Expendable, Planned};
use crate::usim::{
    Backup, BackupOptions, PinOptions, RestoreOptions, Saved, UsimFailure, Via, backup, look, restore,
};

/// What is known of the USIMs of a card.
#[derive(Debug, Default)]
pub(super) struct Usims {
    /// Whether nothing may be deleted that was not saved.
    require_backup: bool,
    /// Backups of this flow, the last one last.
    saved: Vec<Backup>,
    /// How many contacts and messages were seen; `None` where they could not be read.
    seen: BTreeMap<Iccid, Option<(usize, usize)>>,
}

impl Usims {
    /// Nothing is known yet.
    pub(super) fn new(require_backup: bool) -> Self {
        Self {
            require_backup,
            ..Self::default()
        }
    }

    fn has_saved(&self, iccid: &Iccid) -> bool {
        self.saved
            .iter()
            .any(|backup| backup.profile.iccid.as_ref() == Some(iccid))
    }

    /// What would be lost with a profile, in words; `None` if nothing would.
    fn lost(&self, iccid: &Iccid) -> Option<String> {
        if self.has_saved(iccid) {
            return None;
        }
        match self.seen.get(iccid) {
            Some(Some((0, 0))) => None,
            Some(Some((contacts, messages))) => Some(format!(
                "{} and {} that were not backed up",
                count(*contacts, "contact"),
                count(*messages, "message")
            )),
            Some(None) => Some("contacts and messages that could not be read".to_owned()),
            None => Some("contacts and messages that nobody has looked at".to_owned()),
        }
    }
}

impl Session {
    /// Saves what the enabled profile has.
    pub(super) async fn backup(&mut self, step: &BackupStep) -> Result<Ended, StepError> {
        let options = BackupOptions {
            profile: self.wanted(step.profile.as_ref())?,
            via: self.way(step.via.as_ref())?,
            pin: self.pin(step.pin.as_ref(), step.last_try.as_ref())?,
        };
        match backup(&mut self.lpa, &options).await {
            Ok(made) => {
                self.usims.saved.push(made.clone());
                Ok(Ended::Answer(Answer::Backup(Box::new(made))))
            }
            Err(failure) => failed("backup", failure),
        }
    }

    /// Puts a backup of this flow into the enabled profile.
    pub(super) async fn restore_backup(&mut self, step: &RestoreStep) -> Result<Ended, StepError> {
        let from = self.wanted(step.from.as_ref())?;
        let mut backups = self.usims.saved.iter().rev();
        let Some(made) = backups.find(|made| from.is_none() || made.profile.iccid == from) else {
            let detail = "no backup of it was made in this flow".to_owned();
            return Ok(Ended::Refused(Refusal::named("restore", "noBackup", detail)));
        };
        let saved = Saved::from(made);
        let options = RestoreOptions {
            profile: self.wanted(step.profile.as_ref())?,
            via: self.way(step.via.as_ref())?,
            pin: self.pin(step.pin.as_ref(), step.last_try.as_ref())?,
            // The flow was held against what is expendable before its first step.
            expendable: Expendable::All,
            partial: self.option(step.partial.as_ref())?.unwrap_or(false),
            dry_run: self.option(step.dry_run.as_ref())?.unwrap_or(false),
        };
        match restore(&mut self.lpa, &saved, &options).await {
            Ok(restored) => Ok(Ended::Answer(Answer::Restored(Box::new(restored)))),
            Err(failure) => failed("restore", failure),
        }
    }

    /// Under the policy of the flow: why a deletion is not sent. Before a profile may be switched off it is looked at, since
    /// nobody can read it afterwards.
    pub(super) async fn backup_required(
        &mut self,
        change: &StateChange,
    ) -> Result<Option<Refusal>, StepError> {
        if !self.usims.require_backup {
            return Ok(None);
        }
        let deletes = match change {
            StateChange::Delete { .. } | StateChange::MemoryReset { .. } => true,
            StateChange::Enable { .. } | StateChange::Disable { .. } => false,
            _ => return Ok(None),
        };
        let profiles: Vec<ProfileInfo> = match self.lpa.get_profiles_info(None, None).await? {
            Outcome::Done(profiles) => profiles,
            // What the card refuses here it will refuse again, and tell.
            _ => return Ok(None),
        };
        self.look_at_enabled(&profiles).await?;
        if !deletes {
            return Ok(None);
        }
        let Affected::Profiles(iccids) = Planned::change(change, &profiles, &[]).affected else {
            let all: Vec<Iccid> = profiles.iter().filter_map(|profile| profile.iccid).collect();
            return Ok(self.refused_by_policy(change, &all));
        };
        Ok(self.refused_by_policy(change, &iccids))
    }

    fn refused_by_policy(&self, change: &StateChange, iccids: &[Iccid]) -> Option<Refusal> {
        let lost: Vec<String> = iccids
            .iter()
            .filter_map(|iccid| {
                Some(format!(
                    "{} has {}",
                    self.names.short(Some(iccid)),
                    self.usims.lost(iccid)?
                ))
            })
            .collect();
        (!lost.is_empty()).then(|| Refusal::named(change.function(), BACKUP_REQUIRED, lost.join("; ")))
    }

    async fn look_at_enabled(&mut self, profiles: &[ProfileInfo]) -> Result<(), StepError> {
        let enabled = profiles.iter().find(|profile| profile.is_enabled());
        let Some(iccid) = enabled.and_then(|profile| profile.iccid) else {
            return Ok(());
        };
        if self.usims.has_saved(&iccid) {
            return Ok(());
        }
        let found = match look(&mut self.lpa).await {
            Ok(found) => Some((found.contacts.len(), found.messages.len())),
            Err(UsimFailure::Transport { doing, source }) => {
                return Err(LpaError::Transport { doing, source }.into());
            }
            Err(_) => None,
        };
        self.usims.seen.insert(iccid, found);
        Ok(())
    }

    fn wanted(&self, field: Option<&Field<Name>>) -> Result<Option<Iccid>, StepError> {
        let Some(name) = self.option(field)? else {
            return Ok(None);
        };
        let iccid = self.names.iccid(name.as_str());
        iccid.map(Some).ok_or_else(|| StepError::Profile {
            name: name.to_string(),
            identifier: "ICCID",
        })
    }

    fn way(&self, field: Option<&Field<UsimWay>>) -> Result<Via, StepError> {
        Ok(match self.option(field)? {
            None | Some(UsimWay::Auto) => Via::Auto,
            Some(UsimWay::Apdu) => Via::Apdu,
            Some(UsimWay::Crsm) => Via::Crsm,
        })
    }

    fn pin(
        &self,
        pin: Option<&Field<PinDigits>>,
        last_try: Option<&Field<bool>>,
    ) -> Result<PinOptions, StepError> {
        let digits = self.option(pin)?;
        Ok(PinOptions {
            // What is no PIN was found with the flow file.
            pin: digits.and_then(|digits| digits.0.parse().ok()),
            last_try: self.option(last_try)?.unwrap_or(false),
        })
    }
}

/// A broken link says nothing of the card; everything else is a refusal.
fn failed(function: &'static str, failure: UsimFailure) -> Result<Ended, StepError> {
    if let UsimFailure::Transport { doing, source } = failure {
        return Err(LpaError::Transport { doing, source }.into());
    }
    let name = failure.name().unwrap_or("unreachable");
    Ok(Ended::Refused(Refusal::named(
        function,
        name,
        failure.to_string(),
    )))
}
