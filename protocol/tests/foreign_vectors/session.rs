//! A whole RSP session of others, and packages that they cut into segments.

use p256::ecdsa::Signature;
use p256::ecdsa::signature::Verifier as _;
use serde::Deserialize;
use signoff_protocol::es8p::{BoundProfilePackage, StoreMetadataRequest, segments};
use signoff_protocol::es10b::*;
use signoff_protocol::hex;
use signoff_protocol::id::Aid;
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::notification::*;
use signoff_protocol::profile::*;
use signoff_protocol::signed::{Signed as SignedPart, signature_element};
use signoff_protocol::tlv::{DecodeError, Tag, Tlv};

use crate::signatures::public_key;
use crate::vectors::{bytes, load};

#[derive(Deserialize)]
struct Named {
    name: String,
    hex: String,
}

/// The elements inside a message of the ASN.1 binding of ES9+: `tag`, then perhaps `A0`.
fn parts<'a>(message: &'a [u8], tag: Option<Tag>) -> Vec<Tlv<'a>> {
    let children: Result<Vec<Tlv<'a>>, DecodeError> = Tlv::parse_exact(message).and_then(|outer| match tag {
        Some(tag) => outer.expect(tag)?.child(Tag(0xA0))?.children().collect(),
        None => outer.children().collect(),
    });
    children.expect("a message")
}

