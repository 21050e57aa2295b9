//! Everything that ES9+ refuses, with its status code.

use signoff_protocol::es9p::InitiateAuthenticationResult;
use signoff_protocol::es10b::{CancelSessionReason, EuiccCancelSessionSigned, EuiccSigned2};
use signoff_protocol::message::{Encode, Unknown};
use signoff_protocol::profile::PolicyRules;
use signoff_protocol::tlv::Bits;
use signoff_simulator::pki::SmdpPki;
use signoff_simulator::smdp::{MemoryStore, Smdp, SmdpFile};

use crate::download::{TRAVEL, with};
use crate::peer::{HOST, Peer, SEED, call, http, now, post, smdp};

const INITIATE: &str = "/gsma/rsp2/es9plus/initiateAuthentication";

#[test]
fn initiate_authentication() {
    let smdp = smdp(TRAVEL);
    let euicc = Peer::new();
    let refused = |change: &dyn Fn(&mut signoff_protocol::es9p::InitiateAuthenticationRequest)| {
        let mut request = euicc.initiation(HOST);
        change(&mut request);
        call::<_, InitiateAuthenticationResult>(&smdp, HOST, INITIATE, &request).unwrap_err()
    };
    assert_eq!(
        refused(&|request| request.smdp_address = "second.example".to_owned()),
        "8.8.1/3.8"
    );
    assert_eq!(
        refused(&|request| request.euicc_challenge = vec![7; 15]),
        "1.6/2.1"
    );
    assert_eq!(
        refused(&|request| request.euicc_info1 = vec![0xBF, 0x20, 0x00]),
        "1.6/2.1"
    );
    let mut info = euicc.info1();
    info.svn = [1, 9, 0];
    assert_eq!(
        refused(&|request| request.euicc_info1 = info.to_der()),
        "8.8.3/3.1"
    );
    let mut info = euicc.info1();
    info.ci_pk_ids_for_verification = vec![vec![1; 20]];
    assert_eq!(
        refused(&|request| request.euicc_info1 = info.to_der()),
        "8.8.4/3.7"
    );
    let mut info = euicc.info1();
    info.ci_pk_ids_for_signing = Vec::new();
    assert_eq!(
        refused(&|request| request.euicc_info1 = info.to_der()),
        "8.8.2/3.1"
    );
    // What the LPA wrote comes back as it was: in another case, with a port.
    let mut request = euicc.initiation(HOST);
    request.smdp_address = "SMDP.Example:8443".to_owned();
    call::<_, InitiateAuthenticationResult>(&smdp, HOST, INITIATE, &request).unwrap();
}

#[test]
fn headers_paths_and_bodies() {
    let smdp = smdp(TRAVEL);
    let request = http(HOST, INITIATE, b"{}".to_vec());
    let body = |request: &signoff_simulator::smdp::HttpRequest| {
        let response = smdp.handle(request, now());
        (response.status, String::from_utf8(response.body).unwrap())
    };
    for (index, code) in [(0, "\"1.2.1\""), (1, "\"1.2.2\"")] {
        let mut other = request.clone();
        other.headers.remove(index);
        let (status, text) = body(&other);
        assert_eq!(status, 200);
        assert!(text.contains(code), "{text}");
    }
    assert!(body(&request).1.contains("\"1.6\""), "fields are missing");
    for (path, host) in [
        ("/gsma/rsp2/es9plus/nothing", HOST),
        (INITIATE, "elsewhere.example"),
        ("/gsma/rsp2/es2plus/handleNotification", HOST),
        ("/gsma/rsp2/es12/registerEvent", HOST),
    ] {
        assert_eq!(body(&http(host, path, b"{}".to_vec())).0, 404, "{host} {path}");
    }
}

