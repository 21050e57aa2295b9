//! The LPA's way to the SM-DP+ of a flow: HTTPS, and for an address that refuses connections a port that is closed.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use futures::future::BoxFuture;
use signoff_simulator::smdp::{AddressFault, Smdp};
use tokio::net::TcpSocket;

use super::service::ServiceError;
use crate::lpa::es9p::{Es9p, Es9pAnswer, Es9pCause, Es9pClient, Es9pError, Es9pOptions, ServerAddress};

/// Asks the server, unless its address refuses to be asked: a server that listens can't refuse a connection, it can
/// only break it off.
pub(super) struct Client {
    smdp: Arc<Smdp>,
    open: Es9pClient,
    refused: Es9pClient,
    /// Bound, so that nobody else listens there, and not listening.
    _closed: TcpSocket,
}

impl Client {
    /// With the roots and places of `options`.
    pub(super) fn new(smdp: Arc<Smdp>, options: Es9pOptions) -> Result<Self, ServiceError> {
        let closed = TcpSocket::new_v4().map_err(ServiceError::Closed)?;
        let loopback = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
        closed.bind(loopback).map_err(ServiceError::Closed)?;
        let nobody = closed.local_addr().map_err(ServiceError::Closed)?;
        let hosts = options.resolve.keys();
        let resolve: BTreeMap<String, SocketAddr> = hosts.map(|host| (host.clone(), nobody)).collect();
        let refused = Es9pOptions {
            resolve,
            ..options.clone()
        };
        Ok(Self {
            smdp,
            open: Es9pClient::new(options).map_err(no_client)?,
            refused: Es9pClient::new(refused).map_err(no_client)?,
            _closed: closed,
        })
    }

    fn is_refused(&self, host: &str) -> bool {
        let plan = self.smdp.fault(host);
        plan.is_some_and(|plan| plan.fault == AddressFault::Refused)
            && self.smdp.take_connection_fault(host).is_some()
    }
}

impl Es9p for Client {
    fn post<'a>(
        &'a self,
        server: &'a ServerAddress,
        path: &'a str,
        body: Vec<u8>,
    ) -> BoxFuture<'a, Result<Es9pAnswer, Es9pError>> {
        if self.is_refused(&server.host()) {
            self.refused.post(server, path, body)
        } else {
            self.open.post(server, path, body)
        }
    }
}

fn no_client(cause: Es9pCause) -> ServiceError {
    ServiceError::Client(Box::new(cause))
}