/// One whole session of others: each message is read and written byte for byte, and each signature covers what
/// ours says that it covers.
#[test]
#[expect(clippy::too_many_lines, reason = "a session is one story")]
fn a_session_of_others() {
    let vectors = load::<Named>("rsp/session.json");
    let get = |name: &str| {
        let vector = vectors.iter().find(|vector| vector.name == name);
        bytes(&vector.unwrap_or_else(|| panic!("{name}")).hex)
    };
    let verify = |certificate: &[u8], signed: &[&[u8]], signature: &[u8]| {
        let signature = Signature::from_slice(signature).expect("r and s");
        public_key(certificate)
            .verify(&signed.concat(), &signature)
            .is_ok()
    };
    let transaction = get("transaction-id");

    let initiated = get("initiate-response");
    let [_, signed1, signature1, key_id, certificate] = parts(&initiated, None)[..] else {
        panic!("five parts");
    };
    let server1 = SignedPart::<ServerSigned1>::read(signed1, signature1).expect("serverSigned1");
    assert_eq!(server1.value.transaction_id.as_bytes(), transaction);
    assert_eq!(server1.value.euicc_challenge.to_vec(), get("euicc-challenge"));
    assert_eq!(server1.value.server_challenge.to_vec(), get("server-challenge"));
    assert_eq!(server1.value.server_address, "smdp.example.com");
    assert_eq!(certificate.raw(), get("certificate dpauth"));
    assert!(verify(certificate.raw(), &[&server1.raw], &server1.signature));
    let request = AuthenticateServerRequest {
        server_signed1: server1,
        euicc_ci_pk_id_to_be_used: Some(key_id.value().to_vec()),
        server_certificate: certificate.raw().to_vec(),
        ctx_params1: CtxParams1::default(),
        unknown: Unknown::default(),
    };
    assert_eq!(
        AuthenticateServerRequest::from_der(&request.to_der()),
        Ok(request)
    );

    // Their eUICC is a stub whose extCardResource is no TLV: the parts are read one by one.
    let answered = get("auth-server-response");
    assert!(AuthenticateServerResponse::from_der(&answered).is_err());
    let [signed1, signature1, certificate, issuer] = parts(&answered, Some(Tag(0xBF38)))[..] else {
        panic!("four parts");
    };
    let euicc = certificate.raw().to_vec();
    assert_eq!(euicc, get("certificate euicc"));
    assert_eq!(issuer.raw(), get("certificate eum"));
    assert!(verify(&euicc, &[signed1.raw()], signature1.value()));
    let context = CtxParams1::decode(signed1.child(Tag(0xA0)).expect("ctxParams1")).expect("ctxParams1");
    assert_eq!(context.matching_id, None);
    assert_eq!(
        context.to_der(),
        signed1.child(Tag(0xA0)).expect("ctxParams1").raw()
    );
    let signature1 = signature_element(signature1.value());

    let offered = get("authenticate-response");
    let [_, metadata, signed2, signature2, certificate] = parts(&offered, Some(Tag(0xBF3B)))[..] else {
        panic!("five parts");
    };
    assert_eq!(metadata.raw(), get("store-metadata"));
    let metadata = StoreMetadataRequest::from_der(metadata.raw()).expect("metadata");
    assert_eq!(metadata.to_der(), get("store-metadata"));
    assert_eq!(metadata.class, ProfileClass::Operational);
    let server2 = SignedPart::<SmdpSigned2>::read(signed2, signature2).expect("smdpSigned2");
    assert!(!server2.value.confirmation_code_required);
    assert_eq!(certificate.raw(), get("certificate dppb"));
    assert!(verify(
        certificate.raw(),
        &[&server2.raw, &signature1],
        &server2.signature
    ));
    let signature2 = server2.signature_element();

    let prepared = get("prepare-download-response");
    let PrepareDownloadResponse::Ok {
        euicc_signed2,
        unknown,
    } = PrepareDownloadResponse::from_der(&prepared).expect("an answer")
    else {
        panic!("downloadResponseOk");
    };
    assert!(verify(
        &euicc,
        &[&euicc_signed2.raw, &signature2],
        &euicc_signed2.signature
    ));
    let otpk = euicc_signed2.value.euicc_otpk.clone();
    assert_eq!(
        PrepareDownloadResponse::Ok {
            euicc_signed2,
            unknown
        }
        .to_der(),
        prepared
    );

    let bound = get("bound-profile-package");
    let package = BoundProfilePackage::from_der(&bound).expect("a package");
    assert_eq!(package.to_der(), bound);
    let channel = &package.initialise_secure_channel;
    assert_eq!(channel.transaction_id.as_bytes(), transaction);
    assert_eq!(channel.control_ref_template.host_id, b"euicc-rsp");
    assert!(verify(
        &get("certificate dppb"),
        &[&channel.signed_part(&otpk)],
        &channel.signature
    ));
    assert_eq!(package.segments().concat(), bound);

    let notified = get("pending-notification");
    let PendingNotification::ProfileInstallationResult(result) =
        PendingNotification::from_der(&notified).expect("a notification")
    else {
        panic!("ProfileInstallationResult");
    };
    assert!(verify(&euicc, &[&result.signed], &result.signature));
    let data = result.data().expect("its data");
    // Their event is a BIT STRING with zeros at its end, which DER leaves out; nothing else differs.
    let minimal = hex::encode(&result.signed).replace("81020080", "81020780");
    assert_eq!(hex::encode(&data.to_der()), minimal);
    assert_eq!(data.transaction_id.as_bytes(), transaction);
    assert_eq!(data.smdp_oid.map(|oid| oid.to_string()).as_deref(), Some("2.999"));
    assert_eq!(
        data.final_result,
        FinalResult::Success {
            aid: Aid::isd_p(0x11),
            sima_response: vec![0x30, 0x00]
        }
    );
    assert_eq!(signature_element(&result.signature).len(), 67);
}

#[derive(Deserialize)]
struct Segmentation {
    name: String,
    package: String,
    segments: Vec<String>,
}

#[test]
fn packages_are_cut_as_others_cut_them() {
    for vector in load::<Segmentation>("rsp/segmentation.json") {
        let package = bytes(&vector.package);
        let cut: Vec<String> = segments(&package)
            .unwrap_or_else(|error| panic!("{}: {error}", vector.name))
            .iter()
            .map(|segment| hex::encode(segment))
            .collect();
        assert_eq!(cut, vector.segments, "{}", vector.name);
    }
}