#[test]
fn authenticate_client() {
    let smdp = smdp(TRAVEL);
    let euicc = Peer::new();
    let stranger = {
        let mut stranger = Peer::new();
        stranger.pki = signoff_simulator::pki::Pki::generate(stranger.eid, 2).unwrap();
        stranger
    };
    let session = || euicc.initiate(&smdp, HOST).unwrap();
    let present = |change: &dyn Fn(&mut signoff_protocol::es10b::AuthenticateServerOk)| {
        let session = session();
        let mut proof = euicc.proof(euicc.signed1(&session, Some("TRAVEL")));
        change(&mut proof);
        euicc.present(&smdp, session, proof).err().unwrap()
    };
    assert_eq!(present(&|proof| proof.euicc_signed1.signature[3] ^= 1), "8.1/6.1");
    assert_eq!(
        present(&|proof| proof.eum_certificate = stranger.pki.eum_certificate().to_vec()),
        "8.1.2/6.1"
    );
    assert_eq!(
        present(&|proof| proof.euicc_certificate = stranger.pki.euicc_certificate().to_vec()),
        "8.1.3/6.1"
    );
    assert_eq!(
        present(&|proof| proof.eum_certificate = proof.euicc_certificate.clone()),
        "8.11.1/3.9"
    );

    let sign = |change: &dyn Fn(&mut signoff_protocol::es10b::EuiccSigned1)| {
        let session = session();
        let mut signed1 = euicc.signed1(&session, Some("TRAVEL"));
        change(&mut signed1);
        euicc.present(&smdp, session, euicc.proof(signed1)).err().unwrap()
    };
    assert_eq!(sign(&|signed1| signed1.server_challenge[0] ^= 1), "8.1/6.1");
    assert_eq!(
        sign(&|signed1| signed1.server_address = "second.example".to_owned()),
        "8.1/6.1"
    );
    let other = session().transaction_id;
    assert_eq!(sign(&|signed1| signed1.transaction_id = other), "8.1/6.1");
    assert_eq!(
        sign(&|signed1| signed1.ctx_params1.matching_id = Some("NOTHING".to_owned())),
        "8.2.6/3.8"
    );

    // A session whose eUICC could not prove itself is over, and one can't be used at another address.
    let mut lost = session();
    lost.host = "second.example".to_owned();
    assert_eq!(
        euicc.authenticate(&smdp, lost, Some("TRAVEL")).err().as_deref(),
        Some("8.10.1/3.9")
    );
}

#[test]
fn certificates_out_of_time() {
    let smdp = smdp(TRAVEL);
    let euicc = Peer::new();
    let session = euicc.initiate(&smdp, HOST).unwrap();
    let request = signoff_protocol::es9p::AuthenticateClientRequest {
        transaction_id: session.transaction_id,
        authenticate_server_response: signoff_protocol::es10b::AuthenticateServerResponse::Ok(Box::new(
            euicc.proof(euicc.signed1(&session, Some("TRAVEL"))),
        ))
        .to_der(),
    };
    let body = signoff_protocol::es9p::to_json(&request);
    let before = jiff::Timestamp::from_second(1_000_000_000).unwrap();
    let response = smdp.handle(&http(HOST, "/gsma/rsp2/es9plus/authenticateClient", body), before);
    let text = String::from_utf8(response.body).unwrap();
    assert!(text.contains("\"8.1.2\"") && text.contains("\"6.3\""), "{text}");
}

#[test]
fn orders_that_are_not_to_be_had() {
    for (state, code) in [
        ("available", "8.2.6/3.8"),
        ("allocated", "8.2/1.2"),
        ("linked", "8.2/1.2"),
        ("confirmed", "8.2/1.2"),
        ("installed", "8.2.6/3.8"),
        ("enabled", "8.2.6/3.8"),
        ("disabled", "8.2.6/3.8"),
        ("deleted", "8.2.6/3.8"),
        ("error", "8.2.6/3.8"),
    ] {
        let smdp = smdp(&with("state: released", &format!("state: {state}")));
        let refused = Peer::new().download(&smdp, Some("TRAVEL")).err();
        assert_eq!(refused.as_deref(), Some(code), "{state}");
    }
    let smdp = smdp(&with(
        "matching_id: TRAVEL",
        "matching_id: TRAVEL\n    eid: \"89049032123451234512345678901235\"",
    ));
    assert_eq!(
        Peer::other().download(&smdp, Some("TRAVEL")).err().as_deref(),
        Some("8.1.1/3.8")
    );
    Peer::new().download(&smdp, Some("TRAVEL")).unwrap();
}

