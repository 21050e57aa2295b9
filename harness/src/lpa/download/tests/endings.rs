//! Downloads that end early: who said no, where, and who is told.

use signoff_protocol::es9p::{Es9pFunction, StatusCode};
use signoff_protocol::es10b::{AuthenticateErrorCode, CancelSessionReason, DownloadErrorCode, ErrorReason};
use signoff_protocol::profile::PolicyRules;
use signoff_protocol::tlv::Bits;

use super::server::Wrong;
use super::world::{World, line, metadata, request};
use crate::lpa::download::{CancelAt, DownloadRequest, Stage};
use crate::lpa::es9p::Es9pCause;

const CODE: &str = "1$smdp.example$T";

/// What both sides heard of the end: the card, the server.
fn heard(world: &World) -> (Option<CancelSessionReason>, Option<CancelSessionReason>) {
    (world.card().cancelled, world.servers.does().cancelled)
}

#[tokio::test]
async fn it_can_be_cancelled_before_every_stage() {
    let reason = CancelSessionReason::Postponed;
    for (stage, told) in [
        (Stage::InitiateAuthentication, false),
        (Stage::AuthenticateServer, false),
        (Stage::AuthenticateClient, true),
        (Stage::Consent, true),
        (Stage::PrepareDownload, true),
        (Stage::GetBoundProfilePackage, true),
        (Stage::LoadBoundProfilePackage, true),
    ] {
        let mut world = World::new().await;
        let request = DownloadRequest {
            cancel_at: Some(CancelAt { stage, reason }),
            ..request(CODE)
        };
        let outcome = world.download(&request).await;
        let both = if told { "both" } else { "not_needed" };
        assert_eq!(
            line(&outcome),
            format!("cancelled {} postponed {both}", stage.word())
        );
        let reason = told.then_some(reason);
        assert_eq!(heard(&world), (reason, reason), "{stage}");
        assert!(!world.seen.stages.contains(&stage), "{stage} was not entered");
    }
}

