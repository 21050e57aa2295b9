//! The SM-DP+ of a flow: started for one case, gone after it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use jiff::Timestamp;
use signoff_protocol::id::Iccid;
use signoff_simulator::pki::{PkiError, SmdpPki};
use signoff_simulator::serve::https::{Binding, HttpsError, HttpsServer};
use signoff_simulator::smdp::{MemoryStore, ProfileState, ReceivedNotification, Smdp, SmdpError, SmdpFile};

use super::client::Client;
use crate::lpa::es9p::{Es9p, Es9pCause, Es9pOptions};
use crate::runner::error::StepError;

/// Why there is no SM-DP+.
#[derive(Debug, thiserror::Error)]
pub(in crate::runner) enum ServiceError {
    /// Keys and certificates.
    #[error("no certificates for the SM-DP+: {0}")]
    Pki(#[from] PkiError),
    /// The file.
    #[error("no SM-DP+ can be like that of the flow: {0}")]
    Smdp(#[from] SmdpError),
    /// The socket.
    #[error("the SM-DP+ can't be served: {0}")]
    Serve(#[from] HttpsError),
    /// The client.
    #[error("no client of ES9+: {0}")]
    Client(Box<Es9pCause>),
    /// A port that nobody listens at.
    #[error("no closed port: {0}")]
    Closed(std::io::Error),
}

/// An SM-DP+ that listens on the loopback interface, and how the LPA reaches it.
pub(in crate::runner) struct Service {
    /// The SM-DP+.
    pub(in crate::runner) smdp: Arc<Smdp>,
    /// Its file.
    pub(in crate::runner) file: Arc<SmdpFile>,
    /// Its time when an operator orders.
    pub(super) now: Timestamp,
    client: Client,
    _server: HttpsServer,
}

impl Service {
    /// Starts it. Keys and certificates follow from the seed, as those of the card do.
    pub(in crate::runner) fn start(
        file: &Arc<SmdpFile>,
        seed: u64,
        deadline_ms: u64,
    ) -> Result<Self, ServiceError> {
        let pki = SmdpPki::generate(seed, &file.oid)?;
        let root = pki.ci_certificate().to_vec();
        let smdp = Arc::new(Smdp::new(file, pki, Box::new(MemoryStore::new()), seed)?);
        let loopback = Binding::PerAddress(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let server = HttpsServer::start(Arc::clone(&smdp), loopback)?;
        let options = Es9pOptions {
            roots: vec![root],
            resolve: server.resolve(),
            connect_timeout_ms: deadline_ms,
            timeout_ms: deadline_ms,
            proxy: false,
            ..Es9pOptions::default()
        };
        Ok(Self {
            client: Client::new(Arc::clone(&smdp), options)?,
            smdp,
            file: Arc::clone(file),
            now: Timestamp::UNIX_EPOCH,
            _server: server,
        })
    }

    /// The state of a profile.
    pub(in crate::runner) fn state(&self, iccid: Iccid) -> Option<ProfileState> {
        self.smdp.state(iccid)
    }

    /// What the user scans for the order that the file has for a profile.
    pub(super) fn activation_code(&self, iccid: Iccid) -> String {
        let known = self
            .file
            .profiles
            .iter()
            .find(|known| known.profile.iccid == iccid);
        let own = known.and_then(|known| known.address.as_ref());
        let address = own
            .or_else(|| self.file.addresses.first())
            .map_or("", String::as_str);
        let matching_id = known
            .and_then(|known| known.matching_id.as_deref())
            .unwrap_or_default();
        let wants_code = known.is_some_and(|known| known.confirmation_code.is_some());
        let end = if wants_code { "$$1" } else { "" };
        format!("LPA:1${address}${matching_id}{end}")
    }

    /// An address without a fault: an operator has a way of its own to the SM-DP+.
    pub(in crate::runner) fn untroubled_address(&self) -> String {
        let mut addresses = self.file.addresses.iter();
        let untroubled = addresses.find(|address| self.smdp.fault(address).is_none());
        untroubled
            .or_else(|| self.file.addresses.first())
            .cloned()
            .unwrap_or_default()
    }

    /// What came in, in the order of arrival.
    pub(in crate::runner) fn received(&self) -> Vec<ReceivedNotification> {
        self.smdp.notifications()
    }
}

/// Whom the LPA of a case can ask.
#[derive(Default)]
pub(in crate::runner) struct Servers {
    service: Option<Service>,
}

impl Servers {
    /// The SM-DP+ of the flow, or nobody.
    pub(in crate::runner) const fn new(service: Option<Service>) -> Self {
        Self { service }
    }

    /// The SM-DP+ of the flow.
    pub(in crate::runner) fn service(&self) -> Result<&Service, StepError> {
        self.service.as_ref().ok_or(StepError::NoServer)
    }

    /// The SM-DP+ of the flow, if it has one.
    pub(in crate::runner) const fn known(&self) -> Option<&Service> {
        self.service.as_ref()
    }

    /// The way to all servers.
    pub(in crate::runner) fn es9p(&self) -> Result<&dyn Es9p, StepError> {
        Ok(&self.service()?.client)
    }
}
