//! One connection: the fault that strikes it, TLS, HTTP.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;

use super::certificates::Certificates;
use super::door::Peer;
use super::limits;
use super::stream::{Ending, Stream};
use crate::pki::TlsValidity;
use crate::smdp::{AddressFault, Smdp};

/// What all connections share.
pub(super) struct Origin {
    pub(super) smdp: Arc<Smdp>,
    pub(super) router: Router,
    pub(super) certificates: Certificates,
}

/// Serves one client to its end. `name` is the address that the listener stands for: for no other when it is `alone`, else
/// for clients that name none.
pub(super) async fn serve(
    origin: &Origin,
    tcp: TcpStream,
    peer: SocketAddr,
    name: &str,
    alone: bool,
    mut ended: watch::Receiver<bool>,
) {
    drop(tcp.set_nodelay(true));
    let ending = Ending::default();
    let stream = Stream::new(tcp, ending.clone());
    let early = alone.then(|| refusal(origin, name)).flatten();
    if early.is_some() {
        return ending.reset();
    }
    let Ok(Some((tls, resets))) = timeout(limits::HANDSHAKE, handshake(origin, stream, &ending, name)).await
    else {
        return;
    };
    let host = tls.get_ref().1.server_name().unwrap_or(name).to_owned();
    let peer = Peer::new(host, peer, ending, resets);
    let connection = http(origin, tls, peer);
    tokio::select! {
        _ = timeout(limits::CONNECTION, connection) => {}
        _ = ended.wait_for(|ended| *ended) => {}
    }
}

/// Takes the fault `refused` where it strikes, before the client can say anything.
fn refusal(origin: &Origin, name: &str) -> Option<AddressFault> {
    let plan = origin.smdp.fault(name)?;
    (plan.fault == AddressFault::Refused)
        .then(|| origin.smdp.take_connection_fault(name))
        .flatten()
}

/// TLS, with the certificate that the address has or is to have. `None` when the connection ended here; the flag says that
/// it is to be reset when the first request has come.
async fn handshake(
    origin: &Origin,
    stream: Stream,
    ending: &Ending,
    name: &str,
) -> Option<(TlsStream<Stream>, bool)> {
    let hello = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), stream)
        .await
        .ok()?;
    let host = hello
        .client_hello()
        .server_name()
        .unwrap_or(name)
        .to_ascii_lowercase();
    let known = origin.smdp.addresses().any(|address| address == host);
    let host = if known { host } else { name.to_owned() };
    let mut resets = false;
    let validity = match origin.smdp.take_connection_fault(&host) {
        Some(AddressFault::Refused) => {
            ending.reset();
            return None;
        }
        Some(AddressFault::Reset) => {
            resets = true;
            TlsValidity::Valid
        }
        Some(AddressFault::WrongCertificate) => TlsValidity::OtherName,
        Some(AddressFault::Expired) => TlsValidity::Expired,
        Some(AddressFault::NotYetValid) => TlsValidity::NotYetValid,
        Some(AddressFault::MissingRoot) => TlsValidity::OtherCi,
        _ => TlsValidity::Valid,
    };
    let config = origin.certificates.config(&host, validity).ok()?;
    let tls = hello.into_stream(config).await.ok()?;
    Some((tls, resets))
}

/// HTTP/1.1 until the client or the door has enough.
async fn http(origin: &Origin, tls: TlsStream<Stream>, peer: Peer) {
    let router = TowerToHyperService::new(origin.router.clone());
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
            .serve_connection(TokioIo::new(tls), service)
            .await,
    );
}
