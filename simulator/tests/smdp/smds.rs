//! The SM-DS: events of SM-DP+s, asked for by eUICCs.

use serde_json::{Value, json};
use signoff_protocol::es9p::{AuthenticateClientDsResult, AuthenticateClientRequest};
use signoff_protocol::es10b::AuthenticateServerResponse;
use signoff_protocol::message::Encode;
use signoff_simulator::smdp::{OrderRequest, Smdp};

use crate::download::{TRAVEL, iccid};
use crate::peer::{EIDS, Peer, call, smdp};

const SMDS: &str = "smds.example";

fn with_smds() -> Smdp {
    let yaml = TRAVEL.replace("profiles:", "smds_addresses: [smds.example]\nprofiles:");
    smdp(&yaml.replace("state: released\n    matching_id: TRAVEL", "state: available"))
}

fn events(smdp: &Smdp, euicc: &Peer, event_id: Option<&str>) -> Result<Vec<(String, String)>, String> {
    let session = euicc.initiate(smdp, SMDS)?;
    let proof = euicc.proof(euicc.signed1(&session, event_id));
    let request = AuthenticateClientRequest {
        transaction_id: session.transaction_id,
        authenticate_server_response: AuthenticateServerResponse::Ok(Box::new(proof)).to_der(),
    };
    let path = "/gsma/rsp2/es9plus/authenticateClient";
    let result: AuthenticateClientDsResult = call(smdp, SMDS, path, &request)?;
    let entries = result.event_entries.into_iter();
    Ok(entries
        .map(|entry| (entry.event_id, entry.rsp_server_address))
        .collect())
}

#[test]
fn an_order_with_an_smds_is_found_there_until_it_is_installed() {
    let smdp = with_smds();
    let mut euicc = Peer::new();
    assert_eq!(events(&smdp, &euicc, None), Ok(Vec::new()));
    let order = OrderRequest {
        eid: Some(euicc.eid),
        matching_id: Some("EVENT-1".to_owned()),
        smds_address: Some(SMDS.to_owned()),
        ..OrderRequest::of(iccid())
    };
    smdp.order(&order).unwrap();
    let found = vec![("EVENT-1".to_owned(), "smdp.example".to_owned())];
    assert_eq!(events(&smdp, &euicc, None), Ok(found.clone()));
    assert_eq!(events(&smdp, &euicc, Some("EVENT-1")), Ok(found));
    assert_eq!(
        events(&smdp, &euicc, Some("EVENT-2")),
        Err("8.9.5/3.9".to_owned())
    );
    assert_eq!(events(&smdp, &Peer::other(), None), Ok(Vec::new()));
    euicc.install(&smdp, Some("EVENT-1")).unwrap();
    assert_eq!(events(&smdp, &euicc, None), Ok(Vec::new()));
}

#[test]
fn events_come_and_go_by_es12() {
    let smdp = with_smds();
    let es12 = |function: &str, mut body: Value| -> Result<Value, String> {
        body["header"] = json!({"functionRequesterIdentifier": "1.2.3", "functionCallIdentifier": "TX-1"});
        call(&smdp, SMDS, &format!("/gsma/rsp2/es12/{function}"), &body)
    };
    let event = || json!({"eid": EIDS[0], "eventId": "E1", "rspServerAddress": "far.example"});
    es12("registerEvent", event()).unwrap();
    assert_eq!(es12("registerEvent", event()).unwrap_err(), "8.9.5/3.3");
    assert_eq!(
        es12(
            "registerEvent",
            json!({"eventId": "E1", "rspServerAddress": "x.example"})
        )
        .unwrap_err(),
        "8.1.1/2.2"
    );
    assert_eq!(
        events(&smdp, &Peer::new(), None),
        Ok(vec![("E1".to_owned(), "far.example".to_owned())])
    );
    es12("deleteEvent", event()).unwrap();
    assert_eq!(es12("deleteEvent", event()).unwrap_err(), "8.9.5/3.9");
}
