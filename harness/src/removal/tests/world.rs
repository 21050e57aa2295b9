//! A card, an SM-DP+ and an operator in memory, and a crash at any moment.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use jiff::Timestamp;
use signoff_protocol::id::Iccid;
use signoff_protocol::profile::{ProfileState, ProfileTarget};

use crate::lpa::StateChange;
use crate::removal::{
    BackedUp, Changed, Contact, Decision, Delivered, End, Hands, HandsError, History, JOURNAL_VERSION,
    JournalError, Ledger, Method, OnCard, Ordered, Plan, PlannedProfile, Record, Run, Sent, carry_out,
};
use crate::runner::Stop;
use crate::verification::{
    Contract, Failure, Finding, Patience, Stage, StageReport, Subject, Told, VerificationReport, Way,
    WayResult, judge,
};

pub(super) const ONE: &str = "8932100000000000013";
pub(super) const TWO: &str = "8932200000000000012";

/// What is true, and how often it was made so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Truth {
    pub(super) profiles: BTreeMap<String, bool>,
    /// Number, ICCID, event.
    pub(super) pending: Vec<(u32, String, &'static str)>,
    pub(super) next: u32,
    /// What the SM-DP+ has, with duplicates.
    pub(super) received: Vec<(u32, String, &'static str)>,
    pub(super) acknowledged: Vec<u32>,
    /// By external id, how often it was asked for.
    pub(super) orders: BTreeMap<String, usize>,
    /// Commands that changed the card, by name.
    pub(super) commands: BTreeMap<String, usize>,
    pub(super) backups: usize,
}

fn said(text: &str) -> Failure {
    Failure::Said(text.to_owned())
}

/// When it crashes.
#[derive(Debug, Default)]
struct Crash {
    left: Option<usize>,
    is_over: bool,
}

/// The world, shared by hands and ledger.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    pub(super) truth: Arc<Mutex<Truth>>,
    crash: Arc<Mutex<Crash>>,
    pub(super) records: Arc<Mutex<Vec<Record>>>,
    /// What the hands refuse, by the name of the function.
    pub(super) refuses: Option<&'static str>,
    /// How many deliveries fail before one succeeds.
    pub(super) deaf: Arc<Mutex<usize>>,
}

impl World {
    /// Two profiles, the first one enabled.
    pub(super) fn new() -> Self {
        let world = Self::default();
        {
            let mut truth = world.truth.lock().unwrap();
            truth.profiles.insert(ONE.to_owned(), true);
            truth.profiles.insert(TWO.to_owned(), false);
            truth.next = 1;
        }
        world
    }

    /// The power goes after so many moments.
    pub(super) fn crash_after(&self, moments: Option<usize>) {
        *self.crash.lock().unwrap() = Crash {
            left: moments,
            is_over: false,
        };
    }

    pub(super) fn is_crashed(&self) -> bool {
        self.crash.lock().unwrap().is_over
    }

    /// One moment passes; the world may end in it.
    fn moment(&self) -> Result<(), HandsError> {
        let mut crash = self.crash.lock().unwrap();
        match crash.left {
            _ if crash.is_over => {}
            Some(0) => crash.is_over = true,
            Some(left) => crash.left = Some(left - 1),
            None => {}
        }
        if crash.is_over {
            return Err(HandsError::silent(said("the process is dead")));
        }
        Ok(())
    }

    pub(super) fn plan(method: Method, iccids: &[&str]) -> Plan {
        let profile = |iccid: &&str| PlannedProfile {
            iccid: (*iccid).to_owned(),
            name: Some("Holiday".to_owned()),
            provider: None,
            nickname: None,
            class: "operational".to_owned(),
            state: if *iccid == ONE { "enabled" } else { "disabled" }.to_owned(),
            imsi: None,
        };
        Plan {
            run: "run-1".to_owned(),
            target: "test".to_owned(),
            simulated: true,
            eid: "89999901001234567000000000000138".to_owned(),
            method,
            profiles: iccids.iter().map(profile).collect(),
            backup: Some("backup".to_owned()),
            contact: Contact::Desk {
                url: "http://127.0.0.1/".to_owned(),
                at: "earliest".to_owned(),
            },
            arguments: serde_json::Value::Null,
        }
    }

    /// Writes down the beginning.
    pub(super) fn begin(&self, plan: Plan) {
        let at = "2026-05-01T10:00:00Z".to_owned();
        let decision = Decision::Confirmed {
            how: "typed".to_owned(),
        };
        *self.records.lock().unwrap() = vec![
            Record::Begun {
                signoff_removal: JOURNAL_VERSION,
                at: at.clone(),
                plan: Box::new(plan),
            },
            Record::Decided { at, decision },
        ];
    }

