//! One case from beginning to end: device, applicability, protection, steps, channels closed, transcripts.

use std::sync::Arc;

use signoff_simulator::card_file::CardFile;
use tokio::time::Instant;

use super::applicability::{self, Attached};
use super::error::StepError;
use super::event::{CaseInfo, CaseResult, Event};
use super::manual::{ManualRecord, People};
use super::rsp::RemovalView;
use super::session::Session;
use super::told::at;
use super::unattended::{answers, nobody_to_ask, unanswered};
use super::verdict::{Difference, Mismatch, StepPlace, Verdict};
use super::{RunOptions, Stop, surroundings};
use crate::flow::ResolvedFlow;
use crate::flow::document::PlacedStep;
use crate::protection::Expendable;
use crate::text::{Message, Told as _};
use crate::transcript::LinkTranscript;
use crate::transport::{LinkLog, Transport};

/// A flow to run, or the reason why it is not run.
#[derive(Clone, Debug)]
pub struct Case {
    /// What reports say of it.
    pub info: Arc<CaseInfo>,
    /// The flow.
    pub flow: Arc<ResolvedFlow>,
    /// Known before anything is sent: the card of the run is not that of the flow.
    pub not_applicable: Option<Message>,
}

impl Case {
    /// The case of a resolved flow, at its place in the run.
    pub fn new(number: usize, flow: ResolvedFlow) -> Self {
        let info = CaseInfo {
            number,
            flow: flow.name().to_owned(),
            about: flow.flow.about.text().to_owned(),
            file: flow.source.name.clone(),
            parameters: flow.parameters.clone(),
            tags: flow.flow.tags.iter().map(|tag| tag.text().to_owned()).collect(),
            steps: flow.steps().len(),
        };
        Self {
            info: Arc::new(info),
            flow: Arc::new(flow),
            not_applicable: None,
        }
    }

    /// Whether a person has to be asked: a manual step has no answer beforehand.
    pub fn asks(&self, people: &People) -> bool {
        unanswered(&self.flow, &people.answers, &answers(&self.flow)).is_some()
    }
}

/// What a case leaves behind.
pub(super) struct Finished {
    pub(super) result: CaseResult,
    /// The device, if it was attached and is still there.
    pub(super) device: Option<Device>,
    pub(super) transcripts: Option<Transcripts>,
}

/// An attached device with its log.
pub(super) struct Device {
    pub(super) transport: Box<dyn Transport>,
    pub(super) log: LinkLog,
}

/// Both texts of a case.
pub(super) struct Transcripts {
    pub(super) es10: String,
    pub(super) link: String,
}

/// Carries out one case. `device` is the attached one; simulated ones are made here.
pub(super) async fn run(
    case: &Case,
    options: &RunOptions,
    device: Option<Device>,
    stop: Stop,
    emit: &(dyn Fn(Event) + Sync),
) -> Finished {
    let started = Instant::now();
    let mut running = Running {
        case,
        options,
        emit,
        link: LinkTranscript::new(&options.target.to_string()),
        steps_done: 0,
        removals: Vec::new(),
        manual: Vec::new(),
    };
    let mut remarks = Vec::new();
    let (verdict, device, transcripts) = running.run(device, stop, &mut remarks).await;
    let removals = std::mem::take(&mut running.removals);
    let manual = std::mem::take(&mut running.manual);
    let again = !matches!(verdict, Verdict::Pass | Verdict::NotApplicable(_));
    let result = CaseResult {
        case: Arc::clone(&case.info),
        reproduce: again.then(|| format!("signoff run {}{}", case.info.file, options.again)),
        verdict,
        elapsed: started.elapsed(),
        removals,
        manual,
        remarks,
    };
    Finished {
        result,
        device,
        transcripts,
    }
}

struct Running<'r> {
    case: &'r Case,
    options: &'r RunOptions,
    emit: &'r (dyn Fn(Event) + Sync),
    link: LinkTranscript,
    steps_done: usize,
    removals: Vec<RemovalView>,
    manual: Vec<ManualRecord>,
}

