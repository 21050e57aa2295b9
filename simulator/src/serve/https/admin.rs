//! Paths of our own, for the person who runs the server: states, notifications, faults. Loopback only.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Extension, Json, Router};
use serde::{Deserialize, Serialize};
use signoff_protocol::id::Iccid;

use super::door::Peer;
use crate::operator::SmdpNews;
use crate::smdp::{FaultPlan, OperatorEvent, ProfileState, ReceivedNotification, Smdp};

/// What the paths begin with.
pub const ADMIN_PATH: &str = "/signoff/v1";

/// A profile and its state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    /// Digits.
    pub iccid: String,
    /// Where it is in its life.
    pub state: ProfileState,
}

/// A notification that came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationView {
    /// Its place in the order of arrival, from 0.
    pub arrival: u64,
    /// When, seconds since 1970.
    pub at: i64,
    /// Which eUICC, where that is known.
    pub eid: Option<String>,
    /// seqNumber
    pub seq: u32,
    /// `install`, `enable`, `disable`, `delete`
    pub event: String,
    /// Which profile.
    pub iccid: Option<String>,
    /// The host that it came to.
    pub address: String,
    /// What was made of it.
    pub verdict: String,
    /// Whether the sender was told that it arrived.
    pub acknowledged: bool,
}

impl From<ReceivedNotification> for NotificationView {
    fn from(received: ReceivedNotification) -> Self {
        Self {
            arrival: received.arrival,
            at: received.at,
            eid: received.eid.map(|eid| eid.to_string()),
            seq: received.seq.get(),
            event: received.event.name().to_owned(),
            iccid: received.iccid.map(|iccid| iccid.to_string()),
            address: received.address,
            verdict: received.verdict.name().to_owned(),
            acknowledged: received.verdict.is_acknowledged(),
        }
    }
}

/// What goes wrong at an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultView {
    /// Host name.
    pub address: String,
    /// Nothing, when all is well.
    pub plan: Option<FaultPlan>,
}

/// Puts a profile into a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateChange {
    /// The new one.
    pub state: ProfileState,
}

/// Which life of an SM-DP+ it is: numbers of events begin anew with each.
#[derive(Clone, Debug)]
pub(super) struct Instance(pub(super) Arc<str>);

type Engine = State<Arc<Smdp>>;

pub(super) fn router() -> Router<Arc<Smdp>> {
    Router::new()
        .route("/profiles", get(profiles).post(profiles))
        .route("/profiles/{iccid}/state", put(set_state).post(set_state))
        .route("/notifications", get(notifications).post(notifications))
        .route(
            "/operator-events/{since}",
            get(operator_events).post(operator_events),
        )
        .route("/faults", get(faults).post(faults))
        .route(
            "/faults/{address}",
            put(set_fault).post(set_fault).delete(clear_fault),
        )
        .route("/faults/{address}/clear", post(clear_fault))
        .layer(from_fn(loopback_only))
}

async fn loopback_only(Extension(peer): Extension<Peer>, request: Request, next: Next) -> Response {
    if peer.address.ip().is_loopback() {
        next.run(request).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

async fn profiles(State(smdp): Engine) -> Json<Vec<ProfileView>> {
    let view = |(iccid, state): (Iccid, ProfileState)| ProfileView {
        iccid: iccid.to_string(),
        state,
    };
    Json(smdp.profiles().into_iter().map(view).collect())
}

async fn set_state(
    State(smdp): Engine,
    Path(iccid): Path<String>,
    Json(change): Json<StateChange>,
) -> Response {
    let Ok(iccid) = iccid.parse::<Iccid>() else {
        return (StatusCode::BAD_REQUEST, "no ICCID").into_response();
    };
    let done = tokio::task::spawn_blocking(move || smdp.set_state(iccid, change.state)).await;
    match done {
        Ok(Ok(())) => StatusCode::NO_CONTENT.into_response(),
        Ok(Err(error)) => (StatusCode::CONFLICT, error.to_string()).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn notifications(State(smdp): Engine) -> Json<Vec<NotificationView>> {
    Json(
        smdp.notifications()
            .into_iter()
            .map(NotificationView::from)
            .collect(),
    )
}

async fn operator_events(
    State(smdp): Engine,
    Extension(instance): Extension<Instance>,
    Path(since): Path<u64>,
) -> Json<SmdpNews> {
    let (next, events) = smdp.operator_news(since);
    Json(SmdpNews {
        instance: instance.0.to_string(),
        next,
        calls: events.iter().map(OperatorEvent::request).collect(),
    })
}

async fn faults(State(smdp): Engine) -> Json<Vec<FaultView>> {
    let view = |address: &str| FaultView {
        address: address.to_owned(),
        plan: smdp.fault(address),
    };
    Json(smdp.addresses().map(view).collect())
}

async fn set_fault(
    State(smdp): Engine,
    Path(address): Path<String>,
    Json(plan): Json<FaultPlan>,
) -> Response {
    if !smdp.addresses().any(|known| known.eq_ignore_ascii_case(&address)) {
        return (StatusCode::NOT_FOUND, "no address of this SM-DP+").into_response();
    }
    smdp.set_fault(&address, Some(plan));
    StatusCode::NO_CONTENT.into_response()
}

async fn clear_fault(State(smdp): Engine, Path(address): Path<String>) -> StatusCode {
    smdp.set_fault(&address, None);
    StatusCode::NO_CONTENT
}
