//! One connection: the fault that strikes it, TLS, HTTP.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
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
use crate::serve::http;
use crate::serve::serving::Host;
use crate::smdp::{AddressFault, Smdp};

/// What all connections share.
pub(super) struct Origin {
    pub(super) smdp: Arc<Smdp>,
    pub(super) router: Router,
    pub(super) certificates: Certificates,
}

/// What a listener stands for.
#[derive(Clone)]
pub(super) struct Address {
    pub(super) origin: Arc<Origin>,
    /// For clients that name no address, this one.
    pub(super) name: Arc<str>,
    /// It stands for that address alone.
    pub(super) alone: bool,
}

impl Host for Address {
    async fn serve(&self, tcp: TcpStream, peer: SocketAddr, mut ended: watch::Receiver<bool>) {
        let (origin, name) = (&self.origin, &self.name);
        drop(tcp.set_nodelay(true));
        let ending = Ending::default();
        let stream = Stream::new(tcp, ending.clone());
        let early = self.alone.then(|| refusal(origin, name)).flatten();
        if early.is_some() {
            return ending.reset();
        }
        let Ok(Some((tls, resets))) =
            timeout(limits::HANDSHAKE, handshake(origin, stream, &ending, name)).await
        else {
            return;
        };
        let host = tls.get_ref().1.server_name().unwrap_or(name).to_owned();
        let peer = Peer::new(host, peer, ending.clone(), resets);
        let connection = http::serve(origin.router.clone(), tls, peer, ending);
        tokio::select! {
            _ = timeout(limits::CONNECTION, connection) => {}
            _ = ended.wait_for(|ended| *ended) => {}
        }
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
