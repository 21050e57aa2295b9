//! Sessions that go well, and what is left of them.

use signoff_protocol::es10b::{
    CancelSessionError, CancelSessionReason, CancelSessionRequest, CancelSessionResponse, FinalResult,
    PrepareDownloadResponse,
};
use signoff_protocol::es10c::DeleteProfileRequest;
use signoff_protocol::message::{Decode, Encode, Unknown};
use signoff_protocol::profile::{ProfileState, ProfileTarget};
use signoff_simulator::pki::{verify_chain, verify_signature};

use crate::device::{Device, EID, outcome};
use crate::server::{ADDRESS, Package, Server, iccid, replaced_keys, transaction_id};

#[test]
fn a_profile_is_installed_and_reported() {
    let (mut device, server) = (Device::new(""), Server::new());
    let result = device.download(&server, &Package::new());
    assert_eq!(result.transaction_id, transaction_id());
    assert_eq!(result.smdp_oid.unwrap().to_string(), "2.999.10");
    assert_eq!(result.metadata.address, ADDRESS);
    assert_eq!(result.metadata.iccid, Some(iccid()));
    let FinalResult::Success { aid, .. } = result.final_result else {
        panic!("{:?}", result.final_result);
    };
    let profiles = device.profiles();
    let [profile] = profiles.as_slice() else {
        panic!("{profiles:?}");
    };
    assert_eq!(profile.iccid, Some(iccid()));
    assert_eq!(profile.isdp_aid, Some(aid));
    assert_eq!(profile.state, Some(ProfileState::Disabled));
    assert_eq!(profile.profile_name.as_deref(), Some("Profile"));

    let told = |device: &mut Device| -> Vec<(u32, String)> {
        let pending = device.pending();
        let metadata = pending
            .iter()
            .map(signoff_protocol::notification::PendingNotification::metadata);
        metadata
            .map(|metadata| {
                (
                    metadata.seq_number.get(),
                    format!("{} {}", metadata.event.name(), metadata.address),
                )
            })
            .collect()
    };
    let want = [
        (1, "install smdp.example"),
        (2, "install first.example"),
        (3, "install second.example"),
    ];
    let want = want.map(|(seq, text)| (seq, text.to_owned()));
    assert_eq!(told(&mut device), want);
    device.power_cycle();
    assert_eq!(told(&mut device), want, "after a loss of power");
    assert_eq!(device.profiles(), profiles);
    assert_eq!(device.results(), [(1, "success".to_owned())]);
}

#[test]
fn the_same_profile_once_more_after_it_was_deleted() {
    let (mut device, server) = (Device::new(""), Server::new());
    let package = Package::new();
    assert_eq!(outcome(&device.download(&server, &package)), "success");
    let exists = "storeMetadata: installFailedDueToIccidAlreadyExistsOnEuicc";
    assert_eq!(outcome(&device.download(&server, &package)), exists);
    let target = ProfileTarget::Iccid(iccid());
    assert_eq!(
        device.es10(&DeleteProfileRequest { target }).unwrap().last(),
        Some(&0)
    );
    assert_eq!(outcome(&device.download(&server, &package)), "success");
    let sequence: Vec<u32> = device
        .pending()
        .iter()
        .map(|pending| pending.metadata().seq_number.get())
        .collect();
    assert_eq!(sequence, (1..=8).collect::<Vec<_>>());
}

#[test]
fn profile_elements_under_keys_of_their_own() {
    let (mut device, server) = (Device::new(""), Server::new());
    let mut package = Package::new();
    package.keys = Some(replaced_keys());
    assert_eq!(outcome(&device.download(&server, &package)), "success");
}

#[test]
fn the_euicc_proves_who_it_is() {
    let (mut device, server) = (Device::new(""), Server::new());
    let ok = device.authenticate(&server);
    let eid = verify_chain(
        &ok.euicc_certificate,
        &ok.eum_certificate,
        Some(server.pki.ci_certificate()),
    );
    assert_eq!(eid.unwrap().to_string(), EID);
    let signed1 = &ok.euicc_signed1;
    verify_signature(&ok.euicc_certificate, &signed1.raw, &signed1.signature).unwrap();
    assert_eq!(signed1.value.server_challenge, [0x55; 16]);
    assert_eq!(signed1.value.ctx_params1.matching_id.as_deref(), Some("MATCH"));
    assert_eq!(
        signed1.value.euicc_info2.ci_pk_ids_for_signing,
        [server.pki.ci_pk_id()]
    );

    let request = server.prepare(&ok);
    let answer = device.es10(&request).unwrap();
    let Ok(PrepareDownloadResponse::Ok { euicc_signed2, .. }) = PrepareDownloadResponse::from_der(&answer)
    else {
        panic!("{answer:02X?}");
    };
    let message = [euicc_signed2.raw, request.smdp_signed2.signature_element()].concat();
    verify_signature(&ok.euicc_certificate, &message, &euicc_signed2.signature).unwrap();
}

#[test]
fn a_confirmation_code_is_passed_on_where_it_is_needed() {
    for (required, hash, want) in [
        (true, Some([7; 32]), Some([7; 32])),
        (false, Some([7; 32]), None),
        (false, None, None),
    ] {
        let (mut device, server) = (Device::new(""), Server::new());
        let ok = device.authenticate(&server);
        let answer = device
            .es10(&server.prepare_with(&ok, server.signed2(required), hash))
            .unwrap();
        match PrepareDownloadResponse::from_der(&answer).unwrap() {
            PrepareDownloadResponse::Ok { euicc_signed2, .. } => {
                assert_eq!(euicc_signed2.value.hash_cc, want);
            }
            error @ PrepareDownloadResponse::Error { .. } => panic!("{error:?}"),
        }
    }
}

