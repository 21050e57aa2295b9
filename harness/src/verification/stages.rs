//! Now, after a warm reset, after a cold one, and after a time.

use std::time::Duration;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::{
    Diagnosis, Failure, Judgement, Subject, Verdict, VerificationReport, WayResult, Witnesses, gather, judge,
};
use crate::lpa::Lpa;
use crate::runner::Stop;

/// When it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// As it was found.
    Now,
    /// After a warm reset of the card, or the closest thing that the device has.
    AfterWarmReset,
    /// After the card had lost its power.
    AfterPowerCycle,
    /// After a time.
    Later,
}

impl Stage {
    /// As documents write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::AfterWarmReset => "after_warm_reset",
            Self::AfterPowerCycle => "after_power_cycle",
            Self::Later => "later",
        }
    }
}

/// What all ways said at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StageReport {
    /// When.
    pub stage: Stage,
    /// The time, RFC 3339.
    pub at: String,
    /// How often it was asked until it was so.
    pub checks: u32,
    /// Why the card could not be reset before, if it could not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reset_failed: Option<Failure>,
    /// What each way said.
    pub ways: Vec<WayResult>,
    /// What they say together.
    pub verdict: Verdict,
    /// What explains it.
    pub diagnoses: Vec<Diagnosis>,
}

/// How long to wait for those who need time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How long in all.
    pub within: Duration,
    /// How long between two checks.
    pub every: Duration,
}

impl Patience {
    /// A time, with some twenty checks in it: a quarter of a second to a minute apart.
    pub fn of(within: Duration) -> Self {
        let every = (within / 20).clamp(Duration::from_millis(250), Duration::from_mins(1));
        Self { within, every }
    }
}

/// How to verify.
#[derive(Clone, Debug)]
pub struct VerifyOptions {
    /// Whether the card is reset in between, warm and cold.
    pub reset: bool,
    /// How long to wait for those who need time.
    pub patience: Patience,
}

/// What there is to tell while it goes on.
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// A stage begins.
    Begins(Stage),
    /// A stage is over.
    Ended(&'a StageReport),
    /// It is not settled, and will be asked again.
    Waits {
        /// What it is now.
        verdict: Verdict,
        /// How long it will be waited at most.
        left: Duration,
    },
}

/// Asks all ways at all stages. Reads only, but for the resets. `now` tells the time; `told` hears what goes on; `stop` ends
/// it early, with what is known then.
pub async fn verify(
    lpa: &mut Lpa,
    subject: &Subject,
    witnesses: Witnesses<'_>,
    options: &VerifyOptions,
    now: &(dyn Fn() -> Timestamp + Send + Sync),
    stop: &mut Stop,
    told: &mut (dyn FnMut(Told<'_>) + Send),
) -> VerificationReport {
    let mut stages: Vec<StageReport> = Vec::new();
    let plan = if options.reset {
        [
            Some(Stage::Now),
            Some(Stage::AfterWarmReset),
            Some(Stage::AfterPowerCycle),
        ]
    } else {
        [Some(Stage::Now), None, None]
    };
    for stage in plan.into_iter().flatten() {
        if stop.is_asked() {
            break;
        }
        told(Told::Begins(stage));
        let reset = match stage {
            Stage::AfterWarmReset => lpa.reset().await.map(drop),
            Stage::AfterPowerCycle => lpa.power_cycle().await.map(drop),
            _ => Ok(()),
        };
        let mut report = check(lpa, subject, witnesses, stage, now).await;
        report.reset_failed = reset.err().map(|error| Failure::from(&error));
        note(&mut report, &stages);
        told(Told::Ended(&report));
        stages.push(report);
    }
    let last = stages.last().map_or(Verdict::Unknown, |report| report.verdict);
    if may_change(last, witnesses) && !options.patience.within.is_zero() && !stop.is_asked() {
        told(Told::Begins(Stage::Later));
        let report = wait(lpa, subject, witnesses, options.patience, now, stop, told).await;
        if let Some(mut report) = report {
            note(&mut report, &stages);
            told(Told::Ended(&report));
            stages.push(report);
        }
    }
    VerificationReport::of(subject, stages)
}

/// Whether time alone can change what is said.
const fn may_change(verdict: Verdict, witnesses: Witnesses<'_>) -> bool {
    match verdict {
        // A contract ends on a day: nobody sits and waits for that.
        Verdict::Removed | Verdict::RemovedContractEnding | Verdict::StillThere => false,
        Verdict::Unknown => true,
        Verdict::RemovedNotAcknowledged | Verdict::Disagreement => witnesses.can_change(),
    }
}

/// Asks again until it is settled, or the time is over.
async fn wait(
    lpa: &mut Lpa,
    subject: &Subject,
    witnesses: Witnesses<'_>,
    patience: Patience,
    now: &(dyn Fn() -> Timestamp + Send + Sync),
    stop: &mut Stop,
    told: &mut (dyn FnMut(Told<'_>) + Send),
) -> Option<StageReport> {
    let deadline = Instant::now() + patience.within;
    let mut checks = 0;
    let mut last = None;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return last;
        }
        stop.wait(patience.every.min(left)).await;
        if stop.is_asked() {
            return last;
        }
        checks += 1;
        let mut report = check(lpa, subject, witnesses, Stage::Later, now).await;
        report.checks = checks;
        let verdict = report.verdict;
        last = Some(report);
        if !may_change(verdict, witnesses) {
            return last;
        }
        told(Told::Waits {
            verdict,
            left: deadline.saturating_duration_since(Instant::now()),
        });
    }
}

async fn check(
    lpa: &mut Lpa,
    subject: &Subject,
    witnesses: Witnesses<'_>,
    stage: Stage,
    now: &(dyn Fn() -> Timestamp + Send + Sync),
) -> StageReport {
    let mut ways = gather(lpa, subject, witnesses).await;
    let Judgement { verdict, diagnoses } = judge(&mut ways);
    StageReport {
        stage,
        at: now().to_string(),
        checks: 1,
        reset_failed: None,
        ways,
        verdict,
        diagnoses,
    }
}

/// What a stage shows beside what was seen before it.
fn note(report: &mut StageReport, before: &[StageReport]) {
    let cached = |stage: &StageReport| stage.diagnoses.contains(&Diagnosis::ModemCached);
    if before.iter().any(cached) && !cached(report) {
        report.diagnoses.push(Diagnosis::ModemCachedBefore);
    }
}
