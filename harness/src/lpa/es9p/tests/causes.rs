//! Every way in which a request comes to nothing has a name of its own.

use std::net::{SocketAddr, TcpListener};

use signoff_simulator::pki::TlsValidity;

use super::server::{Does, HOST, Server, client, client_with, pki};
use crate::lpa::es9p::{Es9p, Es9pAnswer, Es9pClient, Es9pError, Es9pOptions, RootsError, read_roots};

const PATH: &str = "/gsma/rsp2/es9plus/handleNotification";

async fn post(client: &Es9pClient) -> Result<Es9pAnswer, Es9pError> {
    let server = HOST.parse().expect("an address");
    client.post(&server, PATH, b"{}".to_vec()).await
}

/// The word of the error, which names function and server and gives advice.
async fn word(client: &Es9pClient) -> String {
    let error = post(client).await.expect_err("an error");
    let text = error.to_string();
    assert!(text.starts_with("handleNotification at smdp.example: "), "{text}");
    assert!(!error.advice().is_empty());
    error.word()
}

#[tokio::test]
async fn a_certificate_of_the_ci_is_accepted_and_the_request_is_as_sgp_22_has_it() {
    let server = Server::start(Does::Answers(
        b"HTTP/1.1 200 OK\r\nX-Admin-Protocol: gsma/rsp/v2.2.2\r\nContent-Length: 2\r\n\r\n{}".to_vec(),
    ));
    let answer = post(&client(server.address)).await.expect("an answer");
    assert_eq!((answer.status, answer.body.as_slice()), (200, &b"{}"[..]));
    assert_eq!(answer.admin_protocol.as_deref(), Some("gsma/rsp/v2.2.2"));
    let request = server.request().to_ascii_lowercase();
    for line in [
        "post /gsma/rsp2/es9plus/handlenotification http/1.1\r\n",
        "\r\nhost: smdp.example\r\n",
        "\r\nuser-agent: gsma-rsp-lpad\r\n",
        "\r\nx-admin-protocol: gsma/rsp/v2.2.2\r\n",
        "\r\ncontent-type: application/json\r\n",
        "\r\n\r\n{}",
    ] {
        assert!(request.contains(line), "{line:?} in {request:?}");
    }
}

#[tokio::test]
async fn each_fault_of_a_certificate_has_its_name() {
    for (validity, want) in [
        (TlsValidity::Expired, "expired"),
        (TlsValidity::NotYetValid, "not_yet_valid"),
        (TlsValidity::OtherName, "wrong_name"),
        (TlsValidity::OtherCi, "unknown_issuer"),
    ] {
        let server = Server::start(Does::Shows(validity));
        assert_eq!(word(&client(server.address)).await, want);
    }
}

#[tokio::test]
async fn errors_of_certificates_say_when_and_for_whom() {
    let server = Server::start(Does::Shows(TlsValidity::Expired));
    let error = post(&client(server.address))
        .await
        .expect_err("expired")
        .to_string();
    assert!(error.contains("expired on 2020-"), "{error}");
    let server = Server::start(Does::Shows(TlsValidity::OtherName));
    let error = post(&client(server.address))
        .await
        .expect_err("other")
        .to_string();
    assert!(
        error.ends_with("is for other.example, not for smdp.example"),
        "{error}"
    );
}

#[tokio::test]
async fn the_time_of_the_options_is_the_one_that_counts() {
    let server = Server::start(Does::Shows(TlsValidity::Expired));
    let client = client_with(server.address, |options| {
        options.now = Some("2020-06-01T00:00:00Z".parse().expect("a time"));
    });
    assert_eq!(post(&client).await.expect("valid then").status, 204);
}

#[tokio::test]
async fn without_the_ci_nothing_is_trusted() {
    let server = Server::start(Does::Shows(TlsValidity::Valid));
    let client = client_with(server.address, |options| options.roots.clear());
    assert_eq!(word(&client).await, "unknown_issuer");
}

#[tokio::test]
async fn what_happens_to_the_connection_has_its_name() {
    let unused: SocketAddr = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address")
    };
    assert_eq!(word(&client(unused)).await, "refused");
    let server = Server::start(Does::HangsUp);
    assert_eq!(word(&client(server.address)).await, "reset");
    let server = Server::start(Does::Plain);
    assert_eq!(word(&client(server.address)).await, "handshake");
    let server = Server::start(Does::Answers(
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}".to_vec(),
    ));
    assert_eq!(word(&client(server.address)).await, "reset");
    let server = Server::start(Does::Answers(Vec::new()));
    assert_eq!(word(&client(server.address)).await, "reset");
    let server = Server::start(Does::Nothing);
    let quick = client_with(server.address, |options| options.connect_timeout_ms = 50);
    assert_eq!(word(&quick).await, "timeout");
    let nowhere = Es9pClient::new(Es9pOptions {
        proxy: false,
        ..Es9pOptions::default()
    });
    let server = "no-such-host.invalid".parse().expect("an address");
    let error = nowhere
        .expect("a client")
        .post(&server, PATH, Vec::new())
        .await
        .expect_err("no host");
    assert_eq!(error.word(), "dns", "{error}");
}

#[tokio::test]
async fn a_long_body_is_not_read_and_a_redirect_is_not_followed() {
    let body = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
        "x".repeat(100)
    );
    let server = Server::start(Does::Answers(body.into_bytes()));
    let small = client_with(server.address, |options| options.max_body = 99);
    assert_eq!(word(&small).await, "oversized");
    let server = Server::start(Does::Answers(
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: https://other.example/\r\nContent-Length: 0\r\n\r\n"
            .to_vec(),
    ));
    let answer = post(&client(server.address)).await.expect("an answer");
    assert_eq!(
        (answer.status, answer.location.as_deref()),
        (307, Some("https://other.example/"))
    );
}

#[tokio::test]
async fn the_port_of_the_map_counts_and_the_host_header_keeps_its_own() {
    let server = Server::start(Does::Answers(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()));
    let address = "SMDP.example:8443".parse().expect("an address");
    let answer = client(server.address)
        .post(&address, PATH, Vec::new())
        .await
        .expect("an answer");
    assert_eq!(answer.status, 204);
    let request = server.request();
    assert!(request.contains("\r\nhost: smdp.example:8443\r\n"), "{request}");
}

#[test]
fn roots_are_read_from_pem_and_der() {
    let der = pki().ci_certificate().to_vec();
    assert_eq!(read_roots(&der), Ok(vec![der.clone()]));
    let pem = |der: &[u8]| {
        use base64::Engine as _;
        let text = base64::engine::general_purpose::STANDARD.encode(der);
        format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
    };
    let two = format!("a comment\n{}{}", pem(&der), pem(&der));
    assert_eq!(read_roots(two.as_bytes()), Ok(vec![der.clone(), der.clone()]));
    assert_eq!(read_roots(b"nothing"), Err(RootsError::None));
    let broken = read_roots(pem(&der[..40]).as_bytes());
    assert!(
        matches!(broken, Err(RootsError::Certificate { number: 1, .. })),
        "{broken:?}"
    );
}