#[tokio::test]
async fn a_server_that_says_no_has_ended_the_session_itself() {
    for (function, want) in [
        (
            Es9pFunction::InitiateAuthentication,
            "initiate_authentication smdp 8.2.6/3.8 not_needed",
        ),
        (
            Es9pFunction::AuthenticateClient,
            "authenticate_client smdp 8.2.6/3.8 euicc",
        ),
        (
            Es9pFunction::GetBoundProfilePackage,
            "get_bound_profile_package smdp 8.2.6/3.8 euicc",
        ),
    ] {
        let mut world = World::new().await;
        world.servers.does().wrong = Some((function, Wrong::Failed(StatusCode::new("8.2.6", "3.8"))));
        assert_eq!(line(&world.code(CODE).await), want);
        assert_eq!(heard(&world).1, None, "{function}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_no_refusal_and_costs_no_order() {
    for (function, want) in [
        (
            Es9pFunction::InitiateAuthentication,
            "initiate_authentication reset not_needed",
        ),
        (Es9pFunction::AuthenticateClient, "authenticate_client reset both"),
        (
            Es9pFunction::GetBoundProfilePackage,
            "get_bound_profile_package reset both",
        ),
    ] {
        let mut world = World::new().await;
        world.servers.does().wrong = Some((function, Wrong::Cause(Es9pCause::Reset)));
        assert_eq!(line(&world.code(CODE).await), want);
        assert!(
            heard(&world).1.is_none_or(CancelSessionReason::keeps_order),
            "{function}"
        );
    }
    let mut world = World::new().await;
    let cancel = Es9pFunction::CancelSession;
    world.servers.does().wrong = Some((cancel, Wrong::Cause(Es9pCause::Refused)));
    let request = DownloadRequest {
        cancel_at: Some(CancelAt {
            stage: Stage::Consent,
            reason: CancelSessionReason::EndUserRejection,
        }),
        ..request(CODE)
    };
    let outcome = world.download(&request).await;
    assert_eq!(line(&outcome), "cancelled consent endUserRejection failed");
}

#[tokio::test]
async fn what_the_euicc_refuses_the_server_learns() {
    let mut world = World::new().await;
    world.card().authenticate = Some(AuthenticateErrorCode::InvalidOid);
    assert_eq!(
        line(&world.code(CODE).await),
        "authenticate_server euicc invalidOid not_needed"
    );
    assert!(
        world
            .servers
            .does()
            .log
            .contains(&"smdp.example authenticateClient".to_owned())
    );

    let mut world = World::new().await;
    world.card().prepare = Some(DownloadErrorCode::InvalidSignature);
    assert_eq!(
        line(&world.code(CODE).await),
        "prepare_download euicc invalidSignature euicc"
    );
    assert!(
        world
            .servers
            .does()
            .log
            .contains(&"smdp.example getBoundProfilePackage".to_owned())
    );

    let mut world = World::new().await;
    world.card().install = Some(ErrorReason::InstallFailedDueToPeProcessingError);
    let want = "load_bound_profile_package euicc installFailedDueToPEProcessingError not_needed";
    assert_eq!(line(&world.code(CODE).await), want);
    assert_eq!(heard(&world), (None, None), "the result tells");
}

#[tokio::test]
async fn a_refused_segment_stops_the_loading_at_once() {
    for refused in 0..7 {
        let mut world = World::new().await;
        world.card().refuse_segment = Some(refused);
        let outcome = world.code(CODE).await;
        assert_eq!(line(&outcome), "load_bound_profile_package euicc 6985 both");
        assert_eq!(world.card().segments, refused + 1);
        let reason = Some(CancelSessionReason::LoadBppExecutionError);
        assert_eq!(heard(&world), (reason, reason));
    }
}

#[tokio::test]
async fn the_lpa_checks_what_it_can() {
    let mut world = World::new().await;
    world.servers.does().signs_for = Some("other.example");
    let want = "initiate_authentication lpa addressMismatch not_needed";
    assert_eq!(line(&world.code(CODE).await), want);

    let mut world = World::new().await;
    let want = "initiate_authentication lpa oidMismatch not_needed";
    assert_eq!(line(&world.code("1$smdp.example$T$2.999.11").await), want);
    let mut world = World::new().await;
    assert!(line(&world.code("1$smdp.example$T$2.999.10").await).starts_with("installed"));

    let mut world = World::new().await;
    world.servers.does().transaction = [1, 2, 3, 4];
    let want = "authenticate_client lpa transactionMismatch both";
    assert_eq!(line(&world.code(CODE).await), want);

    let mut world = World::new().await;
    let mut other = metadata();
    other.profile_name = "Something else".into();
    world.servers.does().package_metadata = Some(other);
    let want = "load_bound_profile_package lpa metadataMismatch both";
    assert_eq!(line(&world.code(CODE).await), want);
    assert_eq!(world.card().segments, 0);
    assert_eq!(heard(&world).1, Some(CancelSessionReason::MetadataMismatch));

    let mut world = World::new().await;
    world.servers.does().confirmation_code = true;
    assert_eq!(
        line(&world.code(CODE).await),
        "consent lpa confirmationCodeMissing both"
    );
    assert_eq!(heard(&world).1, Some(CancelSessionReason::Postponed));
}

#[tokio::test]
async fn policy_rules_need_a_row_of_the_table() {
    let ruled = |owner: &str| {
        let mut metadata = metadata();
        metadata.policy_rules = Some(PolicyRules(Bits::only(PolicyRules::PPR1_BIT)));
        metadata.owner = Some(signoff_protocol::profile::OperatorId {
            mcc_mnc: owner.parse().expect("MCC and MNC"),
            gid1: None,
            gid2: None,
        });
        metadata
    };
    // The traveller's card has no table, the other one a row for this operator.
    for (card, owner, want) in [
        ("traveller", "206-01", "consent lpa rulesNotAllowed both"),
        ("policy-rules", "206-01", "installed 8932999000000000010"),
    ] {
        let mut world = World::with(card).await;
        world.servers.does().metadata = ruled(owner);
        assert_eq!(line(&world.code(CODE).await), want, "{card}");
        if want.starts_with("consent") {
            let reason = Some(CancelSessionReason::PprNotAllowed);
            assert_eq!(heard(&world), (reason, reason));
        }
    }
}