    /// Reads the journal and carries out what is left; `None` if it crashed.
    pub(super) fn run(&mut self) -> Option<End> {
        self.run_with(&mut Stop::never())
    }

    pub(super) fn run_with(&mut self, stop: &mut Stop) -> Option<End> {
        let records = self.records.lock().unwrap().clone();
        let mut history = History::of(records).expect("a beginning");
        let mut ledger = self.clone();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .expect("a runtime");
        let run = Run {
            history: &mut history,
            ledger: &mut ledger,
            hands: self,
            patience: Patience {
                within: Duration::from_millis(40),
                every: Duration::from_millis(1),
            },
            now: &|| Timestamp::UNIX_EPOCH,
            stop,
            told: &mut |_| {},
        };
        runtime.block_on(carry_out(run)).ok()
    }

    /// What a verification would say about the truth.
    fn report(&self, subject: &Subject) -> VerificationReport {
        let truth = self.truth.lock().unwrap();
        let iccid = subject.iccid.to_string();
        let list = match truth.profiles.get(&iccid) {
            Some(enabled) => Finding::Listed {
                state: Some(if *enabled { "enabled" } else { "disabled" }.to_owned()),
            },
            None => Finding::NotListed {
                others: truth.profiles.len(),
            },
        };
        let waits = truth
            .pending
            .iter()
            .any(|(_, about, event)| *about == iccid && *event == "delete");
        let told = truth
            .received
            .iter()
            .any(|(_, about, event)| *about == iccid && *event == "delete");
        let queue = if waits {
            Finding::DeletionPending {
                numbers: vec![1],
                addresses: Vec::new(),
            }
        } else if told {
            Finding::DeletionAcknowledged { numbers: vec![1] }
        } else {
            Finding::NoDeletion
        };
        let ordered = truth.orders.keys().any(|id| id.ends_with(&iccid));
        let status = match (ordered, told) {
            (false, _) => Contract::Active,
            (true, false) => Contract::TerminatedProfileInstalled,
            (true, true) => Contract::NoActiveService,
        };
        let mut ways = vec![
            WayResult::new(Way::ProfileList, list, Vec::new()),
            WayResult::new(Way::Notifications, queue, Vec::new()),
            WayResult::new(Way::Operator, Finding::Operator { status }, Vec::new()),
        ];
        let judgement = judge(&mut ways);
        VerificationReport::of(
            subject,
            vec![StageReport {
                stage: Stage::Now,
                at: "2026-05-01T10:00:00Z".to_owned(),
                checks: 1,
                reset_failed: None,
                ways,
                verdict: judgement.verdict,
                diagnoses: judgement.diagnoses,
            }],
        )
    }

    fn apply(&self, change: &StateChange) -> Result<(), HandsError> {
        let mut truth = self.truth.lock().unwrap();
        *truth.commands.entry(change.function().to_owned()).or_default() += 1;
        if self.refuses == Some(change.function()) {
            return Err(HandsError::refused(said(change.function())));
        }
        let notify = |truth: &mut Truth, iccid: &str, event| {
            let number = truth.next;
            truth.next += 1;
            truth.pending.push((number, iccid.to_owned(), event));
        };
        match change {
            StateChange::Disable {
                target: ProfileTarget::Iccid(iccid),
                ..
            } => {
                let iccid = iccid.to_string();
                match truth.profiles.get_mut(&iccid) {
                    Some(enabled) if *enabled => *enabled = false,
                    _ => return Err(HandsError::refused(said("profileNotInEnabledState"))),
                }
                notify(&mut truth, &iccid, "disable");
            }
            StateChange::Delete {
                target: ProfileTarget::Iccid(iccid),
            } => {
                let iccid = iccid.to_string();
                if truth.profiles.get(&iccid) != Some(&false) {
                    return Err(HandsError::refused(said("profileNotInDisabledState")));
                }
                truth.profiles.remove(&iccid);
                notify(&mut truth, &iccid, "delete");
            }
            StateChange::MemoryReset { .. } => {
                let all: Vec<String> = truth.profiles.keys().cloned().collect();
                if all.is_empty() {
                    return Err(HandsError::refused(said("nothingToDelete")));
                }
                truth.profiles.clear();
                for iccid in all {
                    notify(&mut truth, &iccid, "delete");
                }
            }
            other => panic!("{other} is no step of a removal"),
        }
        Ok(())
    }
}

