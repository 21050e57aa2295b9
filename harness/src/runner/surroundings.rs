//! What stands around a case: its device, its SM-DP+, its operator's desk, and the session with them.

use std::collections::BTreeMap;

use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::ModemPersonality;

use super::case::Device;
use super::exchanges::Exchanges;
use super::operator::Desk;
use super::rsp::{Servers, Service};
use super::session::Session;
use super::unattended::answers;
use super::usim::Usims;
use super::{Names, RunOptions, Stop};
use crate::flow::ResolvedFlow;
use crate::lpa::archive::MemoryArchive;
use crate::lpa::{Lpa, LpaOptions};
use crate::transcript::redact::Redaction;
use crate::transcript::{Transcript, TranscriptHeader, simulated_ci};
use crate::transport::{LinkLog, OpenOptions, SimulatedDevice, Target, Transport, TransportError, open};

/// How long the LPA waits for an answer of an SM-DP+, if the flow says nothing.
const SERVER_DEADLINE_MS: u64 = 10_000;

/// The simulated device of a flow.
///
/// # Errors
/// It can't be opened.
pub(super) async fn device(flow: &ResolvedFlow, options: &RunOptions) -> Result<Device, TransportError> {
    let log = if options.transcripts.is_some() {
        LinkLog::new()
    } else {
        LinkLog::default()
    };
    let simulated = SimulatedDevice {
        card: CardFile::clone(&flow.card),
        seed: options.seed,
        modem: match options.target {
            // There the target names the modem, unless the flow insists on its own.
            Target::Pty { .. } => flow.own_modem(),
            _ => flow
                .modem
                .clone()
                .or_else(|| flow.needs_modem().then(ModemPersonality::default)),
        },
    };
    let open_options = OpenOptions {
        timeouts: options.timeouts,
        log: log.clone(),
    };
    let transport = open(&options.target, Some(simulated), open_options).await?;
    Ok(Device { transport, log })
}

/// The SM-DP+ of the flow, started for this case alone.
pub(super) fn servers(flow: &ResolvedFlow, options: &RunOptions) -> Result<Servers, String> {
    let Some(file) = &flow.smdp else {
        return Ok(Servers::default());
    };
    let deadline = flow.flow.lpa.server_deadline_ms.as_ref();
    let deadline = deadline.and_then(|field| field.get(&flow.variables).ok());
    let deadline = deadline.map_or(SERVER_DEADLINE_MS, |deadline| deadline.get().into());
    let service = Service::start(file, options.seed, deadline);
    service
        .map(|service| Servers::new(Some(service)))
        .map_err(|error| error.to_string())
}

/// The operator's desk of the flow, started for this case alone.
pub(super) fn desk(flow: &ResolvedFlow, options: &RunOptions) -> Result<Option<Desk>, String> {
    let Some(files) = &flow.operator else {
        return Ok(None);
    };
    let today = flow.flow.today.as_ref();
    let today = today.and_then(|field| field.get(&flow.variables).ok());
    Desk::start(files, today.map(|day| day.0), options.seed)
        .map(Some)
        .map_err(|error| error.to_string())
}

/// A session with a device and what stands around it.
pub(super) fn session(
    flow: &ResolvedFlow,
    options: &RunOptions,
    transport: Box<dyn Transport>,
    servers: Servers,
    desk: Option<Desk>,
    stop: Stop,
) -> Session {
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
        seed: options.seed,
    };
    let ci = flow.card.eid.and_then(|_| simulated_ci(options.seed));
    let mut names = Names::of(&flow.card);
    if let Some(smdp) = &flow.smdp {
        names.add(smdp);
    }
    names.stand_for(&options.profiles);
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
        desk,
        people: options.people.clone(),
        answers: answers(flow),
        manual: Vec::new(),
        removals: Vec::new(),
        usims: Usims::new(crate::flow::demands_backup(&flow.flow, &flow.variables)),
        stop,
    }
}
