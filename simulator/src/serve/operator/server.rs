//! Listening, and the end of it.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use axum::Router;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, watch};

use super::DeskClock;
use super::connection::serve;
use super::door::router;
use super::link::SmdpLink;
use super::site::Site;
use crate::operator::Operator;
use crate::serve::https::limits;

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
    end: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
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
        let listener = TcpListener::bind(address).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(4)
            .thread_name("signoff-desk")
            .enable_all()
            .build()
            .map_err(OperatorServerError::Thread)?;
        let (end, ended) = watch::channel(false);
        let site = Site::new(operator, clock, smdp);
        let (shared, router) = (Arc::clone(&site), router(&site));
        let thread = std::thread::Builder::new()
            .name("signoff-desk".to_owned())
            .spawn(move || run(runtime, listener, &shared, &router, &ended))
            .map_err(OperatorServerError::Thread)?;
        Ok(Self {
            address,
            site,
            end,
            thread: Some(thread),
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

impl Drop for OperatorServer {
    fn drop(&mut self) {
        self.end.send_replace(true);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

impl std::fmt::Debug for OperatorServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OperatorServer")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

fn run(
    runtime: Runtime,
    listener: TcpListener,
    site: &Arc<Site>,
    router: &Router,
    ended: &watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(limits::CONNECTIONS));
    runtime.block_on(async {
        accept(listener, site, router, &places, ended.clone()).await;
        // All places are free again when the last connection has ended.
        let all = u32::try_from(limits::CONNECTIONS).unwrap_or(u32::MAX);
        drop(tokio::time::timeout(limits::END, places.acquire_many(all)).await);
    });
    runtime.shutdown_timeout(limits::END);
}

async fn accept(
    listener: TcpListener,
    site: &Arc<Site>,
    router: &Router,
    places: &Arc<Semaphore>,
    mut ended: watch::Receiver<bool>,
) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = ended.wait_for(|ended| *ended) => return,
        };
        let Ok((tcp, peer)) = accepted else {
            // Out of descriptors, or a client that is gone already: the next one may fare better.
            tokio::task::yield_now().await;
            continue;
        };
        let Ok(place) = Arc::clone(places).try_acquire_owned() else {
            continue;
        };
        let (site, router, ended) = (Arc::clone(site), router.clone(), ended.clone());
        tokio::spawn(async move {
            serve(&site, &router, tcp, peer, ended).await;
            drop(place);
        });
    }
}
