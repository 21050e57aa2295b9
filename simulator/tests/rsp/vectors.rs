//! A whole session that another program recorded: certificates, signatures, key agreement, protected segments.

use signoff_protocol::es8p::{BoundProfilePackage, StoreMetadataRequest};
use signoff_protocol::es10b::{PrepareDownloadResponse, ServerSigned1, SmdpSigned2};
use signoff_protocol::id::Eid;
use signoff_protocol::message::Decode;
use signoff_protocol::notification::{ProfileInstallationResult, SEQUENCE, SIGNATURE};
use signoff_protocol::signed::{Signed, signature_element};
use signoff_protocol::tlv::{Tag, Tlv};
use signoff_simulator::pki::{Pki, Role, Server, verify_signature};
use signoff_simulator::rsp::{Bsp, Curve, OneTimeKey, derive};

fn bytes(name: &str) -> Vec<u8> {
    let text = signoff_fixtures::vector("rsp/session.json").unwrap();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let vectors = document["vectors"].as_array().unwrap();
    let vector = vectors.iter().find(|vector| vector["name"] == name);
    let vector = vector.unwrap_or_else(|| panic!("no {name}"));
    signoff_protocol::hex::decode(vector["hex"].as_str().unwrap()).unwrap()
}

fn eid() -> Eid {
    "89049032123451234512345678901235".parse().unwrap()
}

fn server(name: &str, role: Role) -> Server {
    let mut pki = Pki::generate(eid(), 1).unwrap();
    pki.trust(&bytes("certificate ci")).unwrap();
    pki.verify_server(&bytes(name), &[role]).unwrap()
}

/// The part with this tag and the signature behind it.
fn signed<T: Decode>(parent: Tlv<'_>) -> Signed<T> {
    Signed::read(parent.child(SEQUENCE).unwrap(), parent.child(SIGNATURE).unwrap()).unwrap()
}

/// What the eUICC signed, its signature, and its certificate. The answer itself is not read as one: its EUICCInfo2
/// has an extCardResource that is no sequence of elements.
fn authenticated() -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let message = bytes("auth-server-response");
    let ok = Tlv::parse_exact(&message).unwrap().child(Tag(0xA0)).unwrap();
    let [signed1, signature, certificate, _eum] =
        <[Tlv<'_>; 4]>::try_from(ok.children().map(Result::unwrap).collect::<Vec<_>>()).unwrap();
    (
        signed1.raw().to_vec(),
        signature.value().to_vec(),
        certificate.raw().to_vec(),
    )
}

#[test]
fn every_signature_holds() {
    let message = bytes("initiate-response");
    let signed1: Signed<ServerSigned1> = signed(Tlv::parse_exact(&message).unwrap());
    let auth = server("certificate dpauth", Role::DpAuth);
    assert!(auth.verifies(&signed1.raw, &signed1.signature));
    assert_eq!(signed1.value.euicc_challenge.as_slice(), bytes("euicc-challenge"));

    let (euicc_signed1, signature1, euicc) = authenticated();
    let euicc = euicc.as_slice();
    verify_signature(euicc, &euicc_signed1, &signature1).unwrap();

    let message = bytes("authenticate-response");
    let answer = Tlv::parse_exact(&message).unwrap().child(Tag(0xA0)).unwrap();
    let signed2: Signed<SmdpSigned2> = signed(answer);
    let pb = server("certificate dppb", Role::DpPb);
    assert_eq!(pb.oid(), auth.oid());
    let covered = [signed2.raw.clone(), signature_element(&signature1)].concat();
    assert!(pb.verifies(&covered, &signed2.signature));

    let prepared = PrepareDownloadResponse::from_der(&bytes("prepare-download-response")).unwrap();
    let PrepareDownloadResponse::Ok { euicc_signed2, .. } = prepared else {
        panic!("{prepared:?}");
    };
    let covered = [euicc_signed2.raw.clone(), signed2.signature_element()].concat();
    verify_signature(euicc, &covered, &euicc_signed2.signature).unwrap();

    let package = BoundProfilePackage::from_der(&bytes("bound-profile-package")).unwrap();
    let initialise = &package.initialise_secure_channel;
    let covered = initialise.signed_part(&euicc_signed2.value.euicc_otpk);
    assert!(pb.verifies(&covered, &initialise.signature));

    let result = ProfileInstallationResult::from_der(&bytes("pending-notification")).unwrap();
    verify_signature(euicc, &result.signed, &result.signature).unwrap();
}

#[test]
fn the_package_opens() {
    let prepared = PrepareDownloadResponse::from_der(&bytes("prepare-download-response")).unwrap();
    let PrepareDownloadResponse::Ok { euicc_signed2, .. } = prepared else {
        panic!("{prepared:?}");
    };
    let package = BoundProfilePackage::from_der(&bytes("bound-profile-package")).unwrap();
    let smdp = OneTimeKey::generate(Curve::P256, bytes("otsk-dp").try_into().unwrap()).unwrap();
    let initialise = &package.initialise_secure_channel;
    assert_eq!(smdp.public().as_slice(), initialise.smdp_otpk);
    let secret = smdp.agree(&euicc_signed2.value.euicc_otpk).unwrap();
    assert_eq!(secret.as_slice(), bytes("shared-secret"));
    let mut bsp = Bsp::new(&derive(&secret, &initialise.control_ref_template.host_id, &eid()));
    let mut open = |elements: &[Vec<u8>]| -> Vec<u8> {
        elements
            .iter()
            .flat_map(|element| bsp.open(element).unwrap())
            .collect()
    };
    assert_eq!(open(&package.configure_isdp), [0xBF, 0x24, 0x00]);
    let metadata = StoreMetadataRequest::from_der(&open(&package.store_metadata)).unwrap();
    assert_eq!(metadata.profile_name, "euicc-rsp test profile");
    assert_eq!(open(&package.profile_elements), b"the-uicc-profile-fixture");
}
