//! Every error code of AuthenticateServer, PrepareDownload and LoadCRL, and what has no code.

use signoff_protocol::es10b::{
    AuthenticateErrorCode, AuthenticateServerRequest, AuthenticateServerResponse, DownloadErrorCode,
    LoadCrlError, LoadCrlRequest, LoadCrlResponse, PrepareDownloadRequest, PrepareDownloadResponse,
};
use signoff_protocol::id::TransactionId;
use signoff_protocol::message::{Decode, Encode};
use signoff_protocol::signed::Signed;
use signoff_simulator::pki::{ServerKey, SmdpPki};

use crate::device::{Device, SEED};
use crate::server::{Package, Server, transaction_id};

/// serverSigned1 by another key, with its certificate.
fn by(server: &Server, key: &ServerKey, challenge: [u8; 16]) -> AuthenticateServerRequest {
    let mut request = server.authenticate(challenge);
    request.server_signed1 = Signed::new(Server::signed1(challenge), |message| key.sign(message).to_vec());
    request.server_certificate = key.certificate().to_vec();
    request
}

#[track_caller]
fn check(
    more: &str,
    want: AuthenticateErrorCode,
    make: impl Fn(&Server, [u8; 16]) -> AuthenticateServerRequest,
) {
    let (mut device, server) = (Device::new(more), Server::new());
    let challenge = device.challenge();
    let answer = device.es10(&make(&server, challenge)).unwrap();
    let refused = AuthenticateServerResponse::Error {
        transaction_id: transaction_id(),
        code: want,
    };
    assert_eq!(AuthenticateServerResponse::from_der(&answer).unwrap(), refused);
    if !more.contains("stuck") {
        // The challenge is still good: the server may have another certificate.
        let again = device.es10(&server.authenticate(challenge)).unwrap();
        let again = AuthenticateServerResponse::from_der(&again).unwrap();
        assert!(matches!(again, AuthenticateServerResponse::Ok(_)), "{again:?}");
    }
}

