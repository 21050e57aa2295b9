//! A server that does one thing for each connection.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;

use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use signoff_simulator::pki::{SmdpPki, TlsValidity};

use crate::lpa::es9p::{Es9pClient, Es9pOptions};

pub(super) const HOST: &str = "smdp.example";

/// What the server does with a connection.
pub(super) enum Does {
    /// Answers these bytes to a request, over TLS.
    Answers(Vec<u8>),
    /// Shows a certificate like this.
    Shows(TlsValidity),
    /// Takes the connection and says nothing.
    Nothing,
    /// Takes the connection and breaks it off.
    HangsUp,
    /// Speaks without TLS.
    Plain,
}

/// The server; it ends after one connection.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    thread: Option<JoinHandle<Vec<u8>>>,
}

pub(super) fn pki() -> SmdpPki {
    SmdpPki::generate(1, "2.999.10").expect("a PKI")
}

impl Server {
    pub(super) fn start(does: Does) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let thread = std::thread::spawn(move || {
            let (stream, _) = listener.accept().expect("a connection");
            serve(stream, does)
        });
        Self {
            address,
            thread: Some(thread),
        }
    }

    /// The request that came, once the connection is over.
    pub(super) fn request(mut self) -> String {
        let thread = self.thread.take().expect("asked once");
        String::from_utf8(thread.join().expect("the server ended well")).expect("text")
    }
}

fn serve(mut stream: TcpStream, does: Does) -> Vec<u8> {
    match does {
        Does::Nothing => {
            // Until the client gives up.
            let mut all = Vec::new();
            let _gone = stream.read_to_end(&mut all);
            Vec::new()
        }
        Does::HangsUp => Vec::new(),
        Does::Plain => {
            let mut hello = [0; 64];
            let _some = stream.read(&mut hello);
            let _sent = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n");
            Vec::new()
        }
        Does::Shows(validity) => answer(stream, validity, b"HTTP/1.1 204 No Content\r\n\r\n"),
        Does::Answers(bytes) => answer(stream, TlsValidity::Valid, &bytes),
    }
}

fn answer(stream: TcpStream, validity: TlsValidity, bytes: &[u8]) -> Vec<u8> {
    let chain = pki().tls_chain(HOST, validity).expect("a certificate");
    let certificates = chain.certificates.into_iter().map(CertificateDer::from).collect();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(chain.key));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .expect("a configuration");
    let connection = ServerConnection::new(Arc::new(config)).expect("a connection");
    let mut tls = StreamOwned::new(connection, stream);
    let mut request = Vec::new();
    let mut part = [0; 4096];
    while !is_complete(&request) {
        match tls.read(&mut part) {
            Ok(count @ 1..) => request.extend_from_slice(&part[..count]),
            // The client does not like us.
            _ => return request,
        }
    }
    let _sent = tls.write_all(bytes);
    tls.conn.send_close_notify();
    let _flushed = tls.flush();
    request
}

/// Whether the body is as long as the header says.
fn is_complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>().ok())?
    });
    body.len() >= length.unwrap_or(0)
}

/// A client that finds the host at `address` and trusts the CI.
pub(super) fn client(address: SocketAddr) -> Es9pClient {
    client_with(address, |_| {})
}

pub(super) fn client_with(address: SocketAddr, change: impl FnOnce(&mut Es9pOptions)) -> Es9pClient {
    let mut options = Es9pOptions {
        roots: vec![pki().ci_certificate().to_vec()],
        resolve: BTreeMap::from([(HOST.to_owned(), address)]),
        ..Es9pOptions::default()
    };
    change(&mut options);
    Es9pClient::new(options).expect("a client")
}
