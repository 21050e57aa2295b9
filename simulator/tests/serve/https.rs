//! The SM-DP+ behind HTTPS: what a client of TLS and HTTP sees, and each fault of the connection.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use signoff_simulator::pki::SmdpPki;
use signoff_simulator::serve::https::{Binding, HttpsServer};
use signoff_simulator::smdp::{AddressFault, FaultPlan, MemoryStore, Smdp, SmdpFile};

const FILE: &str = r#"
about: Two addresses.
addresses: [smdp.example, second.example]
profiles:
  - profile:
      name: travel
      iccid: "8988211000000000011"
      imsi: "901700000000011"
      service_provider_name: Travel
      profile_name: Travel Data
"#;
const INITIATE: &str = "/gsma/rsp2/es9plus/initiateAuthentication";

fn smdp() -> Arc<Smdp> {
    let file = SmdpFile::parse(FILE).unwrap();
    let pki = SmdpPki::generate(1, &file.oid).unwrap();
    Arc::new(Smdp::new(&file, pki, Box::new(MemoryStore::new()), 1).unwrap())
}

fn shared(smdp: &Arc<Smdp>) -> HttpsServer {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    HttpsServer::start(Arc::clone(smdp), Binding::Shared(address)).unwrap()
}

struct Client(StreamOwned<ClientConnection, TcpStream>);

impl Client {
    /// Connects as one who trusts the CI.
    fn connect(smdp: &Smdp, server: &HttpsServer, host: &str) -> io::Result<Self> {
        let mut roots = RootCertStore::empty();
        roots
            .add(CertificateDer::from(smdp.pki().ci_certificate()))
            .unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from(host.to_owned()).unwrap();
        let tls = ClientConnection::new(Arc::new(config), name).unwrap();
        let tcp = TcpStream::connect(server.resolve()[host])?;
        tcp.set_read_timeout(Some(Duration::from_secs(20)))?;
        let mut stream = StreamOwned::new(tls, tcp);
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock)?;
        }
        Ok(Self(stream))
    }

    /// Sends a request and reads the answer: status, head, body.
    fn send(
        &mut self,
        method: &str,
        host: &str,
        path: &str,
        body: &[u8],
    ) -> io::Result<(u16, String, Vec<u8>)> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nX-Admin-Protocol: gsma/rsp/v2.2.2\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        self.0.write_all(head.as_bytes())?;
        self.0.write_all(body)?;
        self.0.flush()?;
        let mut answer = Vec::new();
        let mut byte = [0];
        while !answer.ends_with(b"\r\n\r\n") {
            self.0.read_exact(&mut byte)?;
            answer.extend(byte);
        }
        let head = String::from_utf8(answer).unwrap().to_lowercase();
        let length = head
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.lines().next()?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        self.0.read_exact(&mut body)?;
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok((status, head, body))
    }
}