/// A certificate whose key is on a curve that the card does not know: the OID of P-256 becomes another one.
fn other_curve(certificate: &[u8]) -> Vec<u8> {
    const P256: [u8; 8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
    let place = certificate.windows(8).position(|window| window == P256).unwrap();
    let mut changed = certificate.to_vec();
    changed[place + 7] = 0x06;
    changed
}

#[test]
fn authenticate_server() {
    use AuthenticateErrorCode as Code;
    check("", Code::CiPkUnknown, |server, challenge| {
        let mut request = server.authenticate(challenge);
        request.euicc_ci_pk_id_to_be_used = Some(vec![0; 20]);
        request
    });
    check("", Code::CiPkUnknown, |server, challenge| {
        let mut request = server.authenticate(challenge);
        request.euicc_ci_pk_id_to_be_used = None;
        request
    });
    check("", Code::InvalidCertificate, |server, challenge| {
        let stranger = SmdpPki::generate(SEED + 1, "2.999.10").unwrap();
        by(server, stranger.dp_auth(), challenge)
    });
    check("", Code::InvalidOid, |server, challenge| {
        by(server, server.pki.dp_pb(), challenge)
    });
    check("", Code::UnsupportedCurve, |server, challenge| {
        let mut request = server.authenticate(challenge);
        request.server_certificate = other_curve(&request.server_certificate);
        request
    });
    check("", Code::InvalidSignature, |server, challenge| {
        let mut request = server.authenticate(challenge);
        request.server_signed1.signature = server.pki.dp_pb().sign(&request.server_signed1.raw).to_vec();
        request
    });
    check("", Code::EuiccChallengeMismatch, |server, _| {
        server.authenticate([0; 16])
    });
    check(
        "personality: {stuck: true}",
        Code::UndefinedError,
        Server::authenticate,
    );
}

#[test]
fn a_challenge_is_good_for_one_session() {
    let (mut device, server) = (Device::new(""), Server::new());
    let refused = AuthenticateServerResponse::Error {
        transaction_id: transaction_id(),
        code: AuthenticateErrorCode::NoSessionContext,
    };
    assert_eq!(device.es10(&server.authenticate([0; 16])), Ok(refused.to_der()));
    let challenge = device.challenge();
    device.es10(&server.authenticate(challenge)).unwrap();
    assert_eq!(device.es10(&server.authenticate(challenge)), Ok(refused.to_der()));
    let challenge = device.challenge();
    device.power_cycle();
    assert_eq!(device.es10(&server.authenticate(challenge)), Ok(refused.to_der()));
}

#[test]
fn from_version_3_on_the_card_may_choose_the_ci() {
    let (mut device, server) = (Device::new("personality: {svn: \"3.1.0\"}"), Server::new());
    let mut request = server.authenticate(device.challenge());
    request.euicc_ci_pk_id_to_be_used = Some(Vec::new());
    let answer = device.es10(&request).unwrap();
    let answer = AuthenticateServerResponse::from_der(&answer).unwrap();
    assert!(matches!(answer, AuthenticateServerResponse::Ok(_)), "{answer:?}");
}

#[track_caller]
fn check_prepare(
    want: DownloadErrorCode,
    make: impl Fn(&Server, PrepareDownloadRequest) -> PrepareDownloadRequest,
) {
    let (mut device, server) = (Device::new(""), Server::new());
    let ok = device.authenticate(&server);
    let request = make(&server, server.prepare(&ok));
    let answer = device.es10(&request).unwrap();
    let refused = PrepareDownloadResponse::Error {
        transaction_id: request.smdp_signed2.value.transaction_id,
        code: want,
    };
    assert_eq!(PrepareDownloadResponse::from_der(&answer).unwrap(), refused);
    let again = device.es10(&server.prepare(&ok)).unwrap();
    let again = PrepareDownloadResponse::from_der(&again).unwrap();
    assert!(matches!(again, PrepareDownloadResponse::Ok { .. }), "{again:?}");
}

#[test]
fn prepare_download() {
    use DownloadErrorCode as Code;
    check_prepare(Code::InvalidCertificate, |server, mut request| {
        request.smdp_certificate = server.pki.dp_auth().certificate().to_vec();
        request
    });
    check_prepare(Code::InvalidCertificate, |_, mut request| {
        let other = SmdpPki::generate(SEED, "2.999.12").unwrap();
        request.smdp_certificate = other.dp_pb().certificate().to_vec();
        request
    });
    check_prepare(Code::InvalidCertificate, |_, mut request| {
        let stranger = SmdpPki::generate(SEED + 1, "2.999.10").unwrap();
        request.smdp_certificate = stranger.dp_pb().certificate().to_vec();
        request
    });
    check_prepare(Code::UnsupportedCurve, |_, mut request| {
        request.smdp_certificate = other_curve(&request.smdp_certificate);
        request
    });
    check_prepare(Code::InvalidSignature, |server, mut request| {
        // Without euiccSignature1 it belongs to no session.
        request.smdp_signed2.signature = server.pki.dp_pb().sign(&request.smdp_signed2.raw).to_vec();
        request
    });
}

#[test]
fn prepare_download_for_what_the_session_is_not() {
    let (mut device, server) = (Device::new(""), Server::new());
    let refused = |id, code| PrepareDownloadResponse::Error {
        transaction_id: id,
        code,
    };
    let ok = device.authenticate(&server);
    let other = TransactionId::from_bytes(&[0x99; 4]).unwrap();
    let mut signed2 = server.signed2(false);
    signed2.transaction_id = other;
    let answer = device.es10(&server.prepare_with(&ok, signed2, None)).unwrap();
    let want = refused(other, DownloadErrorCode::InvalidTransactionId);
    assert_eq!(PrepareDownloadResponse::from_der(&answer).unwrap(), want);

    let answer = device
        .es10(&server.prepare_with(&ok, server.signed2(true), None))
        .unwrap();
    let want = refused(transaction_id(), DownloadErrorCode::UndefinedError);
    assert_eq!(
        PrepareDownloadResponse::from_der(&answer).unwrap(),
        want,
        "no confirmation code"
    );

    let want = refused(transaction_id(), DownloadErrorCode::NoSessionContext);
    let request = server.prepare(&ok);
    device.challenge();
    assert_eq!(device.es10(&request), Ok(want.to_der()), "a new session");
    let challenge = device.challenge();
    device
        .es10(&by(&server, server.pki.ds_auth(), challenge))
        .unwrap();
    assert_eq!(device.es10(&request), Ok(want.to_der()), "an SM-DS binds nothing");
}

#[test]
fn revocation_lists_are_not_kept() {
    for (svn, crl, want) in [
        (
            "2.5.0",
            vec![0x30, 0, 0x30, 0, 0x03, 1, 0],
            Ok(LoadCrlError::UndefinedError),
        ),
        ("2.5.0", vec![0x30, 0], Ok(LoadCrlError::InvalidCrlFormat)),
        ("2.5.0", vec![0x30], Ok(LoadCrlError::InvalidCrlFormat)),
        (
            "3.1.0",
            vec![0x30, 0, 0x30, 0, 0x03, 1, 0],
            Err("6A88".to_owned()),
        ),
    ] {
        let mut device = Device::new(&format!("personality: {{svn: \"{svn}\"}}"));
        let want = want.map(|error| LoadCrlResponse::Error(error).to_der());
        assert_eq!(device.es10(&LoadCrlRequest { crl }), want);
    }
}

#[test]
fn segments_without_a_session_have_no_result() {
    let (mut device, server) = (Device::new(""), Server::new());
    let segments = device.bind(&server, &Package::new());
    device.power_cycle();
    for segment in &segments {
        assert_eq!(device.request(segment), Some(Err("6985".to_owned())));
    }
    assert!(device.pending().is_empty());
}

#[test]
fn what_cannot_be_read_is_wrong_data() {
    let mut device = Device::new("");
    for request in [
        &b"\xBF\x38\x00"[..],
        b"\xBF\x21\x00",
        b"\xBF\x41\x00",
        b"\xBF\x35\x00",
    ] {
        assert_eq!(
            device.request(request),
            Some(Err("6A80".to_owned())),
            "{request:02X?}"
        );
    }
}
