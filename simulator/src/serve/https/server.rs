//! Listening, and the end of it.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, watch};

use super::certificates::Certificates;
use super::connection::{Origin, serve};
use super::door::router;
use super::limits;
use crate::pki::{PkiError, TlsChain, TlsValidity};
use crate::smdp::Smdp;

/// Where the addresses of an SM-DP+ are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// All behind one socket address (port 0: any that is free). TLS tells them apart by server name.
    Shared(SocketAddr),
    /// Each behind a free port of its own, so that clients need not name it.
    PerAddress(IpAddr),
}

/// Why the server can't be started.
#[derive(Debug, thiserror::Error)]
pub enum HttpsError {
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
    /// A certificate can't be issued.
    #[error(transparent)]
    Certificate(#[from] PkiError),
    /// A certificate or key that TLS does not take.
    #[error("TLS does not take the certificate or its key: {0}")]
    Tls(#[from] rustls::Error),
}

/// An SM-DP+ served until this is dropped.
pub struct HttpsServer {
    addresses: BTreeMap<String, SocketAddr>,
    end: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl HttpsServer {
    /// Serves `smdp` with certificates under its CI.
    ///
    /// # Errors
    /// An address can't be had, or a certificate not be made.
    pub fn start(smdp: Arc<Smdp>, binding: Binding) -> Result<Self, HttpsError> {
        Self::start_with(smdp, binding, None)
    }

    /// Serves `smdp` with the given certificate at all addresses.
    ///
    /// # Errors
    /// An address can't be had, or TLS does not take the certificate.
    pub fn start_with(smdp: Arc<Smdp>, binding: Binding, tls: Option<TlsChain>) -> Result<Self, HttpsError> {
        let certificates = Certificates::new(smdp.pki().clone(), tls);
        let names: Vec<String> = smdp.addresses().map(str::to_owned).collect();
        for name in &names {
            certificates.config(name, TlsValidity::Valid)?;
        }
        let mut addresses = BTreeMap::new();
        let mut listeners = Vec::new();
        match binding {
            Binding::Shared(address) => {
                let (listener, address) = listen(address)?;
                listeners.push((listener, names.first().cloned().unwrap_or_default(), false));
                addresses.extend(names.into_iter().map(|name| (name, address)));
            }
            Binding::PerAddress(ip) => {
                for name in names {
                    let (listener, address) = listen(SocketAddr::new(ip, 0))?;
                    listeners.push((listener, name.clone(), true));
                    addresses.insert(name, address);
                }
            }
        }
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(4)
            .thread_name("signoff-https")
            .enable_all()
            .build()
            .map_err(HttpsError::Thread)?;
        let (end, ended) = watch::channel(false);
        let origin = Arc::new(Origin {
            router: router(Arc::clone(&smdp)),
            smdp,
            certificates,
        });
        let thread = std::thread::Builder::new()
            .name("signoff-https".to_owned())
            .spawn(move || run(runtime, listeners, &origin, &ended))
            .map_err(HttpsError::Thread)?;
        Ok(Self {
            addresses,
            end,
            thread: Some(thread),
        })
    }

    /// Where each address of the SM-DP+ is reached: what a client is told instead of asking DNS.
    pub fn resolve(&self) -> BTreeMap<String, SocketAddr> {
        self.addresses.clone()
    }

    /// Ends the server; what is under way gets two seconds.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for HttpsServer {
    fn drop(&mut self) {
        self.end.send_replace(true);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

impl std::fmt::Debug for HttpsServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HttpsServer")
            .field("addresses", &self.addresses)
            .finish_non_exhaustive()
    }
}

fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), HttpsError> {
    let failed = |source| HttpsError::Listen { address, source };
    let listener = TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// The thread of the server. A listener has the name of the address that it stands for, or that is served where a client
/// names none; the flag says whether it stands for that address alone.
fn run(
    runtime: Runtime,
    listeners: Vec<(TcpListener, String, bool)>,
    origin: &Arc<Origin>,
    ended: &watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(limits::CONNECTIONS));
    runtime.block_on(async {
        let mut loops = Vec::new();
        for (listener, name, alone) in listeners {
            let (origin, places, ended) = (Arc::clone(origin), Arc::clone(&places), ended.clone());
            loops.push(tokio::spawn(accept(listener, name, alone, origin, places, ended)));
        }
        for running in loops {
            drop(running.await);
        }
        // All places are free again when the last connection has ended.
        let all = u32::try_from(limits::CONNECTIONS).unwrap_or(u32::MAX);
        drop(tokio::time::timeout(limits::END, places.acquire_many(all)).await);
    });
    runtime.shutdown_timeout(limits::END);
}

async fn accept(
    listener: TcpListener,
    name: String,
    alone: bool,
    origin: Arc<Origin>,
    places: Arc<Semaphore>,
    mut ended: watch::Receiver<bool>,
) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    let name: Arc<str> = name.into();
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
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
            continue;
        };
        let (origin, name, ended) = (Arc::clone(&origin), Arc::clone(&name), ended.clone());
        tokio::spawn(async move {
            serve(&origin, tcp, peer, &name, alone, ended).await;
            drop(place);
        });
    }
}