fn initiate(host: &str) -> Vec<u8> {
    format!(r#"{{"euiccChallenge":"AAECAwQFBgcICQoLDA0ODw==","euiccInfo1":"vyAA","smdpAddress":"{host}"}}"#)
        .into_bytes()
}

/// One request on a connection of its own.
fn once(smdp: &Smdp, server: &HttpsServer, host: &str) -> io::Result<u16> {
    let mut client = Client::connect(smdp, server, host)?;
    client
        .send("POST", host, INITIATE, &initiate(host))
        .map(|(status, _, _)| status)
}

#[test]
fn each_address_has_its_certificate_and_answers() {
    let smdp = smdp();
    let ip = Ipv4Addr::LOCALHOST.into();
    let own_ports = HttpsServer::start(Arc::clone(&smdp), Binding::PerAddress(ip)).unwrap();
    assert_ne!(
        own_ports.resolve()["smdp.example"],
        own_ports.resolve()["second.example"]
    );
    for server in [shared(&smdp), own_ports] {
        for host in ["smdp.example", "second.example"] {
            let mut client = Client::connect(&smdp, &server, host).unwrap();
            // Within a session the connection stays.
            for _ in 0..2 {
                let (status, head, body) = client.send("POST", host, INITIATE, &initiate(host)).unwrap();
                assert_eq!(status, 200, "{head}");
                assert!(head.contains("x-admin-protocol: gsma/rsp/v2."), "{head}");
                assert!(!head.contains("connection: close"), "{head}");
                assert!(body.starts_with(br#"{"header""#));
            }
            let (status, head, _) = client
                .send("POST", host, "/gsma/rsp2/es9plus/nothing", b"{}")
                .unwrap();
            assert!(status == 404 && head.contains("connection: close"), "{head}");
        }
    }
}

#[test]
fn other_methods_and_long_bodies_are_refused() {
    let smdp = smdp();
    let server = shared(&smdp);
    let mut client = Client::connect(&smdp, &server, "smdp.example").unwrap();
    assert_eq!(client.send("GET", "smdp.example", INITIATE, b"").unwrap().0, 405);
    let mut client = Client::connect(&smdp, &server, "smdp.example").unwrap();
    let long = vec![b' '; 256 * 1024 + 1];
    assert_eq!(
        client.send("POST", "smdp.example", INITIATE, &long).unwrap().0,
        413
    );
}

#[test]
fn faults_of_the_connection_strike_one_address() {
    let smdp = smdp();
    let server = shared(&smdp);
    for (fault, message) in [
        (AddressFault::WrongCertificate, "not valid for name"),
        (AddressFault::Expired, "certificate expired"),
        (AddressFault::NotYetValid, "certificate not valid yet"),
        (AddressFault::MissingRoot, "UnknownIssuer"),
        (AddressFault::Refused, ""),
        (AddressFault::Reset, ""),
    ] {
        smdp.set_fault("smdp.example", Some(FaultPlan::times(fault.clone(), 1)));
        let error = once(&smdp, &server, "smdp.example").unwrap_err();
        if message.is_empty() {
            assert_eq!(error.kind(), io::ErrorKind::ConnectionReset, "{fault:?}: {error}");
        } else {
            assert!(error.to_string().contains(message), "{fault:?}: {error}");
        }
        assert_eq!(once(&smdp, &server, "smdp.example").unwrap(), 200, "{fault:?}");
        smdp.set_fault("smdp.example", Some(FaultPlan::lasting(fault)));
        assert_eq!(once(&smdp, &server, "second.example").unwrap(), 200);
        smdp.set_fault("smdp.example", None);
    }
}

#[test]
fn our_own_paths_tell_and_change() {
    let smdp = smdp();
    let server = shared(&smdp);
    let ask = |method: &str, path: &str, body: &str| {
        let mut client = Client::connect(&smdp, &server, "smdp.example").unwrap();
        let (status, _, body) = client
            .send(
                method,
                "smdp.example",
                &format!("/signoff/v1{path}"),
                body.as_bytes(),
            )
            .unwrap();
        (status, String::from_utf8(body).unwrap())
    };
    let available = r#"[{"iccid":"8988211000000000011","state":"available"}]"#;
    assert_eq!(ask("GET", "/profiles", ""), (200, available.to_owned()));
    let path = "/profiles/8988211000000000011/state";
    assert_eq!(ask("PUT", path, r#"{"state":"error"}"#).0, 204);
    assert_eq!(
        ask("GET", "/profiles", "").1,
        available.replace("available", "error")
    );
    assert_eq!(ask("GET", "/notifications", ""), (200, "[]".to_owned()));
    assert_eq!(
        ask("PUT", "/faults/second.example", r#"{"fault":"refused"}"#).0,
        204
    );
    assert_eq!(
        smdp.fault("second.example"),
        Some(FaultPlan::lasting(AddressFault::Refused))
    );
    assert_eq!(ask("DELETE", "/faults/second.example", "").0, 204);
    assert_eq!(smdp.fault("second.example"), None);
    assert_eq!(
        ask("PUT", "/faults/third.example", r#"{"fault":"refused"}"#).0,
        404
    );
}

#[test]
fn the_end_frees_the_port() {
    let smdp = smdp();
    let server = shared(&smdp);
    let address = server.resolve()["smdp.example"];
    let _idle = Client::connect(&smdp, &server, "smdp.example").unwrap();
    server.stop();
    let again = HttpsServer::start(smdp, Binding::Shared(address)).unwrap();
    assert_eq!(again.resolve()["second.example"], address);
}
