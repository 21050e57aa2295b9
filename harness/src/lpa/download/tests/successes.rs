//! Downloads that go well.

use signoff_protocol::es9p::EventEntry;
use signoff_protocol::id::SeqNumber;

use super::world::{ICCID, TID, World, line, request};
use crate::lpa::download::confirmation::hash_cc;
use crate::lpa::download::{DownloadOutcome, DownloadRequest, Source, Stage};

#[tokio::test]
async fn an_activation_code_brings_a_profile() {
    let mut world = World::new().await;
    let outcome = world.code("LPA:1$SMDP.example$TRAVEL-1").await;
    let Ok(DownloadOutcome::Installed(installed)) = &outcome else {
        panic!("{}", line(&outcome));
    };
    assert_eq!(installed.iccid.to_string(), ICCID);
    assert_eq!(installed.seq_number, SeqNumber::new(0));
    assert!(!installed.read_back);
    assert_eq!(
        world.servers.does().log,
        [
            "smdp.example initiateAuthentication",
            "smdp.example authenticateClient",
            "smdp.example getBoundProfilePackage",
        ]
    );
    assert_eq!(world.card().matching_id.as_deref(), Some("TRAVEL-1"));
    assert_eq!(world.card().hash_cc, None);
    assert_eq!(world.seen.offers, 1);
    assert_eq!(world.seen.stages, Stage::ALL[1..]);
    let segments: Vec<(usize, usize)> = (1..=7).map(|done| (done, 7)).collect();
    assert_eq!(world.seen.segments, segments);
}

#[tokio::test]
async fn a_confirmation_code_is_proven_and_not_sent() {
    let mut world = World::new().await;
    world.servers.does().confirmation_code = true;
    let with_code = DownloadRequest {
        confirmation_code: Some("1234".to_owned()),
        ..request("1$smdp.example$T$$1")
    };
    let outcome = world.download(&with_code).await;
    assert_eq!(line(&outcome), format!("installed {ICCID}"));
    let transaction_id = signoff_protocol::id::TransactionId::from_bytes(&TID).expect("an id");
    assert_eq!(world.card().hash_cc, Some(hash_cc("1234", &transaction_id)));
}

#[tokio::test]
async fn the_default_smdp_knows_the_profile_by_the_eid() {
    let mut world = World::new().await;
    let outcome = world.download(&DownloadRequest::new(Source::DefaultSmdp)).await;
    assert_eq!(line(&outcome), format!("installed {ICCID}"));
    assert_eq!(world.card().matching_id, None);
    assert!(
        world
            .servers
            .does()
            .log
            .iter()
            .all(|line| line.starts_with("smdp.home.example "))
    );

    let mut world = World::with("notification-addresses").await;
    let outcome = world.download(&DownloadRequest::new(Source::DefaultSmdp)).await;
    assert_eq!(line(&outcome), "initiate_authentication lpa noAddress not_needed");
}

#[tokio::test]
async fn an_smds_says_where_the_profile_is() {
    let mut world = World::new().await;
    let smds = DownloadRequest::new(Source::Smds(None));
    let outcome = world.download(&smds).await;
    assert_eq!(line(&outcome), "no event at smds.example");
    world.servers.does().events.push(EventEntry {
        event_id: "EVENT-1".to_owned(),
        rsp_server_address: "smdp.example".to_owned(),
    });
    world.servers.does().log.clear();
    let outcome = world.download(&smds).await;
    assert_eq!(line(&outcome), format!("installed {ICCID}"));
    assert_eq!(world.card().matching_id.as_deref(), Some("EVENT-1"));
    let log = world.servers.does().log.clone();
    assert_eq!(
        log[..3],
        [
            "smds.example initiateAuthentication",
            "smds.example authenticateClient",
            "smdp.example initiateAuthentication",
        ]
    );
}

#[tokio::test]
async fn a_lost_result_is_found_again() {
    let mut world = World::new().await;
    world.card().lose_result = Some(true);
    let outcome = world.code("1$smdp.example$T").await;
    let Ok(DownloadOutcome::Installed(installed)) = &outcome else {
        panic!("{}", line(&outcome));
    };
    assert!(installed.read_back);

    let mut world = World::new().await;
    world.card().lose_result = Some(false);
    let outcome = world.code("1$smdp.example$T").await;
    assert_eq!(line(&outcome), "load_bound_profile_package link both");
}

#[tokio::test]
async fn the_result_of_another_session_is_not_this_one() {
    let mut world = World::new().await;
    world.card().lose_result = Some(true);
    world.card().result_of = [0; 4];
    let outcome = world.code("1$smdp.example$T").await;
    assert_eq!(line(&outcome), "load_bound_profile_package link both");
}