#[test]
fn a_key_that_no_package_was_loaded_with_is_used_again() {
    let (mut device, mut server) = (Device::new(""), Server::new());
    let first = device.prepare(&server).value.euicc_otpk;
    assert_ne!(
        device.prepare(&server).value.euicc_otpk,
        first,
        "a new one each time"
    );
    let second = device.prepare(&server).value.euicc_otpk;
    server.bpp_euicc_otpk = Some(second.clone());
    device.power_cycle();
    assert_eq!(device.prepare(&server).value.euicc_otpk, second);
    let package = server.bind(&second, &Package::new());
    assert_eq!(outcome(&device.load(&package.segments())), "success");
    assert_ne!(device.prepare(&server).value.euicc_otpk, second, "it was used");
    server.bpp_euicc_otpk = Some(first.clone());
    assert_ne!(device.prepare(&server).value.euicc_otpk, first, "it was replaced");
}

#[test]
fn a_package_that_was_interrupted_can_be_fetched_again() {
    let (mut device, mut server) = (Device::new(""), Server::new());
    let otpk = device.prepare(&server).value.euicc_otpk;
    let segments = server.bind(&otpk, &Package::new()).segments();
    for segment in &segments[..3] {
        assert_eq!(device.request(segment), Some(Ok(Vec::new())));
    }
    device.power_cycle();
    server.bpp_euicc_otpk = Some(otpk.clone());
    assert_eq!(device.prepare(&server).value.euicc_otpk, otpk);
    assert_eq!(outcome(&device.load(&segments)), "success");
    let interrupted = "storeMetadata: installFailedDueToInterruption".to_owned();
    assert_eq!(device.results(), [(1, interrupted), (2, "success".to_owned())]);
}

#[test]
fn a_second_session_takes_the_place_of_the_first() {
    let (mut device, server) = (Device::new(""), Server::new());
    let segments = device.bind(&server, &Package::new());
    device.request(&segments[0]).unwrap().unwrap();
    device.challenge();
    assert_eq!(device.request(&segments[1]), Some(Err("6985".to_owned())));
    let interrupted = "configureISDP: installFailedDueToInterruption".to_owned();
    assert_eq!(device.results(), [(1, interrupted)]);
    assert_eq!(outcome(&device.download(&server, &Package::new())), "success");
}

#[test]
fn a_package_that_starts_anew_was_interrupted() {
    let (mut device, server) = (Device::new(""), Server::new());
    let segments = device.bind(&server, &Package::new());
    device.request(&segments[0]).unwrap().unwrap();
    let interrupted = "initialiseSecureChannel: installFailedDueToInterruption";
    assert_eq!(outcome(&device.load(&segments)), interrupted);
    assert_eq!(device.request(&segments[1]), Some(Err("6985".to_owned())));
}

fn cancel(reason: CancelSessionReason) -> CancelSessionRequest {
    CancelSessionRequest {
        transaction_id: transaction_id(),
        reason,
        unknown: Unknown::none(),
    }
}

#[test]
fn a_session_is_cancelled_at_every_stage() {
    for stage in ["authenticated", "prepared", "loading", "failed"] {
        let (mut device, server) = (Device::new(""), Server::new());
        match stage {
            "authenticated" => drop(device.authenticate(&server)),
            "prepared" => drop(device.prepare(&server)),
            _ => {
                let segments = device.bind(&server, &Package::new());
                device.request(&segments[0]).unwrap().unwrap();
                if stage == "failed" {
                    device.request(&segments[3]).unwrap().unwrap();
                }
            }
        }
        for reason in [
            CancelSessionReason::Other(99),
            CancelSessionReason::EndUserRejection,
        ] {
            let answer = device.es10(&cancel(reason)).unwrap();
            match (reason, CancelSessionResponse::from_der(&answer).unwrap()) {
                (CancelSessionReason::Other(_), CancelSessionResponse::Error(error)) => {
                    assert_eq!(error, CancelSessionError::UndefinedError, "{stage}");
                }
                (reason, CancelSessionResponse::Ok { signed, .. }) => {
                    let certificate = device.card.pki().unwrap().euicc_certificate();
                    verify_signature(certificate, &signed.raw, &signed.signature).unwrap();
                    assert_eq!(signed.value.smdp_oid.to_string(), "2.999.10");
                    assert_eq!(signed.value.reason, reason);
                }
                (_, error) => panic!("{stage}: {error:?}"),
            }
        }
        let over = CancelSessionResponse::Error(CancelSessionError::InvalidTransactionId);
        let answer = device.es10(&cancel(CancelSessionReason::Timeout)).unwrap();
        assert_eq!(answer, over.to_der(), "{stage}: the session is over");
        let reported = match stage {
            "loading" => vec![(1, "configureISDP: installFailedDueToInterruption".to_owned())],
            "failed" => vec![(1, "configureISDP: scp03tStructureError".to_owned())],
            _ => Vec::new(),
        };
        assert_eq!(device.results(), reported, "{stage}");
    }
}

#[test]
fn another_session_cannot_be_cancelled() {
    let (mut device, server) = (Device::new(""), Server::new());
    device.authenticate(&server);
    let other = CancelSessionRequest {
        transaction_id: signoff_protocol::id::TransactionId::from_bytes(&[1]).unwrap(),
        ..cancel(CancelSessionReason::Timeout)
    };
    let refused = CancelSessionResponse::Error(CancelSessionError::InvalidTransactionId).to_der();
    assert_eq!(device.es10(&other), Ok(refused));
    let answer = device.es10(&cancel(CancelSessionReason::Timeout)).unwrap();
    assert!(matches!(
        CancelSessionResponse::from_der(&answer),
        Ok(CancelSessionResponse::Ok { .. })
    ));
}