impl Ledger for World {
    /// A crash comes before the line is safe, or right after.
    fn append(&mut self, record: &Record) -> Result<(), JournalError> {
        let dead = |_| JournalError::Io {
            folder: "memory".to_owned(),
            source: std::io::ErrorKind::BrokenPipe.into(),
        };
        self.moment().map_err(dead)?;
        self.records.lock().unwrap().push(record.clone());
        self.moment().map_err(dead)
    }
}

impl Hands for World {
    fn state(&mut self, iccid: Iccid) -> BoxFuture<'_, Result<Option<ProfileState>, HandsError>> {
        async move {
            self.moment()?;
            let truth = self.truth.lock().unwrap();
            let state = truth.profiles.get(&iccid.to_string());
            Ok(state.map(|enabled| {
                if *enabled {
                    ProfileState::Enabled
                } else {
                    ProfileState::Disabled
                }
            }))
        }
        .boxed()
    }

    /// A crash comes before the card does it, or after, when nobody hears the answer.
    fn change<'a>(&'a mut self, change: &'a StateChange) -> BoxFuture<'a, Result<Changed, HandsError>> {
        async move {
            self.moment()?;
            self.apply(change)?;
            self.moment()?;
            Ok(Changed::Answered)
        }
        .boxed()
    }

    fn backup<'a>(
        &'a mut self,
        _profile: &'a PlannedProfile,
        _folder: &'a Path,
    ) -> BoxFuture<'a, Result<BackedUp, HandsError>> {
        async move {
            self.moment()?;
            self.truth.lock().unwrap().backups += 1;
            self.moment()?;
            Ok(BackedUp::Written(Vec::new()))
        }
        .boxed()
    }

    fn order<'a>(
        &'a mut self,
        _iccid: Iccid,
        external_id: &'a str,
    ) -> BoxFuture<'a, Result<Ordered, HandsError>> {
        async move {
            self.moment()?;
            if self.refuses == Some("order") {
                return Err(HandsError::refused(said("an open bill")));
            }
            let mut truth = self.truth.lock().unwrap();
            *truth.orders.entry(external_id.to_owned()).or_default() += 1;
            drop(truth);
            self.moment()?;
            Ok(Ordered::Order {
                reference: "T-1".to_owned(),
                from: Some("2026-05-31".to_owned()),
                total: None,
            })
        }
        .boxed()
    }

    /// The SM-DP+ has it before the card lets it go; a crash comes before, between and after.
    fn deliver<'a>(&'a mut self, iccids: &'a [Iccid]) -> BoxFuture<'a, Result<Vec<Delivered>, HandsError>> {
        async move {
            let about: Vec<String> = iccids.iter().map(ToString::to_string).collect();
            let pending = self.truth.lock().unwrap().pending.clone();
            let mut delivered = Vec::new();
            for (number, iccid, event) in pending.into_iter().filter(|(_, iccid, _)| about.contains(iccid)) {
                self.moment()?;
                let is_deaf = {
                    let mut deaf = self.deaf.lock().unwrap();
                    let is_deaf = *deaf > 0;
                    *deaf = deaf.saturating_sub(1);
                    is_deaf
                };
                if !is_deaf {
                    self.truth
                        .lock()
                        .unwrap()
                        .received
                        .push((number, iccid.clone(), event));
                    self.moment()?;
                    let mut truth = self.truth.lock().unwrap();
                    truth.acknowledged.push(number);
                    truth.pending.retain(|(other, ..)| *other != number);
                    drop(truth);
                    self.moment()?;
                }
                delivered.push(Delivered {
                    number,
                    event: Some(event.to_owned()),
                    address: "smdp.example".to_owned(),
                    sent: if is_deaf {
                        Sent::NotAttempted
                    } else {
                        Sent::Acknowledged {
                            attempts: 1,
                            again: false,
                        }
                    },
                    card: if is_deaf { OnCard::Kept } else { OnCard::Removed },
                });
            }
            Ok(delivered)
        }
        .boxed()
    }

    fn verify<'a>(
        &'a mut self,
        subject: &'a Subject,
        _stop: &'a mut Stop,
        _told: &'a mut (dyn FnMut(Told<'_>) + Send),
    ) -> BoxFuture<'a, VerificationReport> {
        async move {
            drop(self.moment());
            self.report(subject)
        }
        .boxed()
    }

    fn keep(&mut self, _name: &str, _contents: &[u8]) -> Result<(), HandsError> {
        self.moment()
    }
}
