//! The hands of a removal on a real or simulated device.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use futures::FutureExt as _;
use futures::future::BoxFuture;
use jiff::Timestamp;
use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{ProfileState, tags};

use super::{
    BackedUp, BackupContents, Changed, Delivered, Evidence, Hands, HandsError, Omission, OperatorDesk,
    Ordered, PlannedProfile, Trouble,
};
use crate::lpa::archive::DirectoryArchive;
use crate::lpa::delivery::{DeliveryOptions, Which, deliver};
use crate::lpa::es9p::Es9p;
use crate::lpa::{Lpa, LpaError, Outcome, Resolution, StateChange};
use crate::runner::Stop;
use crate::usim::{BackupOptions, PinOptions, UsimFailure, backup};
use crate::verification::{SmdpWitness, Subject, Told, VerificationReport, VerifyOptions, Witnesses, verify};

/// How often a change is sent when the state shows that it did not happen.
const ATTEMPTS: usize = 3;
/// How often a busy card is asked.
const BUSY: usize = 5;
/// How long it is left alone in between.
const BUSY_WAIT: std::time::Duration = std::time::Duration::from_secs(1);
/// The result by which a card says that it is busy (SGP.22 §5.7.16 to §5.7.18).
const CAT_BUSY: &str = "catBusy";

/// The servers around the device.
#[derive(Clone, Copy)]
pub struct Servers<'a> {
    /// The way to SM-DP+; `None` if nothing is to be delivered.
    pub es9p: Option<&'a dyn Es9p>,
    /// An SM-DP+ that lets itself be asked.
    pub smdp: Option<&'a dyn SmdpWitness>,
    /// The operator's desk.
    pub operator: Option<&'a dyn OperatorDesk>,
}

/// An LPA, an archive, and the servers around.
pub struct DeviceHands<'a> {
    /// The card.
    pub lpa: &'a mut Lpa,
    /// The servers.
    pub servers: Servers<'a>,
    /// Where notifications are kept before they leave the card.
    pub archive: DirectoryArchive,
    /// The folder of the run.
    pub folder: PathBuf,
    /// How to verify.
    pub options: VerifyOptions,
    /// The PIN of the profile, for its backup.
    pub pin: PinOptions,
    /// The time.
    pub now: &'a (dyn Fn() -> Timestamp + Send + Sync),
}

impl DeviceHands<'_> {
    async fn read_state(&mut self, iccid: Iccid) -> Result<Option<ProfileState>, HandsError> {
        let wanted = [tags::ICCID, tags::ISDP_AID, tags::STATE, tags::CLASS];
        let listed = self.lpa.get_profiles_info(None, Some(&wanted)).await;
        let profiles = settled(listed)?;
        let found = profiles.into_iter().find(|profile| profile.iccid == Some(iccid));
        Ok(found.map(|profile| profile.state.unwrap_or(ProfileState::Disabled)))
    }

    async fn carry_out(&mut self, change: &StateChange) -> Result<Changed, HandsError> {
        let mut busy = 0;
        let mut attempts = 0;
        while attempts < ATTEMPTS {
            match self.lpa.change(change).await {
                Ok(Outcome::Done(())) => return Ok(Changed::Answered),
                Ok(Outcome::Refused(refusal)) if refusal.name == CAT_BUSY && busy < BUSY => {
                    busy += 1;
                    tokio::time::sleep(BUSY_WAIT).await;
                    continue;
                }
                Ok(Outcome::Refused(refusal)) => return Err(HandsError::refused(&refusal)),
                Ok(Outcome::Unknown(_)) => {}
                Err(_) if self.lpa.unresolved() == Some(change) => {}
                Err(error) => return Err(failed(&error)),
            }
            attempts += 1;
            // Sent again only after the state has shown that it did not happen.
            match self.lpa.resolve(change).await.map_err(|error| failed(&error))? {
                Resolution::Done => return Ok(Changed::ReadBack),
                Resolution::NotDone => {}
                Resolution::Unclear(_) => {
                    let function = change.function().to_owned();
                    return Err(HandsError::silent(Trouble::Unclear { function }));
                }
            }
        }
        Err(HandsError::refused(Trouble::NotDone {
            function: change.function().to_owned(),
            times: ATTEMPTS,
        }))
    }

    /// A folder that is there is a whole backup: it appears at once or not at all.
    async fn save(&mut self, profile: &PlannedProfile, folder: &Path) -> Result<BackedUp, HandsError> {
        let place = folder.join(&profile.iccid);
        let written = |contents: Option<BackupContents>| {
            let folder = place.display().to_string();
            Ok(BackedUp::Written(vec![Evidence::Backup { folder, contents }]))
        };
        if place.join("backup.json").is_file() {
            return written(None);
        }
        let options = BackupOptions {
            profile: profile.iccid(),
            pin: self.pin.clone(),
            ..BackupOptions::default()
        };
        let read = match backup(self.lpa, &options).await {
            Ok(read) => read,
            Err(UsimFailure::NoProfile) => return Ok(BackedUp::Skipped(Omission::NoneEnabled)),
            Err(UsimFailure::NotEnabled { enabled, .. }) => {
                let enabled = enabled.to_string();
                return Ok(BackedUp::Skipped(Omission::OtherEnabled { enabled }));
            }
            Err(error) => {
                let reason = Trouble::of_backup(&error);
                let refused = !matches!(error, UsimFailure::Transport { .. });
                return Err(HandsError { reason, refused });
            }
        };
        let failed = |error: &dyn std::fmt::Display| not_written(&place, error);
        std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        let taken = (self.now)().to_string();
        read.write(&place, Some(&taken)).map_err(|error| failed(&error))?;
        written(Some(BackupContents {
            contacts: read.contacts.len(),
            messages: read.messages.len(),
        }))
    }

    async fn send(&mut self, iccids: &[Iccid]) -> Result<Vec<Delivered>, HandsError> {
        let pending = settled(self.lpa.list_notifications(None).await)?;
        let numbers: Vec<_> = pending
            .iter()
            .filter(|one| one.iccid.is_some_and(|iccid| iccids.contains(&iccid)))
            .map(|one| one.seq_number)
            .collect();
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let Some(es9p) = self.servers.es9p else {
            return Err(HandsError::refused(Trouble::NoWayToSmdp));
        };
        let options = DeliveryOptions {
            which: Which::Seqs(numbers),
            ..DeliveryOptions::default()
        };
        let report = deliver(self.lpa, es9p, &mut self.archive, &options, &mut |_| {}).await;
        let report = report.map_err(|error| failed(&error))?;
        if let Some(error) = &report.stopped {
            return Err(failed(error));
        }
        Ok(report.deliveries.iter().map(Delivered::from).collect())
    }
}

