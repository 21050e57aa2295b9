//! One case from beginning to end: device, applicability, protection, steps, channels closed, transcripts.

use std::collections::BTreeMap;
use std::sync::Arc;

use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::ModemPersonality;
use tokio::time::Instant;

use super::applicability::{self, Attached};
use super::error::StepError;
use super::event::{CaseInfo, CaseResult, Event};
use super::exchanges::Exchanges;
use super::manual::{ManualRecord, People};
use super::operator::Desk;
use super::rsp::{RemovalView, Servers, Service};
use super::session::Session;
use super::told::at;
use super::unattended::{answers, nobody_to_ask, unanswered};
use super::usim::Usims;
use super::verdict::{Difference, Mismatch, StepPlace, Verdict};
use super::{Names, RunOptions, Stop};
use crate::flow::ResolvedFlow;
use crate::flow::document::PlacedStep;
use crate::lpa::archive::MemoryArchive;
use crate::lpa::{Lpa, LpaOptions};
use crate::protection::Expendable;
use crate::text::{Message, Told as _};
use crate::transcript::redact::Redaction;
use crate::transcript::{LinkTranscript, Transcript, TranscriptHeader, simulated_ci};
use crate::transport::{LinkLog, OpenOptions, SimulatedDevice, Target, Transport, TransportError, open};

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
        let device = match device {
            Some(device) => device,
            None => match self.simulate().await {
                Ok(device) => device,
                Err(error) => return (self.error(None, error.told()), None, None),
            },
        };
        let log = device.log.clone();
        let servers = match self.servers() {
            Ok(servers) => servers,
            Err(reason) => {
                let attached = !self.options.target.is_simulated();
                return (self.error(None, reason.into()), attached.then_some(device), None);
            }
        };
        let desk = match self.desk() {
            Ok(desk) => desk,
            Err(reason) => {
                let attached = !self.options.target.is_simulated();
                return (self.error(None, reason.into()), attached.then_some(device), None);
            }
        };
        let mut session = self.session(device.transport, servers, stop);
        session.desk = desk;
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

    async fn simulate(&self) -> Result<Device, TransportError> {
        let flow = &self.case.flow;
        let log = if self.options.transcripts.is_some() {
            LinkLog::new()
        } else {
            LinkLog::default()
        };
        let simulated = SimulatedDevice {
            card: CardFile::clone(&flow.card),
            seed: self.options.seed,
            modem: match self.options.target {
                // There the target names the modem, unless the flow insists on its own.
                Target::Pty { .. } => flow.own_modem(),
                _ => flow
                    .modem
                    .clone()
                    .or_else(|| flow.needs_modem().then(ModemPersonality::default)),
            },
        };
        let open_options = OpenOptions {
            timeouts: self.options.timeouts,
            log: log.clone(),
        };
        let transport = open(&self.options.target, Some(simulated), open_options).await?;
        Ok(Device { transport, log })
    }

    /// The SM-DP+ of the flow, started for this case alone.
    fn servers(&self) -> Result<Servers, String> {
        let flow = &self.case.flow;
        let Some(file) = &flow.smdp else {
            return Ok(Servers::default());
        };
        let deadline = flow.flow.lpa.server_deadline_ms.as_ref();
        let deadline = deadline.and_then(|field| field.get(&flow.variables).ok());
        let deadline = deadline.map_or(SERVER_DEADLINE_MS, |deadline| deadline.get().into());
        let service = Service::start(file, self.options.seed, deadline);
        service
            .map(|service| Servers::new(Some(service)))
            .map_err(|error| error.to_string())
    }

    /// The operator's desk of the flow, started for this case alone.
    fn desk(&self) -> Result<Option<Desk>, String> {
        let flow = &self.case.flow;
        let Some(files) = &flow.operator else {
            return Ok(None);
        };
        let today = flow.flow.today.as_ref();
        let today = today.and_then(|field| field.get(&flow.variables).ok());
        Desk::start(files, today.map(|day| day.0), self.options.seed)
            .map(Some)
            .map_err(|error| error.to_string())
    }

    fn session(&self, transport: Box<dyn Transport>, servers: Servers, stop: Stop) -> Session {
        let flow = &self.case.flow;
        let exchanges = Exchanges::default();
        let settings = &flow.flow.lpa;
        let mut lpa_options = LpaOptions::default();
        if let Some(segment) = settings
            .segment
            .as_ref()
            .and_then(|field| field.get(&flow.variables).ok())
        {
            lpa_options.segment = usize::try_from(segment.get()).ok();
        }
        let aids: Vec<_> = settings
            .isd_r
            .iter()
            .filter_map(|field| field.get(&flow.variables).ok())
            .collect();
        if !aids.is_empty() {
            lpa_options.isd_r = aids;
        }
        let header = TranscriptHeader {
            flow: flow.name().to_owned(),
            parameters: flow.parameters.clone(),
            card: flow.card_name.clone(),
            seed: self.options.seed,
        };
        let ci = flow.card.eid.and_then(|_| simulated_ci(self.options.seed));
        let mut names = Names::of(&flow.card);
        if let Some(smdp) = &flow.smdp {
            names.add(smdp);
        }
        names.stand_for(&self.options.profiles);
        Session {
            lpa: Lpa::new(transport, lpa_options, Box::new(exchanges.clone())),
            names,
            variables: flow.variables.clone(),
            transcript: Transcript::new(&header, Redaction::new(ci)),
            exchanges,
            servers,
            archive: MemoryArchive::new(),
            acknowledged: Vec::new(),
            orders: BTreeMap::new(),
            desk: None,
            people: self.options.people.clone(),
            answers: answers(flow),
            manual: Vec::new(),
            removals: Vec::new(),
            usims: Usims::new(crate::flow::demands_backup(&flow.flow, &flow.variables)),
            stop,
        }
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
            source: source.line(placed.place.line).to_owned(),
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

/// How long the LPA waits for an answer of an SM-DP+, if the flow says nothing.
const SERVER_DEADLINE_MS: u64 = 10_000;

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
