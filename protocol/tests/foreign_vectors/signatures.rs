//! Signed notifications of others, with their certificates.

use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use serde::Deserialize;
use signoff_protocol::es10b::RetrieveNotificationsListResponse;
use signoff_protocol::hex;
use signoff_protocol::message::{Decode, Encode};
use signoff_protocol::notification::OtherSignedNotification;
use signoff_protocol::tlv::Tlv;

use crate::vectors::bytes;

#[derive(Deserialize)]
struct Signed {
    name: String,
    #[serde(default)]
    metadata: Option<String>,
    #[serde(default)]
    signature: Option<String>,
    element: String,
    expect: String,
}

#[derive(Deserialize)]
struct SignedFile {
    ci_certificate: String,
    eum_certificate: String,
    euicc_certificate: String,
    retrieve_response: String,
    vectors: Vec<Signed>,
}

/// Public key of a certificate: the 65 bytes of the uncompressed point in its subjectPublicKeyInfo.
pub(crate) fn public_key(certificate: &[u8]) -> VerifyingKey {
    let marker = bytes("06082A8648CE3D030107034200");
    let at = certificate
        .windows(marker.len())
        .position(|window| window == marker)
        .expect("a P-256 key");
    let point = &certificate[at + marker.len()..at + marker.len() + 65];
    VerifyingKey::from_sec1_bytes(point).expect("a point of the curve")
}

fn is_signed_by(issuer: &[u8], certificate: &[u8]) -> bool {
    let parts: Vec<Tlv<'_>> = Tlv::parse_exact(certificate)
        .and_then(|outer| outer.children().collect())
        .expect("a certificate");
    let signature = Signature::from_der(&parts[2].value()[1..]).expect("a signature");
    public_key(issuer).verify(parts[0].raw(), &signature).is_ok()
}

#[test]
fn signed_notifications_and_their_certificates() {
    let text = signoff_fixtures::vector("notification/signed.json").expect("the vectors");
    let file: SignedFile = serde_json::from_str(&text).expect("vectors of the right form");
    let (ci, eum, euicc) = (
        bytes(&file.ci_certificate),
        bytes(&file.eum_certificate),
        bytes(&file.euicc_certificate),
    );
    assert!(is_signed_by(&ci, &ci) && is_signed_by(&ci, &eum) && is_signed_by(&eum, &euicc));
    assert!(!is_signed_by(&ci, &euicc));
    for vector in &file.vectors {
        let name = vector.name.as_str();
        let element = bytes(&vector.element);
        let other = OtherSignedNotification::from_der(&element).expect(name);
        assert_eq!(other.to_der(), element, "{name}");
        assert_eq!(
            (&other.euicc_certificate, &other.eum_certificate),
            (&euicc, &eum),
            "{name}"
        );
        if let Some(metadata) = &vector.metadata {
            assert_eq!(&hex::encode(&other.metadata.to_der()), metadata, "{name}");
            assert_eq!(&hex::encode(&other.signed), metadata, "{name}");
        }
        if let Some(signature) = &vector.signature {
            assert_eq!(&hex::encode(&other.signature), signature, "{name}");
        }
        let signature = Signature::from_slice(&other.signature).expect(name);
        let valid = public_key(&euicc).verify(&other.signed, &signature).is_ok();
        assert_eq!(valid, vector.expect == "valid", "{name}");
    }
    let response = bytes(&file.retrieve_response);
    let RetrieveNotificationsListResponse::List(list) =
        RetrieveNotificationsListResponse::from_der(&response).expect("the list")
    else {
        panic!("a list");
    };
    let elements: Vec<String> = list
        .iter()
        .map(|pending| hex::encode(&pending.to_der()))
        .collect();
    let expected: Vec<&String> = file
        .vectors
        .iter()
        .map(|vector| &vector.element)
        .take(elements.len())
        .collect();
    assert_eq!(elements.iter().collect::<Vec<_>>(), expected);
    assert_eq!(RetrieveNotificationsListResponse::List(list).to_der(), response);
}
