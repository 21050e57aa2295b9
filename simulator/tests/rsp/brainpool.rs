//! A server whose CI and keys are on brainpoolP256r1, beside the card's own CI on P-256.

use bp256::BrainpoolP256r1;
use bp256::r1::ecdsa::{DerSignature, Signature};
use ecdsa::SigningKey;
use ecdsa::signature::Signer;
use signoff_protocol::es10b::{
    AuthenticateErrorCode, AuthenticateServerResponse, PrepareDownloadRequest, PrepareDownloadResponse,
};
use signoff_protocol::message::{Decode, Unknown};
use signoff_protocol::signed::Signed;
use signoff_protocol::tlv::{Tag, Tlv, Writer};
use signoff_simulator::pki::Pki;
use signoff_simulator::rsp::Curve;

use crate::device::{Device, EID, SEED, outcome};
use crate::server::{Package, Server};

const EC_PUBLIC_KEY: [u8; 7] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
const BRAINPOOL_P256R1: [u8; 9] = [0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07];
const ECDSA_WITH_SHA256: [u8; 8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02];
const CI_PK_ID: [u8; 20] = [0xBB; 20];

type Key = SigningKey<BrainpoolP256r1>;

fn key(number: u8) -> Key {
    Key::from_slice(&[number; 32]).unwrap()
}

fn sign(key: &Key, message: &[u8]) -> Vec<u8> {
    let signature: Signature = key.sign(message);
    signature.to_bytes().to_vec()
}

/// The certificate for another key, issued by a CI with the same name and another key.
fn reissue(certificate: &[u8], ci_pk_id: &[u8], key: &Key, issuer: &Key) -> Vec<u8> {
    let signed = Tlv::parse_exact(certificate).unwrap().child(Tag(0x30)).unwrap();
    let point = key.verifying_key().to_sec1_point(false);
    let mut writer = Writer::new();
    writer.constructed(Tag(0x30), |w| {
        for (place, child) in signed.children().enumerate() {
            if place != 6 {
                w.raw(child.unwrap().raw());
                continue;
            }
            w.constructed(Tag(0x30), |w| {
                w.constructed(Tag(0x30), |w| {
                    w.primitive(Tag(0x06), &EC_PUBLIC_KEY)
                        .primitive(Tag(0x06), &BRAINPOOL_P256R1);
                });
                w.primitive(Tag(0x03), &[&[0], point.as_bytes()].concat());
            });
        }
    });
    let mut signed = writer.into_bytes();
    let place = signed.windows(20).position(|window| window == ci_pk_id).unwrap();
    signed[place..place + 20].copy_from_slice(&CI_PK_ID);
    let signature: DerSignature = issuer.sign(&signed);
    let mut writer = Writer::new();
    writer.constructed(Tag(0x30), |w| {
        w.raw(&signed);
        w.constructed(Tag(0x30), |w| {
            w.primitive(Tag(0x06), &ECDSA_WITH_SHA256);
        });
        w.primitive(Tag(0x03), &[&[0], signature.as_bytes()].concat());
    });
    writer.into_bytes()
}

#[test]
fn a_download_from_such_a_server() {
    let server = Server::new();
    let (ci, auth, pb) = (key(1), key(2), key(3));
    let id = server.pki.ci_pk_id().to_vec();
    let certificate = |old: &[u8], key: &Key| reissue(old, &id, key, &ci);
    let mut pki = Pki::generate(EID.parse().unwrap(), SEED).unwrap();
    let root = certificate(server.pki.ci_certificate(), &ci);
    let mut unknowing = Device::with_pki(Pki::generate(EID.parse().unwrap(), SEED).unwrap());
    pki.trust(&root).unwrap();
    assert_eq!(
        pki.verification_ci_pk_ids().collect::<Vec<_>>(),
        [&id[..], &CI_PK_ID]
    );
    let mut device = Device::with_pki(pki);

    let authenticate = |challenge| {
        let mut request = server.authenticate(challenge);
        request.server_signed1 = Signed::new(Server::signed1(challenge), |message| sign(&auth, message));
        request.server_certificate = certificate(server.pki.dp_auth().certificate(), &auth);
        request
    };
    let request = authenticate(unknowing.challenge());
    let answer = AuthenticateServerResponse::from_der(&unknowing.es10(&request).unwrap()).unwrap();
    let refused = AuthenticateErrorCode::InvalidCertificate;
    assert!(matches!(answer, AuthenticateServerResponse::Error { code, .. } if code == refused));

    let request = authenticate(device.challenge());
    let answer = AuthenticateServerResponse::from_der(&device.es10(&request).unwrap()).unwrap();
    let AuthenticateServerResponse::Ok(ok) = answer else {
        panic!("{answer:?}");
    };
    let element = ok.euicc_signed1.signature_element();
    let request = PrepareDownloadRequest {
        smdp_signed2: Signed::new(server.signed2(false), |message| {
            sign(&pb, &[message, &element].concat())
        }),
        hash_cc: None,
        smdp_certificate: certificate(server.pki.dp_pb().certificate(), &pb),
        unknown: Unknown::none(),
    };
    let answer = PrepareDownloadResponse::from_der(&device.es10(&request).unwrap()).unwrap();
    let PrepareDownloadResponse::Ok { euicc_signed2, .. } = answer else {
        panic!("{answer:?}");
    };
    let otpk = euicc_signed2.value.euicc_otpk;
    let package = Server::bind_on(Curve::BrainpoolP256r1, &otpk, &Package::new(), |message| {
        sign(&pb, message)
    });
    assert_eq!(outcome(&device.load(&package.segments())), "success");
}
