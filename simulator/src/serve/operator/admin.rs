//! Paths of our own, for whoever runs the desk: lines, messages, faults, the clock. Loopback only.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post, put};
use axum::{Extension, Json, Router};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{DateTime, ErrorCode, TmfError};

use super::answer::{Answer, Failed};
use super::door::Peer;
use super::extract::{Body, Id};
use super::site::Site;
use crate::operator::{
    AccountView, LineView, Message, OperatorFaultPlan, OperatorFileError, ProfilePresence,
};
use crate::smdp::StoreError;

/// What the clock of the desk shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockView {
    /// Now.
    pub now: DateTime,
}

/// Moves the clock of the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockChange {
    /// To this moment, first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DateTime>,
    /// So many times 24 hours forward.
    #[serde(default)]
    pub days: u32,
    /// So many hours forward.
    #[serde(default)]
    pub hours: u32,
    /// So many minutes forward.
    #[serde(default)]
    pub minutes: u32,
}

/// Where a profile is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresenceChange {
    /// What the desk is to know.
    pub profile: ProfilePresence,
}

/// How the desk gets on with its SM-DP+.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmdpView {
    /// Whether it has one.
    pub linked: bool,
    /// What went wrong last; nothing when all is well.
    pub trouble: Option<String>,
    /// How many news were read.
    pub read: u64,
}

type Shared = State<Arc<Site>>;

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/lines", get(lines))
        .route("/lines/{iccid}/profile", put(set_profile).post(set_profile))
        .route("/accounts", get(accounts))
        .route("/accounts/{number}/unlock", post(unlock))
        .route("/accounts/{number}/pay", post(pay))
        .route("/messages", get(messages))
        .route("/faults", get(faults).put(set_faults).post(set_faults))
        .route("/clock", get(clock).put(move_clock).post(move_clock))
        .route("/smdp", get(smdp))
        .layer(from_fn(loopback_only))
}

async fn loopback_only(Extension(peer): Extension<Peer>, request: Request, next: Next) -> Response {
    if peer.address.ip().is_loopback() {
        next.run(request).await
    } else {
        Failed::new(ErrorCode::NotFound, "there is nothing at this path").into_response()
    }
}

async fn lines(State(site): Shared) -> Answer<Json<Vec<LineView>>> {
    let lines = site.run(|operator, now| operator.lines(now).map_err(store));
    Ok(Json(lines.await?))
}

async fn set_profile(
    State(site): Shared,
    Id(iccid): Id,
    Body(change): Body<PresenceChange>,
) -> Answer<StatusCode> {
    let iccid: Iccid = iccid
        .parse()
        .map_err(|_| Failed::new(ErrorCode::NotFound, format!("{iccid} is no ICCID")))?;
    site.run(move |operator, now| {
        operator
            .set_presence(iccid, change.profile, now)
            .map_err(|error| match error {
                OperatorFileError::Store(error) => store(error),
                other => TmfError::new(ErrorCode::NotFound, other.to_string()),
            })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn accounts(State(site): Shared) -> Answer<Json<Vec<AccountView>>> {
    let accounts = site.run(|operator, now| operator.accounts(now).map_err(store));
    Ok(Json(accounts.await?))
}

async fn unlock(State(site): Shared, Id(number): Id) -> Answer<StatusCode> {
    site.run(move |operator, now| known(operator.unlock(&number, now), &number))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn pay(State(site): Shared, Id(number): Id) -> Answer<StatusCode> {
    site.run(move |operator, now| known(operator.pay(&number, now), &number))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn messages(State(site): Shared) -> Answer<Json<Vec<Message>>> {
    let messages = site.run(|operator, now| operator.messages(now).map_err(store));
    Ok(Json(messages.await?))
}

async fn faults(State(site): Shared) -> Json<Vec<OperatorFaultPlan>> {
    Json(site.operator.faults())
}

async fn set_faults(State(site): Shared, Body(plans): Body<Vec<OperatorFaultPlan>>) -> StatusCode {
    site.operator.set_faults(&plans);
    StatusCode::NO_CONTENT
}

async fn clock(State(site): Shared) -> Json<ClockView> {
    Json(shown(&site))
}

async fn move_clock(State(site): Shared, Body(change): Body<ClockChange>) -> Answer<Json<ClockView>> {
    let minutes = i64::from(change.days) * 24 * 60 + i64::from(change.hours) * 60 + i64::from(change.minutes);
    if let Some(to) = &change.to {
        site.clock.set(to.timestamp());
    }
    site.clock.advance(SignedDuration::from_mins(minutes));
    // What is due by then happens now.
    site.run(|operator, now: Timestamp| operator.lines(now).map(drop).map_err(store))
        .await?;
    Ok(Json(shown(&site)))
}

async fn smdp(State(site): Shared) -> Answer<Json<SmdpView>> {
    site.run(|_, _| Ok(())).await?;
    let (linked, trouble) = site.link();
    Ok(Json(SmdpView {
        linked,
        trouble: trouble.map(|error| error.reason),
        read: site.operator.cursor().next,
    }))
}

fn shown(site: &Site) -> ClockView {
    ClockView {
        now: DateTime::at(site.clock.now(), site.operator.zone()),
    }
}

fn known(done: Result<bool, StoreError>, account: &str) -> Result<(), TmfError> {
    if done.map_err(store)? {
        Ok(())
    } else {
        Err(TmfError::new(
            ErrorCode::NotFound,
            format!("there is no account {account}"),
        ))
    }
}

fn store(error: StoreError) -> TmfError {
    TmfError::new(ErrorCode::OutOfOrder, error.reason)
}
