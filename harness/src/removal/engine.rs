//! The engine: which step comes next, and what may be done when nobody knows how the last one ended.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use signoff_protocol::hex;
use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{ProfileState, ProfileTarget};

use super::{
    BackedUp, Changed, End, Evidence, Fact, Hands, HandsError, History, How, Intention, JournalError, Ledger,
    Omission, PlannedProfile, Record, Step, StepKind, StepOutcome, Trouble,
};
use crate::lpa::StateChange;
use crate::runner::Stop;
use crate::verification::{Patience, Told, Verdict};

/// How often a profile is disabled before its deletion: a loss of power can bring it back.
const DISABLES: usize = 3;

/// What there is to tell while it goes on.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// A step begins.
    Begins(&'a Step),
    /// A step is over.
    Ended(&'a Step, &'a StepOutcome),
    /// Notifications are not all acknowledged, and will be sent again.
    WaitsForDelivery {
        /// How long it will be waited at most.
        left: Duration,
    },
    /// The verification tells something.
    Verifies(Told<'a>),
}

/// Everything that a run needs.
pub struct Run<'a> {
    /// What is known.
    pub history: &'a mut History,
    /// What must not be forgotten.
    pub ledger: &'a mut dyn Ledger,
    /// What is done to the world.
    pub hands: &'a mut dyn Hands,
    /// How long those who need time are asked again.
    pub patience: Patience,
    /// The time.
    pub now: &'a (dyn Fn() -> Timestamp + Send + Sync),
    /// Whether to stop.
    pub stop: &'a mut Stop,
    /// Who hears of it.
    pub told: &'a mut (dyn FnMut(Progress<'_>) + Send),
}

/// Why a step does not lead to the next one.
pub(super) enum Halt {
    Stopped {
        step: Step,
        reason: Trouble,
        refused: bool,
    },
    Interrupted,
    Journal(JournalError),
}

impl From<JournalError> for Halt {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

/// Carries out what is left of a run that was confirmed.
///
/// # Errors
/// The journal can't be written: nothing more was done then.
pub async fn carry_out(mut run: Run<'_>) -> Result<End, JournalError> {
    let end = match run.steps().await {
        Ok(verdicts) => End::Verified(verdicts),
        Err(Halt::Stopped {
            step,
            reason,
            refused,
        }) => End::Stopped {
            step,
            reason,
            refused,
        },
        Err(Halt::Interrupted) => End::Interrupted,
        Err(Halt::Journal(error)) => return Err(error),
    };
    let at = run.at();
    let last = match &end {
        End::Interrupted => Record::Interrupted { at },
        other => Record::Ended {
            at,
            end: other.name().to_owned(),
        },
    };
    run.append(last)?;
    Ok(end)
}

impl Run<'_> {
    async fn steps(&mut self) -> Result<BTreeMap<String, Verdict>, Halt> {
        let profiles = self.history.plan.profiles.clone();
        for profile in &profiles {
            self.backup(profile).await?;
        }
        for profile in &profiles {
            self.terminate(profile).await?;
        }
        match self.history.plan.method.reset_options() {
            Some(options) => {
                let change = StateChange::MemoryReset { options };
                self.reset(&profiles, &change).await?;
            }
            None => {
                for profile in &profiles {
                    self.disable(profile).await?;
                    self.delete(profile).await?;
                }
            }
        }
        self.deliver(&profiles).await?;
        let mut verdicts = BTreeMap::new();
        for profile in &profiles {
            let verdict = self.verify(profile).await?;
            verdicts.insert(profile.iccid.clone(), verdict);
        }
        Ok(verdicts)
    }

    async fn backup(&mut self, profile: &PlannedProfile) -> Result<(), Halt> {
        let step = Step::of(StepKind::Backup, &profile.iccid);
        if self.passes_by(&step)? {
            return Ok(());
        }
        let Some(folder) = self.history.plan.backup.clone() else {
            return self.skip(&step, Omission::NoBackupWanted);
        };
        let intention = Intention::Backup {
            folder: folder.clone(),
        };
        self.intend(&step, intention)?;
        let read = self.hands.backup(profile, Path::new(&folder)).await;
        match read {
            Ok(BackedUp::Written(evidence)) => {
                let outcome = StepOutcome::Done {
                    how: How::Answered,
                    fact: Fact::BackupWritten {
                        folder: format!("{folder}/{}", profile.iccid),
                    },
                    evidence,
                };
                self.settle(&step, outcome)
            }
            Ok(BackedUp::Skipped(reason)) => self.skip(&step, reason),
            Err(error) => self.fail(&step, &error),
        }
    }

