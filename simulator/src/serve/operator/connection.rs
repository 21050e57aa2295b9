//! One connection: HTTP/1.1 without TLS, since the desk is on loopback unless somebody says otherwise.

use std::io;
use std::net::SocketAddr;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

use super::door::Peer;
use super::site::Site;
use crate::operator::OperatorFault;
use crate::serve::https::limits;
use crate::serve::https::stream::{Ending, Stream};

/// Serves one client to its end.
pub(super) async fn serve(
    site: &Site,
    router: &Router,
    tcp: TcpStream,
    address: SocketAddr,
    mut ended: watch::Receiver<bool>,
) {
    drop(tcp.set_nodelay(true));
    let ending = Ending::default();
    let stream = Stream::new(tcp, ending.clone());
    let refused = |fault: &OperatorFault| *fault == OperatorFault::Refused;
    if site.operator.take_door_fault(refused).is_some() {
        return ending.reset();
    }
    let peer = Peer { address, ending };
    tokio::select! {
        _ = timeout(limits::CONNECTION, http(router, stream, peer)) => {}
        _ = ended.wait_for(|ended| *ended) => {}
    }
}

async fn http(router: &Router, stream: Stream, peer: Peer) {
    let router = TowerToHyperService::new(router.clone());
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(peer.clone());
        let answer = router.call(request);
        let peer = peer.clone();
        async move {
            let answer = answer.await.map_err(|never| match never {});
            if peer.ending.is_reset() {
                Err(io::Error::from(io::ErrorKind::ConnectionReset))
            } else {
                answer
            }
        }
    });
    // An error here is the client's: it hung up, or sent no HTTP.
    drop(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits::HEAD_TIME)
            .max_headers(limits::HEADERS)
            .max_buf_size(limits::HEAD)
            .serve_connection(TokioIo::new(stream), service)
            .await,
    );
}
