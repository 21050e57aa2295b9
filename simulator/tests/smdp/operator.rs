//! ES2+: orders of the operator, and what it is told.

use serde_json::{Value, json};
use signoff_protocol::notification::Event;
use signoff_simulator::smdp::{OrderRequest, ProfileState, Smdp};

use crate::download::{TRAVEL, iccid, with};
use crate::peer::{EIDS, HOST, Peer, call, smdp};

fn es2p(smdp: &Smdp, function: &str, mut body: Value) -> Result<Value, String> {
    body["header"] = json!({"functionRequesterIdentifier": "1.2.3", "functionCallIdentifier": "TX-1"});
    call(smdp, HOST, &format!("/gsma/rsp2/es2plus/{function}"), &body)
}

fn in_stock() -> Smdp {
    smdp(&with(
        "state: released\n    matching_id: TRAVEL",
        "state: available",
    ))
}

const ICCID: &str = "8988211000000000011F";

#[test]
fn order_confirm_release_and_cancel() {
    let smdp = in_stock();
    let state = || smdp.state(iccid()).unwrap();
    let ordered = es2p(&smdp, "downloadOrder", json!({"profileType": "generic"})).unwrap();
    assert_eq!(ordered["iccid"], ICCID);
    assert_eq!(state(), ProfileState::Allocated);
    let confirmed = es2p(
        &smdp,
        "confirmOrder",
        json!({"iccid": ICCID, "matchingId": "ABC-1", "releaseFlag": false}),
    )
    .unwrap();
    assert_eq!(confirmed["matchingId"], "ABC-1");
    assert_eq!(confirmed["smdpAddress"], HOST);
    assert_eq!(state(), ProfileState::Confirmed);
    assert_eq!(
        Peer::new().download(&smdp, Some("ABC-1")).err().as_deref(),
        Some("8.2/1.2")
    );
    es2p(&smdp, "releaseProfile", json!({"iccid": ICCID})).unwrap();
    assert_eq!(state(), ProfileState::Released);
    es2p(
        &smdp,
        "cancelOrder",
        json!({"iccid": ICCID, "matchingId": "ABC-1", "finalProfileStatusIndicator": "Available"}),
    )
    .unwrap();
    assert_eq!(state(), ProfileState::Available);
    assert_eq!(
        Peer::new().download(&smdp, Some("ABC-1")).err().as_deref(),
        Some("8.2.6/3.8")
    );
}

#[test]
fn what_es2p_refuses() {
    let smdp = in_stock();
    let refused = |function: &str, body: Value| es2p(&smdp, function, body).unwrap_err();
    let stranger = "8988211000000000099F";
    assert_eq!(refused("downloadOrder", json!({"iccid": stranger})), "8.2.1/3.9");
    assert_eq!(
        refused("downloadOrder", json!({"profileType": "gold"})),
        "8.2.5/3.9"
    );
    assert_eq!(
        refused("downloadOrder", json!({"iccid": ICCID, "profileType": "gold"})),
        "8.2.5/3.8"
    );
    assert_eq!(refused("downloadOrder", json!({})), "1.6/2.2");
    assert_eq!(
        refused("confirmOrder", json!({"iccid": ICCID, "releaseFlag": true})),
        "8.2.1/1.2"
    );
    assert_eq!(refused("releaseProfile", json!({"iccid": ICCID})), "8.2.1/3.5");
    let cancel = |indicator| json!({"iccid": ICCID, "finalProfileStatusIndicator": indicator});
    assert_eq!(refused("cancelOrder", cancel("Available")), "8.2.1/1.2");
    assert_eq!(refused("cancelOrder", cancel("Lost")), "1.6/2.1");

    es2p(&smdp, "downloadOrder", json!({"iccid": ICCID, "eid": EIDS[0]})).unwrap();
    assert_eq!(smdp.state(iccid()), Some(ProfileState::Linked));
    assert_eq!(refused("downloadOrder", json!({"iccid": ICCID})), "8.2.1/3.3");
    assert_eq!(
        refused("downloadOrder", json!({"profileType": "generic"})),
        "8.2.5/3.7"
    );
    let confirm = json!({"iccid": ICCID, "eid": EIDS[1], "releaseFlag": true});
    assert_eq!(refused("confirmOrder", confirm), "8.1.1/3.1");
    let confirm = json!({"iccid": ICCID, "smdsAddress": "smds.example", "releaseFlag": true});
    assert_eq!(refused("confirmOrder", confirm), "8.9/5.1");
    let mut other = cancel("Available");
    other["eid"] = json!(EIDS[1]);
    assert_eq!(refused("cancelOrder", other), "8.2.1/3.1");
    let mut other = cancel("Available");
    other["matchingId"] = json!("ABC-2");
    assert_eq!(refused("cancelOrder", other), "8.2.6/3.1");
}