#[test]
fn an_order_ends_at_its_time() {
    // `now` of these tests is 2026-09-21T14:13:20Z.
    for (expires, refused) in [
        ("2026-09-21T14:13:21Z", None),
        ("2026-09-21T14:13:20Z", Some("8.8.5/4.10")),
        ("2020-01-01T00:00:00Z", Some("8.8.5/4.10")),
    ] {
        let smdp = smdp(&with(
            "matching_id: TRAVEL",
            &format!("matching_id: TRAVEL\n    expires: {expires}"),
        ));
        let ended = Peer::new().download(&smdp, Some("TRAVEL")).err();
        assert_eq!(ended.as_deref(), refused, "{expires}");
    }
}

#[test]
fn an_euicc_that_the_profile_does_not_fit_is_seen_where_the_smdp_looks() {
    let yaml = format!("checks_eligibility: true\n{}", TRAVEL.trim_start());
    // The profile has PPR1, and a package that demands USIM, ISIM and Milenage.
    let smdp = |yaml: &str| {
        let file = SmdpFile::parse(yaml).unwrap();
        let pki = SmdpPki::generate(SEED, &file.oid).unwrap();
        Smdp::new(&file, pki, Box::new(MemoryStore::new()), SEED).unwrap()
    };
    let able = Bits::only(1).union(Bits::only(2)).union(Bits::only(4));
    let offered = |yaml: &str, capability: Bits, forbidden: Option<PolicyRules>| {
        let (smdp, euicc) = (smdp(yaml), Peer::new());
        let session = euicc.initiate(&smdp, HOST).unwrap();
        let mut signed1 = euicc.signed1(&session, Some("TRAVEL"));
        signed1.euicc_info2.uicc_capability = capability;
        signed1.euicc_info2.forbidden_profile_policy_rules = forbidden;
        euicc.present(&smdp, session, euicc.proof(signed1)).err()
    };
    assert_eq!(offered(&yaml, able, None), None);
    assert_eq!(offered(&yaml, able, Some(PolicyRules(Bits::only(2)))), None);
    let no = Some("8.2.5/4.3".to_owned());
    assert_eq!(offered(&yaml, able, Some(PolicyRules(Bits::only(1)))), no);
    assert_eq!(offered(&yaml, Bits::only(1), None), no);
    assert_eq!(
        offered(TRAVEL, Bits::only(1), Some(PolicyRules(Bits::only(1)))),
        None
    );
}

#[test]
fn too_little_memory_is_seen_where_the_smdp_looks() {
    let yaml = format!("checks_memory: true\n{}", TRAVEL.trim_start());
    let mut euicc = Peer::new();
    euicc.free_memory = 2999;
    assert_eq!(
        euicc.download(&smdp(&yaml), Some("TRAVEL")).err().as_deref(),
        Some("8.1/4.8")
    );
    euicc.download(&smdp(TRAVEL), Some("TRAVEL")).unwrap();
}

