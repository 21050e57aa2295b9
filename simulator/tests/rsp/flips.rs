//! Any single bit that is changed in anything signed or protected is refused, with the code of what it protects, and
//! the message itself is taken afterwards.

use signoff_protocol::es10b::{
    AuthenticateErrorCode, AuthenticateServerResponse, DownloadErrorCode, PrepareDownloadResponse,
};
use signoff_protocol::message::{Decode, Encode};

use crate::device::{Device, outcome};
use crate::server::{Package, Server};

/// The message with each `step`th bit of a part changed.
fn flips(message: &[u8], part: &[u8], step: usize) -> impl Iterator<Item = (usize, Vec<u8>)> {
    let start = message
        .windows(part.len())
        .position(|window| window == part)
        .unwrap();
    (0..part.len() * 8).step_by(step).map(move |bit| {
        let mut changed = message.to_vec();
        changed[start + bit / 8] ^= 0x80 >> (bit % 8);
        (bit, changed)
    })
}

/// How often each refusal came: none may be missing where it is expected, and no other may come.
#[track_caller]
fn check(counts: &[(String, usize)], want: &[&str]) {
    for (refusal, count) in counts {
        assert!(
            want.contains(&refusal.as_str()),
            "{refusal}, {count} times: {counts:?}"
        );
    }
    let first = want.first().unwrap();
    assert!(
        counts.iter().any(|(refusal, _)| refusal == first),
        "no {first}: {counts:?}"
    );
}

fn count(counts: &mut Vec<(String, usize)>, refusal: String) {
    match counts.iter_mut().find(|(known, _)| *known == refusal) {
        Some((_, count)) => *count += 1,
        None => counts.push((refusal, 1)),
    }
}

#[test]
fn authenticate_server() {
    let (mut device, server) = (Device::new(""), Server::new());
    let request = server.authenticate(device.challenge());
    let message = request.to_der();
    let mut refused = |part: &[u8], step, want: &[&str]| {
        let mut counts = Vec::new();
        for (bit, changed) in flips(&message, part, step) {
            let refusal = match device.request(&changed).unwrap() {
                Err(status) => status,
                Ok(answer) => match AuthenticateServerResponse::from_der(&answer).unwrap() {
                    AuthenticateServerResponse::Error { code, .. } => code.name().to_owned(),
                    AuthenticateServerResponse::Ok(_) => panic!("bit {bit} of {part:02X?} is not seen"),
                },
            };
            count(&mut counts, refusal);
        }
        check(&counts, want);
    };
    let signature = AuthenticateErrorCode::InvalidSignature.name();
    let certificate = AuthenticateErrorCode::InvalidCertificate.name();
    let curve = AuthenticateErrorCode::UnsupportedCurve.name();
    refused(&request.server_signed1.raw, 1, &[signature, "6A80"]);
    refused(&request.server_signed1.signature, 1, &[signature]);
    refused(&request.server_certificate, 7, &[certificate, curve, "6A80"]);
    let id = request.euicc_ci_pk_id_to_be_used.unwrap();
    refused(&id, 1, &[AuthenticateErrorCode::CiPkUnknown.name()]);
    assert!(matches!(
        AuthenticateServerResponse::from_der(&device.request(&message).unwrap().unwrap()),
        Ok(AuthenticateServerResponse::Ok(_))
    ));
}

#[test]
fn prepare_download() {
    let (mut device, server) = (Device::new(""), Server::new());
    let request = server.prepare(&device.authenticate(&server));
    let message = request.to_der();
    let mut refused = |part: &[u8], step, want: &[&str]| {
        let mut counts = Vec::new();
        for (bit, changed) in flips(&message, part, step) {
            let refusal = match device.request(&changed).unwrap() {
                Err(status) => status,
                Ok(answer) => match PrepareDownloadResponse::from_der(&answer).unwrap() {
                    PrepareDownloadResponse::Error { code, .. } => code.name().to_owned(),
                    PrepareDownloadResponse::Ok { .. } => panic!("bit {bit} of {part:02X?} is not seen"),
                },
            };
            count(&mut counts, refusal);
        }
        check(&counts, want);
    };
    let signature = DownloadErrorCode::InvalidSignature.name();
    let certificate = DownloadErrorCode::InvalidCertificate.name();
    let curve = DownloadErrorCode::UnsupportedCurve.name();
    refused(&request.smdp_signed2.raw, 1, &[signature, "6A80"]);
    refused(&request.smdp_signed2.signature, 1, &[signature]);
    refused(&request.smdp_certificate, 7, &[certificate, curve, "6A80"]);
    assert!(matches!(
        PrepareDownloadResponse::from_der(&device.request(&message).unwrap().unwrap()),
        Ok(PrepareDownloadResponse::Ok { .. })
    ));
}

/// Each changed bit costs a package; the card keeps its key, as nothing was loaded with it but for the last one.
#[test]
fn bound_profile_package() {
    let (mut device, server) = (
        Device::new("personality: {notification_capacity: 4}"),
        Server::new(),
    );
    let mut package = Package::new();
    let whole = package.upp.clone();
    // Nothing of a package that short would be installed, so that each end is a refusal of the protection.
    package.upp.truncate(40);
    let count_of = device.bind(&server, &package).len();
    for place in 0..count_of {
        let length = device.bind(&server, &package)[place].len();
        let step = if length > 4 { 7 } else { 1 };
        let mut counts = Vec::new();
        for bit in (0..length * 8).step_by(step) {
            let mut segments = device.bind(&server, &package);
            segments[place][bit / 8] ^= 0x80 >> (bit % 8);
            let mut refusal = None;
            for segment in &segments {
                match device.request(segment).unwrap() {
                    Ok(answer) if answer.is_empty() => {}
                    Ok(_) => {
                        refusal = device.results().pop().map(|(_, refusal)| refusal);
                        break;
                    }
                    Err(status) => {
                        refusal = Some(status);
                        break;
                    }
                }
            }
            let refusal = refusal.unwrap_or_else(|| panic!("segment {place}, bit {bit}: no end"));
            assert_ne!(refusal, "success", "segment {place}, bit {bit} is not seen");
            count(&mut counts, refusal);
        }
        let protected = |command: &str| {
            ["scp03tSecurityError", "scp03tStructureError"].map(|reason| format!("{command}: {reason}"))
        };
        let mut want = match place {
            0 => ["invalidSignature", "incorrectInputValues"]
                .map(|reason| format!("initialiseSecureChannel: {reason}"))
                .to_vec(),
            1 => protected("configureISDP").to_vec(),
            2 | 3 => protected("storeMetadata").to_vec(),
            _ => protected("loadProfileElements").to_vec(),
        };
        if place == 2 || place == 4 {
            // A header has nothing but a length.
            want.reverse();
        }
        // What is no segment any more has no result; a wrong length shows in a later part.
        want.extend(["6A80", "6985", "6A88"].map(str::to_owned));
        for command in [
            "configureISDP",
            "storeMetadata",
            "replaceSessionKeys",
            "loadProfileElements",
        ] {
            want.extend(protected(command).into_iter().skip(1));
        }
        want.push("loadProfileElements: installFailedDueToInsufficientMemoryForProfile".to_owned());
        let want: Vec<&str> = want.iter().map(String::as_str).collect();
        check(&counts, &want);
    }
    package.upp = whole;
    assert_eq!(outcome(&device.download(&server, &package)), "success");
}