#[test]
fn strangers_order_nothing() {
    let stock = with("state: released\n    matching_id: TRAVEL", "state: available");
    let closed = smdp(&format!("requesters: [\"9.9.9\"]\n{}", stock.trim_start()));
    let any = json!({"profileType": "generic"});
    for (function, body) in [
        ("downloadOrder", any.clone()),
        ("confirmOrder", json!({"iccid": ICCID, "releaseFlag": true})),
        ("releaseProfile", json!({"iccid": ICCID})),
        (
            "cancelOrder",
            json!({"iccid": ICCID, "finalProfileStatusIndicator": "Available"}),
        ),
    ] {
        assert_eq!(
            es2p(&closed, function, body).unwrap_err(),
            "1.1/3.9",
            "{function}"
        );
    }
    // What the SM-DP+ is told at its own door goes through.
    closed.order(&OrderRequest::of(iccid())).unwrap();

    let of = |requester: &str| {
        let only = format!("state: available\n    requester: {requester}");
        smdp(&stock.replace("state: available", &only))
    };
    let other = of("9.9.9");
    let refused = |function: &str, body: Value| es2p(&other, function, body).unwrap_err();
    assert_eq!(refused("downloadOrder", any.clone()), "8.2.5/1.2");
    assert_eq!(refused("downloadOrder", json!({"iccid": ICCID})), "8.2.1/1.2");
    assert_eq!(refused("releaseProfile", json!({"iccid": ICCID})), "8.2.1/1.2");
    es2p(&of("1.2.3"), "downloadOrder", any).unwrap();
}

#[test]
fn an_order_needs_an_eid_or_a_token() {
    let smdp = in_stock();
    let order = OrderRequest {
        matching_id: Some(String::new()),
        ..OrderRequest::of(iccid())
    };
    let error = smdp.order(&order).unwrap_err().to_string();
    assert!(error.starts_with("confirmOrder is refused: 8.1.1/2.2"), "{error}");
}

#[test]
fn an_order_in_one_call_makes_an_activation_code() {
    let smdp = in_stock();
    let ordered = smdp
        .order(&OrderRequest {
            confirmation_code: Some("1".to_owned()),
            ..OrderRequest::of(iccid())
        })
        .unwrap();
    assert_eq!(ordered.matching_id.len(), 16);
    let text = ordered.activation_code.to_string();
    assert!(
        text.contains(&format!("1$smdp.example${}$$1", ordered.matching_id)),
        "{text}"
    );
}

#[test]
fn the_operator_is_told_each_step() {
    let smdp = smdp(TRAVEL);
    let mut euicc = Peer::new();
    euicc.install(&smdp, Some("TRAVEL")).unwrap();
    for event in [Event::Enable, Event::Disable, Event::Delete] {
        euicc.report(&smdp, event, iccid());
    }
    let events = smdp.operator_events(0);
    let points: Vec<u32> = events.iter().map(|event| event.point.0).collect();
    assert_eq!(points, [1, 3, 4, 101, 102, 103]);
    assert!(
        events
            .iter()
            .all(|event| event.eid == Some(euicc.eid) && event.failure.is_none())
    );
    let body = serde_json::to_value(events[2].request()).unwrap();
    assert_eq!(body["iccid"], ICCID);
    assert_eq!(body["notificationPointStatus"]["status"], "Executed-Success");
    assert_eq!(smdp.operator_events(5).len(), 1);
}