impl Running<'_> {
    async fn run(
        &mut self,
        device: Option<Device>,
        stop: Stop,
        remarks: &mut Vec<String>,
    ) -> (Verdict, Option<Device>, Option<Transcripts>) {
        (self.emit)(Event::FlowStarted(Arc::clone(&self.case.info)));
        if let Some(reason) = &self.case.not_applicable {
            return (Verdict::NotApplicable(reason.clone()), device, None);
        }
        if stop.is_asked() {
            return (Verdict::Interrupted { steps_done: 0 }, device, None);
        }
        let flow = &*self.case.flow;
        let device = match device {
            Some(device) => device,
            None => match surroundings::device(flow, self.options).await {
                Ok(device) => device,
                Err(error) => return (self.error(None, error.told()), None, None),
            },
        };
        let log = device.log.clone();
        let servers = match surroundings::servers(flow, self.options) {
            Ok(servers) => servers,
            Err(reason) => {
                let attached = !self.options.target.is_simulated();
                return (self.error(None, reason.into()), attached.then_some(device), None);
            }
        };
        let desk = match surroundings::desk(flow, self.options) {
            Ok(desk) => desk,
            Err(reason) => {
                let attached = !self.options.target.is_simulated();
                return (self.error(None, reason.into()), attached.then_some(device), None);
            }
        };
        let mut session = surroundings::session(flow, self.options, device.transport, servers, desk, stop);
        let verdict = self.verdict(&mut session, &log).await;
        if let Err(error) = session.close().await {
            remarks.push(format!("the ISD-R's channel could not be closed: {error}"));
        }
        let stray = session.lpa.transport().open_channels();
        if !stray.is_empty() && !matches!(verdict, Verdict::Error { .. }) {
            let numbers: Vec<String> = stray.iter().map(ToString::to_string).collect();
            remarks.push(format!("channels are still open: {}", numbers.join(", ")));
        }
        session.flush_exchanges();
        self.flush_link(&log);
        self.removals = std::mem::take(&mut session.removals);
        self.manual = std::mem::take(&mut session.manual);
        let transcripts = self.options.transcripts.is_some().then(|| Transcripts {
            es10: session.transcript.clone().finish(verdict.word()),
            link: std::mem::replace(&mut self.link, LinkTranscript::new("")).finish(),
        });
        let attached = !self.options.target.is_simulated();
        let device = attached.then(|| Device {
            transport: session.lpa.into_transport(),
            log,
        });
        (verdict, device, transcripts)
    }

    async fn verdict(&mut self, session: &mut Session, log: &LinkLog) -> Verdict {
        let flow = &self.case.flow;
        let capabilities = session.lpa.transport().capabilities();
        if let Some(reason) = applicability::missing_capability(flow, capabilities) {
            return Verdict::NotApplicable(reason);
        }
        if let Some(reason) = nobody_to_ask(session, flow) {
            return Verdict::NotApplicable(reason);
        }
        let (expendable, attached) = match self.prepare(session).await {
            Ok(prepared) => prepared,
            Err(verdict) => return verdict,
        };
        if let Some(reason) = session.protected(flow, &expendable, &attached) {
            session.flush_exchanges();
            session.transcript.remark(&reason.english());
            return Verdict::Refused(reason);
        }
        // What was read to find out whether the flow may run is not part of it.
        drop(session.exchanges.take());
        self.flush_link(log);
        for (index, placed) in flow.steps().iter().enumerate() {
            let place = self.place(index, placed);
            if session.stop.is_asked() {
                return Verdict::Interrupted {
                    steps_done: self.steps_done,
                };
            }
            let verdict = self.step(session, placed, &place).await;
            self.flush_link(log);
            if let Some(verdict) = verdict {
                return verdict;
            }
            self.steps_done += 1;
        }
        Verdict::Pass
    }

    /// What may be lost, and what is on the card.
    async fn prepare(&self, session: &mut Session) -> Result<(Expendable, Attached), Verdict> {
        let flow = &self.case.flow;
        let read = if self.options.target.is_simulated() {
            let expendable = expendable(&flow.card).or(self.options.expendable.clone());
            if expendable == Expendable::All {
                return Ok((expendable, Attached::default()));
            }
            applicability::read(&mut session.lpa)
                .await
                .map(|attached| (expendable, Ok(attached)))
        } else {
            if session.lpa.transport().capabilities().restorable
                && let Err(error) = session.lpa.transport().restore().await
            {
                return Err(self.error(None, error.told()));
            }
            let same_card = self.options.profiles.is_empty();
            let ci = session
                .servers
                .known()
                .map(|service| service.smdp.pki().ci_pk_id());
            let compared =
                applicability::compare(&mut session.lpa, flow, &session.names, same_card, ci).await;
            compared.map(|compared| (self.options.expendable.clone(), compared))
        };
        match read {
            Ok((expendable, Ok(attached))) => {
                session.names.learn(&attached.profiles);
                Ok((expendable, attached))
            }
            Ok((_, Err(reason))) => Err(Verdict::NotApplicable(reason)),
            Err(error) => Err(self.error(None, error.told())),
        }
    }

    /// The verdict, if this step decides it.
    async fn step(
        &mut self,
        session: &mut Session,
        placed: &PlacedStep,
        place: &StepPlace,
    ) -> Option<Verdict> {
        let case = &self.case.info;
        (self.emit)(Event::StepStarted {
            case: Arc::clone(case),
            step: place.clone(),
        });
        session
            .transcript
            .step(place.number, &place.kind, place.label.as_deref());
        self.link.step(place.number, &place.kind);
        let started = Instant::now();
        let result = session.step(&placed.step).await;
        let (answer, verdict) = match result {
            Ok(result) if result.differences.is_empty() => (result.answer, None),
            Ok(result) => {
                let mismatch = Mismatch {
                    step: place.clone(),
                    differences: result.differences,
                };
                (result.answer, Some(Verdict::Fail(mismatch)))
            }
            Err(StepError::Interrupted) => (
                StepError::Interrupted.told(),
                Some(Verdict::Interrupted {
                    steps_done: self.steps_done,
                }),
            ),
            Err(error) if error.is_environment() => {
                session.flush_exchanges();
                session.transcript.outcome("no answer");
                (error.told(), Some(self.error(Some(place.clone()), error.told())))
            }
            Err(error) => {
                let differences = vec![Difference::new("result", "done", error.to_string())];
                (
                    error.told(),
                    Some(Verdict::Fail(Mismatch {
                        step: place.clone(),
                        differences,
                    })),
                )
            }
        };
        (self.emit)(Event::StepFinished {
            case: Arc::clone(case),
            step: place.clone(),
            answer,
            as_expected: verdict.is_none(),
            elapsed: started.elapsed(),
        });
        verdict
    }

    fn place(&self, index: usize, placed: &PlacedStep) -> StepPlace {
        let source = &self.case.flow.source;
        let label = placed.step.common().label;
        StepPlace {
            file: source.name.clone(),
            line: placed.place.line,
            column: placed.place.column,
            number: index + 1,
            kind: placed.step.kind().to_owned(),
            label: label.map(|label| label.text().to_owned()),
            source: source.line_at(placed.place).to_owned(),
        }
    }

    fn error(&self, step: Option<StepPlace>, cause: Message) -> Verdict {
        let target = self.options.target.to_string();
        let english = format!("{target}: {}", cause.english());
        Verdict::Error {
            step,
            message: at(&target, cause, &english),
        }
    }

    fn flush_link(&mut self, log: &LinkLog) {
        self.link.lines(&log.take());
    }
}

/// What the card file allows to lose. A card of which everything may be lost needs no further looking.
fn expendable(card: &CardFile) -> Expendable {
    if card.profiles.iter().all(|profile| profile.expendable) {
        return Expendable::All;
    }
    Expendable::of(
        card.profiles
            .iter()
            .filter(|profile| profile.expendable)
            .map(|profile| profile.iccid),
    )
}