    async fn disable(&mut self, profile: &PlannedProfile) -> Result<(), Halt> {
        let step = Step::of(StepKind::Disable, &profile.iccid);
        if self.passes_by(&step)? {
            return Ok(());
        }
        let iccid = planned_iccid(&step, profile)?;
        let was_open = self.history.is_open(&step);
        match self.state(&step, iccid).await? {
            Some(ProfileState::Enabled) => self.change(&step, disabling(iccid)).await,
            _ if was_open => {
                let outcome = StepOutcome::done(How::ReadBack, Fact::NotEnabled);
                self.settle(&step, outcome)
            }
            _ => self.settle(&step, StepOutcome::done(How::NotNeeded, Fact::NotEnabled)),
        }
    }

    async fn delete(&mut self, profile: &PlannedProfile) -> Result<(), Halt> {
        let step = Step::of(StepKind::Delete, &profile.iccid);
        if self.passes_by(&step)? {
            return Ok(());
        }
        let iccid = planned_iccid(&step, profile)?;
        let was_open = self.history.is_open(&step);
        let mut state = self.state(&step, iccid).await?;
        let disable = Step::of(StepKind::Disable, &profile.iccid);
        // Only a state that was read just now says that something has to be sent.
        while state == Some(ProfileState::Enabled)
            && !self.history.is_skipped(StepKind::Disable)
            && self.history.intents(&disable) < DISABLES
        {
            self.change(&disable, disabling(iccid)).await?;
            state = self.state(&step, iccid).await?;
        }
        match state {
            Some(_) => {
                let target = ProfileTarget::Iccid(iccid);
                self.change(&step, StateChange::Delete { target }).await
            }
            None if was_open => {
                let outcome = StepOutcome::done(How::ReadBack, Fact::NotListed);
                self.settle(&step, outcome)
            }
            None => self.settle(&step, StepOutcome::done(How::NotNeeded, Fact::NotListed)),
        }
    }

    /// All profiles at once. It is done when none of them is listed.
    async fn reset(&mut self, profiles: &[PlannedProfile], change: &StateChange) -> Result<(), Halt> {
        let step = Step::all(StepKind::Reset);
        if self.passes_by(&step)? {
            return Ok(());
        }
        let was_open = self.history.is_open(&step);
        let mut listed = false;
        for profile in profiles {
            let iccid = planned_iccid(&step, profile)?;
            listed |= self.state(&step, iccid).await?.is_some();
        }
        match (listed, was_open) {
            (true, _) => self.change(&step, change.clone()).await,
            (false, true) => {
                let outcome = StepOutcome::done(How::ReadBack, Fact::NoneListed);
                self.settle(&step, outcome)
            }
            (false, false) => self.settle(&step, StepOutcome::done(How::NotNeeded, Fact::NoneListed)),
        }
    }

    async fn verify(&mut self, profile: &PlannedProfile) -> Result<Verdict, Halt> {
        let step = Step::of(StepKind::Verify, &profile.iccid);
        self.go_on()?;
        if let Some(StepOutcome::Done { fact, .. }) = self.history.outcome(&step)
            && let Some(verdict) = fact.verdict()
            && verdict.is_removed()
            && !self.history.is_open(&step)
        {
            return Ok(verdict);
        }
        let Some(subject) = profile.subject() else {
            return Err(unreadable(&step, profile));
        };
        (self.told)(Progress::Begins(&step));
        self.intend(&step, Intention::Verify)?;
        let told = &mut self.told;
        let report = self
            .hands
            .verify(&subject, self.stop, &mut |what| told(Progress::Verifies(what)))
            .await;
        self.go_on()?;
        let file = format!("verification-{}.json", profile.iccid);
        let text = serde_json::to_vec_pretty(&report).unwrap_or_default();
        let kept = self.hands.keep(&file, &text).is_ok();
        let verdict = report.verdict;
        let outcome = StepOutcome::Done {
            how: How::Answered,
            fact: Fact::Verified { verdict },
            evidence: vec![Evidence::Verification {
                verdict,
                file: kept.then_some(file),
            }],
        };
        self.settle(&step, outcome)?;
        Ok(verdict)
    }

