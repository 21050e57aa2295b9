//! Where the addresses of an SM-DP+ are served, and with which certificates.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::certificates::Certificates;
use super::connection::{Address, Origin};
use super::door::router;
use crate::pki::{PkiError, TlsChain, TlsValidity};
use crate::serve::serving::{Serving, listen};
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
    _serving: Serving,
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
        let origin = Arc::new(Origin {
            router: router(Arc::clone(&smdp)),
            smdp,
            certificates,
        });
        let host = |name: String, alone| Address {
            origin: Arc::clone(&origin),
            name: name.into(),
            alone,
        };
        let bound = |address| listen(address).map_err(|source| HttpsError::Listen { address, source });
        let mut addresses = BTreeMap::new();
        let mut listeners = Vec::new();
        match binding {
            Binding::Shared(address) => {
                let (listener, address) = bound(address)?;
                listeners.push((listener, host(names.first().cloned().unwrap_or_default(), false)));
                addresses.extend(names.into_iter().map(|name| (name, address)));
            }
            Binding::PerAddress(ip) => {
                for name in names {
                    let (listener, address) = bound(SocketAddr::new(ip, 0))?;
                    listeners.push((listener, host(name.clone(), true)));
                    addresses.insert(name, address);
                }
            }
        }
        Ok(Self {
            addresses,
            _serving: Serving::start("signoff-https", listeners).map_err(HttpsError::Thread)?,
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

impl std::fmt::Debug for HttpsServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HttpsServer")
            .field("addresses", &self.addresses)
            .finish_non_exhaustive()
    }
}
