//! The whole way with both engines: a real card, a real SM-DP+, and nothing between them but the LPA.

use std::sync::Mutex;

use futures::FutureExt as _;
use futures::future::{BoxFuture, ready};
use jiff::Timestamp;
use signoff_protocol::id::Iccid;
use signoff_simulator::card_file::CardFile;
use signoff_simulator::pki::SmdpPki;
use signoff_simulator::smdp::{HttpRequest, MemoryStore, ProfileState, Smdp, SmdpFile};

use super::world::{line, request};
use crate::lpa::archive::MemoryArchive;
use crate::lpa::delivery::{DeliveryOptions, deliver};
use crate::lpa::download::{DownloadOutcome, DownloadRequest, download};
use crate::lpa::es9p::{Es9p, Es9pAnswer, Es9pError, ServerAddress};
use crate::lpa::{Lpa, LpaOptions};
use crate::transport::SimulatorTransport;

const SERVER: &str = r#"
about: One profile, released.
addresses: [smdp.example]
profiles:
  - state: released
    matching_id: TRAVEL
    confirmation_code: "1234"
    profile:
      name: travel
      iccid: "8988211000000000011"
      imsi: "901700000000011"
      service_provider_name: Travel
      profile_name: Travel Data
      owner: {mcc_mnc: 901-70}
      notifications:
        - {events: [install, enable, disable, delete], address: smdp.example}
"#;

/// The engine, without sockets and at one moment.
struct InProcess {
    smdp: Smdp,
    now: Timestamp,
    calls: Mutex<usize>,
}

impl Es9p for InProcess {
    fn post<'a>(
        &'a self,
        server: &'a ServerAddress,
        path: &'a str,
        body: Vec<u8>,
    ) -> BoxFuture<'a, Result<Es9pAnswer, Es9pError>> {
        *self.calls.lock().expect("no test panics with it") += 1;
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let request = HttpRequest {
            address: server.host(),
            path: path.to_owned(),
            headers: vec![
                header("Content-Type", "application/json"),
                header("X-Admin-Protocol", "gsma/rsp/v2.2.2"),
            ],
            body,
        };
        let response = self.smdp.handle(&request, self.now);
        ready(Ok(Es9pAnswer {
            status: response.status,
            body: response.body,
            ..Es9pAnswer::default()
        }))
        .boxed()
    }
}

#[tokio::test]
async fn a_profile_is_downloaded_with_its_code_and_the_smdp_learns_of_it() {
    let file = SmdpFile::parse(SERVER).expect("a file");
    let pki = SmdpPki::generate(1, &file.oid).expect("a PKI");
    let smdp = Smdp::new(&file, pki, Box::new(MemoryStore::default()), 1).expect("an SM-DP+");
    let es9p = InProcess {
        smdp,
        now: "2026-06-01T00:00:00Z".parse().expect("a time"),
        calls: Mutex::new(0),
    };
    let iccid: Iccid = "8988211000000000011".parse().expect("an ICCID");
    let text = signoff_fixtures::card("traveller").expect("a card");
    let card = SimulatorTransport::new(CardFile::parse(&text).expect("a card"), 1).expect("a card");
    let mut lpa = Lpa::new(Box::new(card), LpaOptions::default(), Box::new(()));

    let wrong = DownloadRequest {
        confirmation_code: Some("9999".to_owned()),
        ..request("1$smdp.example$TRAVEL$$1")
    };
    let outcome = download(&mut lpa, &es9p, &wrong, &mut ()).await;
    assert_eq!(line(&outcome), "get_bound_profile_package smdp 8.2.7/3.8 euicc");

    let right = DownloadRequest {
        confirmation_code: Some("1234".to_owned()),
        ..wrong
    };
    let outcome = download(&mut lpa, &es9p, &right, &mut ()).await;
    let Ok(DownloadOutcome::Installed(installed)) = &outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(installed.iccid, iccid);
    assert_eq!(es9p.smdp.state(iccid), Some(ProfileState::Downloaded));

    let mut archive = MemoryArchive::new();
    let report = deliver(
        &mut lpa,
        &es9p,
        &mut archive,
        &DeliveryOptions::default(),
        &mut |_| {},
    )
    .await
    .expect("a delivery");
    assert!(report.is_complete(), "{:?}", report.deliveries);
    assert_eq!(es9p.smdp.state(iccid), Some(ProfileState::Installed));
}
