//! One connection: HTTP/1.1 without TLS, since the desk is on loopback unless somebody says otherwise.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

use super::door::Peer;
use super::site::Site;
use crate::operator::OperatorFault;
use crate::serve::http;
use crate::serve::https::limits;
use crate::serve::https::stream::{Ending, Stream};
use crate::serve::serving::Host;

/// A desk, and the way to its handlers.
#[derive(Clone)]
pub(super) struct Counter {
    pub(super) site: Arc<Site>,
    pub(super) router: Router,
}

impl Host for Counter {
    async fn serve(&self, tcp: TcpStream, address: SocketAddr, mut ended: watch::Receiver<bool>) {
        drop(tcp.set_nodelay(true));
        let ending = Ending::default();
        let stream = Stream::new(tcp, ending.clone());
        let refused = |fault: &OperatorFault| *fault == OperatorFault::Refused;
        if self.site.operator.take_door_fault(refused).is_some() {
            return ending.reset();
        }
        let peer = Peer {
            address,
            ending: ending.clone(),
        };
        tokio::select! {
            _ = timeout(limits::CONNECTION, http::serve(self.router.clone(), stream, peer, ending)) => {}
            _ = ended.wait_for(|ended| *ended) => {}
        }
    }
}