#[test]
fn get_bound_profile_package() {
    let smdp = smdp(TRAVEL);
    let mut euicc = Peer::new();
    let mut refused = |change: &dyn Fn(&mut EuiccSigned2), tamper: bool| {
        let session = euicc.initiate(&smdp, HOST).unwrap();
        let offer = euicc.authenticate(&smdp, session, Some("TRAVEL")).unwrap();
        let mut signed = EuiccSigned2 {
            transaction_id: offer.session.transaction_id,
            euicc_otpk: euicc.one_time_key().public().to_vec(),
            hash_cc: None,
            unknown: Unknown::none(),
        };
        change(&mut signed);
        let mut request = euicc.prepared(&offer, signed);
        if tamper {
            let last = request.prepare_download_response.len() - 1;
            request.prepare_download_response[last] ^= 1;
        }
        call::<_, signoff_protocol::es9p::GetBoundProfilePackageResult>(
            &smdp,
            HOST,
            "/gsma/rsp2/es9plus/getBoundProfilePackage",
            &request,
        )
        .unwrap_err()
    };
    assert_eq!(refused(&|_| {}, true), "8.1/6.1");
    assert_eq!(refused(&|signed| signed.euicc_otpk[1] ^= 1, false), "8.1/6.1");
    let other = Peer::new().initiate(&smdp, HOST).unwrap().transaction_id;
    assert_eq!(refused(&|signed| signed.transaction_id = other, false), "8.1/6.1");
}

#[test]
fn a_profile_that_two_sessions_want_goes_to_one() {
    let smdp = smdp(TRAVEL);
    let (mut one, mut two) = (Peer::new(), Peer::other());
    let session = one.initiate(&smdp, HOST).unwrap();
    let first = one.authenticate(&smdp, session, Some("TRAVEL")).unwrap();
    let session = two.initiate(&smdp, HOST).unwrap();
    let second = two.authenticate(&smdp, session, Some("TRAVEL")).unwrap();
    one.fetch(&smdp, &first, None).unwrap();
    assert_eq!(two.fetch(&smdp, &second, None).err().as_deref(), Some("8.2/3.7"));
}

#[test]
fn cancel_session() {
    let smdp = smdp(TRAVEL);
    let euicc = Peer::new();
    let session = euicc.initiate(&smdp, HOST).unwrap();
    let offer = euicc.authenticate(&smdp, session, Some("TRAVEL")).unwrap();
    let signed = EuiccCancelSessionSigned {
        transaction_id: offer.session.transaction_id,
        smdp_oid: "2.999.11".parse().unwrap(),
        reason: CancelSessionReason::Postponed,
        unknown: Unknown::none(),
    };
    assert_eq!(
        euicc.cancel_with(&smdp, &offer.session, signed).unwrap_err(),
        "8.8/3.10"
    );
    let forged = Peer::other().cancel(&smdp, &offer.session, CancelSessionReason::Postponed);
    assert_eq!(forged.unwrap_err(), "8.1/6.1");
    euicc
        .cancel(&smdp, &offer.session, CancelSessionReason::Postponed)
        .unwrap();
}

#[test]
fn any_bit_of_the_proof_matters() {
    let smdp = smdp(TRAVEL);
    let euicc = Peer::new();
    let path = "/gsma/rsp2/es9plus/authenticateClient";
    let length = {
        let session = euicc.initiate(&smdp, HOST).unwrap();
        euicc
            .proof(euicc.signed1(&session, Some("TRAVEL")))
            .euicc_signed1
            .raw
            .len()
    };
    for position in 0..length {
        let session = euicc.initiate(&smdp, HOST).unwrap();
        let mut proof = euicc.proof(euicc.signed1(&session, Some("TRAVEL")));
        proof.euicc_signed1.raw[position] ^= 1 << (position % 8);
        let response = signoff_protocol::es10b::AuthenticateServerResponse::Ok(Box::new(proof));
        let request = signoff_protocol::es9p::AuthenticateClientRequest {
            transaction_id: session.transaction_id,
            authenticate_server_response: response.to_der(),
        };
        let body = String::from_utf8(post(&smdp, HOST, path, &request).body).unwrap();
        assert!(body.contains("Failed"), "byte {position}: {body}");
    }
}