impl Hands for DeviceHands<'_> {
    fn state(&mut self, iccid: Iccid) -> BoxFuture<'_, Result<Option<ProfileState>, HandsError>> {
        self.read_state(iccid).boxed()
    }

    fn change<'a>(&'a mut self, change: &'a StateChange) -> BoxFuture<'a, Result<Changed, HandsError>> {
        self.carry_out(change).boxed()
    }

    fn backup<'a>(
        &'a mut self,
        profile: &'a PlannedProfile,
        folder: &'a Path,
    ) -> BoxFuture<'a, Result<BackedUp, HandsError>> {
        self.save(profile, folder).boxed()
    }

    fn order<'a>(
        &'a mut self,
        iccid: Iccid,
        external_id: &'a str,
    ) -> BoxFuture<'a, Result<Ordered, HandsError>> {
        async move {
            match self.servers.operator {
                Some(operator) => operator.order(iccid, external_id).await,
                None => Err(HandsError::refused(Trouble::NoOperator)),
            }
        }
        .boxed()
    }

    fn deliver<'a>(&'a mut self, iccids: &'a [Iccid]) -> BoxFuture<'a, Result<Vec<Delivered>, HandsError>> {
        self.send(iccids).boxed()
    }

    fn verify<'a>(
        &'a mut self,
        subject: &'a Subject,
        stop: &'a mut Stop,
        told: &'a mut (dyn FnMut(Told<'_>) + Send),
    ) -> BoxFuture<'a, VerificationReport> {
        async move {
            let witnesses = Witnesses {
                archive: Some(&self.archive),
                smdp: self.servers.smdp,
                operator: self.servers.operator.map(|desk| desk as _),
            };
            verify(self.lpa, subject, witnesses, &self.options, self.now, stop, told).await
        }
        .boxed()
    }

    fn keep(&mut self, name: &str, contents: &[u8]) -> Result<(), HandsError> {
        let path = self.folder.join(name);
        let beside = self.folder.join(format!("{name}.new"));
        let write = || {
            let mut file = std::fs::File::create(&beside)?;
            file.write_all(contents)?;
            file.sync_all()?;
            // Never half of it under its name.
            std::fs::rename(&beside, &path)
        };
        write().map_err(|error| not_written(&path, &error))
    }
}

fn settled<T>(outcome: Result<Outcome<T>, LpaError>) -> Result<T, HandsError> {
    match outcome.map_err(|error| failed(&error))? {
        Outcome::Done(value) => Ok(value),
        Outcome::Refused(refusal) => Err(HandsError::refused(&refusal)),
        Outcome::Unknown(error) => Err(HandsError::silent(&error)),
    }
}

fn failed(error: &LpaError) -> HandsError {
    HandsError {
        reason: error.into(),
        refused: !matches!(error, LpaError::Transport { .. } | LpaError::Unresolvable { .. }),
    }
}

fn not_written(place: &Path, error: &dyn std::fmt::Display) -> HandsError {
    HandsError::silent(Trouble::NotWritten {
        place: place.display().to_string(),
        said: error.to_string(),
    })
}
