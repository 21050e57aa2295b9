//! The operators' desks of the lab: one for each operator, all with the same clock.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::ServiceStatus;
use signoff_simulator::operator::{ContractRules, CustomerFile, Operator, OperatorFile};
use signoff_simulator::serve::operator::{DeskClock, InProcessSmdp, OperatorServer, exchange};
use signoff_simulator::serve::smdp_store::{FileStore, StateOf};
use signoff_simulator::smdp::{MemoryStore, Smdp, SmdpStore};
use url::Url;

use super::LabError;
use crate::operator::{Identification, OperatorClient, OperatorError, OperatorOptions};

/// How long a desk may take while a person waits, milliseconds.
const DESK_MS: u64 = 10_000;
/// The farthest that the clock is moved at once, days.
pub(super) const FARTHEST: u32 = 1_000;

/// An operator and the rules of its country.
#[derive(Debug)]
pub struct DeskFile {
    /// What it was called on the command line.
    pub name: String,
    /// Its customers.
    pub file: OperatorFile,
    /// The rules of its country.
    pub rules: ContractRules,
}

/// One desk.
struct Desk {
    operator: Arc<Operator>,
    customers: Vec<CustomerFile>,
    server: OperatorServer,
}

/// All desks; none is one of the possibilities.
pub(super) struct Desks {
    list: Vec<Desk>,
    clock: DeskClock,
    link: InProcessSmdp,
}

impl Desks {
    /// Starts a desk for each operator, on the loopback address.
    pub(super) fn start(
        files: &[DeskFile],
        smdp: &Arc<Smdp>,
        state: Option<&Path>,
        seed: u64,
    ) -> Result<Self, LabError> {
        let mut desks = Self {
            list: Vec::new(),
            clock: DeskClock::machine(),
            link: InProcessSmdp::new(Arc::clone(smdp)),
        };
        for (place, DeskFile { name, file, rules }) in files.iter().enumerate() {
            let failed = |reason: String| LabError::Operator {
                name: name.clone(),
                reason,
            };
            let (store, starts): (Box<dyn SmdpStore>, u64) = match state {
                Some(state) => {
                    let folder = state.join(folder_of(name));
                    let store = FileStore::open_as(&folder, StateOf::Operator)?;
                    let starts = store.starts();
                    (Box::new(store), starts)
                }
                None => (Box::new(MemoryStore::new()), 0),
            };
            // No two lives draw the same tokens.
            let seed = seed ^ starts.rotate_right(16);
            let operator =
                Operator::new(file, rules.clone(), store, seed).map_err(|error| failed(error.to_string()))?;
            if place == 0 {
                desks.clock = DeskClock::running_from(operator.opening());
            }
            let operator = Arc::new(operator);
            let loopback = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
            let link = Arc::new(desks.link.clone());
            let server =
                OperatorServer::start_linked(Arc::clone(&operator), loopback, desks.clock.clone(), link)
                    .map_err(|error| failed(error.to_string()))?;
            desks.list.push(Desk {
                operator,
                customers: file.customers.clone(),
                server,
            });
        }
        Ok(desks)
    }

    /// Names and addresses, in the order of the command line.
    pub(super) fn places(&self) -> impl Iterator<Item = (&str, String)> {
        let desks = self.list.iter();
        desks.map(|desk| (desk.operator.name(), desk.server.url()))
    }

    /// The day on their calendar; nothing without a desk.
    pub(super) fn today(&self) -> Option<Date> {
        let desk = self.list.first()?;
        let zone = desk.operator.zone().clone();
        Some(self.now().to_zoned(zone).date())
    }

    /// Lets the desks hear of the SM-DP+ and do what is due, as each request does.
    pub(super) fn settle(&self) {
        for desk in &self.list {
            // A desk works on without its SM-DP+; this one is in the same process.
            let _heard = exchange(&desk.operator, &self.link, self.now());
        }
    }

    /// What the operator of a line says about it, and which one that is.
    pub(super) fn status(&self, iccid: Iccid) -> Option<(&str, ServiceStatus)> {
        let desk = self.desk(iccid)?;
        let status = desk.operator.line_status(iccid, self.now()).ok()?;
        Some((desk.operator.name(), status))
    }

    /// Moves the clock of all desks.
    pub(super) fn advance(&self, days: u32) {
        self.clock
            .advance(SignedDuration::from_hours(24 * i64::from(days)));
        self.settle();
    }

    /// The customer of a line, with what they prove their identity by: account and document.
    pub(super) fn customer(&self, iccid: Iccid) -> Option<(String, String)> {
        let customer = self.desk(iccid)?.customer(iccid)?;
        Some((customer.account.clone(), customer.document.clone()))
    }

    /// A client at the desk of a line, not identified yet, and who its customer is.
    pub(super) fn client(
        &self,
        iccid: Iccid,
    ) -> Result<Option<(OperatorClient, Identification)>, OperatorError> {
        let desk = self.desk(iccid);
        let Some((desk, customer)) = desk.and_then(|desk| Some((desk, desk.customer(iccid)?))) else {
            return Ok(None);
        };
        let options = OperatorOptions {
            timeout_ms: DESK_MS,
            ..OperatorOptions::default()
        };
        let url = desk.server.url();
        let parsed = Url::parse(&url).map_err(|error| OperatorError::Url {
            url,
            reason: error.to_string(),
        })?;
        let client = OperatorClient::new(parsed, options)?;
        let who = Identification::by_document(customer.account.as_str(), customer.document.as_str());
        Ok(Some((client, who)))
    }

    fn desk(&self, iccid: Iccid) -> Option<&Desk> {
        self.list.iter().find(|desk| desk.customer(iccid).is_some())
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// Where the state of an operator is kept: by its name, so that it is found again whatever the order of operators.
fn folder_of(name: &str) -> String {
    let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str());
    format!("operator-{}", stem.unwrap_or_default())
}

impl Desk {
    fn customer(&self, iccid: Iccid) -> Option<&CustomerFile> {
        self.customers
            .iter()
            .find(|customer| customer.lines.iter().any(|line| line.iccid == iccid))
    }
}
