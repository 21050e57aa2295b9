//! A desk at an address, until the end of it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use super::DeskClock;
use super::connection::Counter;
use super::door::router;
use super::link::SmdpLink;
use super::site::Site;
use crate::operator::Operator;
use crate::serve::serving::{Serving, listen};

/// Why the server can't be started.
#[derive(Debug, thiserror::Error)]
pub enum OperatorServerError {
    /// The address can't be had.
    #[error("can't listen at {address}: {source}")]
    Listen {
        /// As asked for.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The thread or its runtime can't be made.
    #[error("can't start the thread of the server: {0}")]
    Thread(#[source] io::Error),
}

/// An operator's desk served until this is dropped.
pub struct OperatorServer {
    address: SocketAddr,
    site: Arc<Site>,
    _serving: Serving,
}

impl OperatorServer {
    /// Serves a desk that has no SM-DP+ at an address (port 0: any that is free). What happens to profiles it learns by
    /// calls of ES2+ and at the admin door only.
    ///
    /// # Errors
    /// The address can't be had.
    pub fn start(
        operator: Arc<Operator>,
        address: SocketAddr,
        clock: DeskClock,
    ) -> Result<Self, OperatorServerError> {
        Self::start_with(operator, address, clock, None)
    }

    /// Serves a desk that asks an SM-DP+ for news and makes its calls.
    ///
    /// # Errors
    /// The address can't be had.
    pub fn start_linked(
        operator: Arc<Operator>,
        address: SocketAddr,
        clock: DeskClock,
        smdp: Arc<dyn SmdpLink>,
    ) -> Result<Self, OperatorServerError> {
        Self::start_with(operator, address, clock, Some(smdp))
    }

    fn start_with(
        operator: Arc<Operator>,
        address: SocketAddr,
        clock: DeskClock,
        smdp: Option<Arc<dyn SmdpLink>>,
    ) -> Result<Self, OperatorServerError> {
        let failed = |source| OperatorServerError::Listen { address, source };
        let (listener, address) = listen(address).map_err(failed)?;
        let site = Site::new(operator, clock, smdp);
        let counter = Counter {
            router: router(&site),
            site: Arc::clone(&site),
        };
        let serving = Serving::start("signoff-desk", vec![(listener, counter)]);
        Ok(Self {
            address,
            site,
            _serving: serving.map_err(OperatorServerError::Thread)?,
        })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:8622`
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The desk.
    pub fn operator(&self) -> &Arc<Operator> {
        &self.site.operator
    }

    /// Its clock: moving it moves the desk.
    pub fn clock(&self) -> &DeskClock {
        &self.site.clock
    }

    /// Ends the server; what is under way gets two seconds.
    pub fn stop(self) {
        drop(self);
    }
}

impl std::fmt::Debug for OperatorServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OperatorServer")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}