    /// Writes down what will be done, does it, and writes down what came of it.
    async fn change(&mut self, step: &Step, change: StateChange) -> Result<(), Halt> {
        let function = change.function().to_owned();
        let intention = Intention::Change {
            function: function.clone(),
            request: hex::encode(&change.request()),
        };
        self.intend(step, intention)?;
        match self.hands.change(&change).await {
            Ok(changed) => {
                let how = match changed {
                    Changed::Answered => How::Answered,
                    Changed::ReadBack => How::ReadBack,
                };
                self.settle(step, StepOutcome::done(how, Fact::Changed { function }))
            }
            Err(error) => self.fail(step, &error),
        }
    }

    async fn state(&mut self, step: &Step, iccid: Iccid) -> Result<Option<ProfileState>, Halt> {
        self.hands.state(iccid).await.map_err(|error| Halt::Stopped {
            step: step.clone(),
            reason: error.reason,
            refused: error.refused,
        })
    }

    /// Whether a step is over already, or is to be left out. Here a run stops when somebody asks for it.
    pub(super) fn passes_by(&mut self, step: &Step) -> Result<bool, Halt> {
        self.go_on()?;
        if self.history.is_settled(step) {
            return Ok(true);
        }
        (self.told)(Progress::Begins(step));
        if self.history.is_skipped(step.kind) {
            self.skip(step, Omission::Decided)?;
            return Ok(true);
        }
        Ok(false)
    }

    pub(super) fn go_on(&self) -> Result<(), Halt> {
        if self.stop.is_asked() {
            return Err(Halt::Interrupted);
        }
        Ok(())
    }

    pub(super) fn intend(&mut self, step: &Step, detail: Intention) -> Result<(), Halt> {
        let at = self.at();
        let step = step.clone();
        Ok(self.append(Record::Intent { at, step, detail })?)
    }

    pub(super) fn settle(&mut self, step: &Step, outcome: StepOutcome) -> Result<(), Halt> {
        let at = self.at();
        let record = Record::Outcome {
            at,
            step: step.clone(),
            outcome,
        };
        self.append(record)?;
        if let Some(outcome) = self.history.outcome(step) {
            (self.told)(Progress::Ended(step, outcome));
        }
        Ok(())
    }

    pub(super) fn skip(&mut self, step: &Step, reason: Omission) -> Result<(), Halt> {
        self.settle(step, StepOutcome::Skipped { reason })
    }

    pub(super) fn fail(&mut self, step: &Step, error: &HandsError) -> Result<(), Halt> {
        self.fail_with(step, error, Vec::new())
    }

    pub(super) fn fail_with(
        &mut self,
        step: &Step,
        error: &HandsError,
        evidence: Vec<Evidence>,
    ) -> Result<(), Halt> {
        let outcome = StepOutcome::Failed {
            reason: error.reason.clone(),
            refused: error.refused,
            evidence,
        };
        self.settle(step, outcome)?;
        Err(Halt::Stopped {
            step: step.clone(),
            reason: error.reason.clone(),
            refused: error.refused,
        })
    }

    fn append(&mut self, record: Record) -> Result<(), JournalError> {
        self.ledger.append(&record)?;
        self.history.add(record);
        Ok(())
    }

    fn at(&self) -> String {
        (self.now)().to_string()
    }
}

pub(super) fn planned_iccid(step: &Step, profile: &PlannedProfile) -> Result<Iccid, Halt> {
    profile.iccid().ok_or_else(|| unreadable(step, profile))
}

/// The journal was changed by hand.
fn unreadable(step: &Step, profile: &PlannedProfile) -> Halt {
    Halt::Stopped {
        step: step.clone(),
        reason: Trouble::NoIccid {
            text: profile.iccid.clone(),
        },
        refused: false,
    }
}

const fn disabling(iccid: Iccid) -> StateChange {
    StateChange::Disable {
        target: ProfileTarget::Iccid(iccid),
        refresh: true,
    }
}
