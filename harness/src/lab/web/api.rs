//! The paths under `/api`.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use signoff_protocol::id::Iccid;

use super::events;
use super::problem::Problem;
use super::server::Shared;
use super::texts;
use crate::lab::{Action, Done, Entry, LabState};

/// Longest body, bytes.
pub(super) const LONGEST_BODY: usize = 16 * 1024;

/// What a page needs before it can do something.
#[derive(Serialize)]
struct Session {
    token: String,
    version: &'static str,
    language: &'static str,
    folder: String,
    target: String,
    commands: Vec<String>,
}

/// What was done, and what is true now.
#[derive(Serialize)]
struct Answer {
    done: Done,
    state: LabState,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmation {
    confirm: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    #[serde(default)]
    numbers: Option<Vec<u32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Days {
    days: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PowerCut {
    at: Moment,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Moment {
    Now,
    NextWrite,
}

type App = State<Arc<Shared>>;
type Told = Result<Json<Answer>, Problem>;

pub(super) fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/session", get(session))
        .route("/api/texts", get(all_texts))
        .route("/api/state", get(state))
        .route("/api/exchange", get(exchange))
        .route("/api/events", get(events::events))
        .route("/api/profiles/{iccid}/enable", post(enable))
        .route("/api/profiles/{iccid}/disable", post(disable))
        .route("/api/profiles/{iccid}/delete", post(delete))
        .route("/api/notifications/deliver", post(deliver))
        .route("/api/operator/lines/{iccid}/quote", post(quote))
        .route("/api/operator/lines/{iccid}/terminate", post(terminate))
        .route("/api/operator/advance", post(advance))
        .route("/api/device/power-cut", post(power_cut))
        .route("/api/device/reset", post(reset))
        .route("/api/device/restart", post(restart))
        .fallback(nothing)
        .method_not_allowed_fallback(wrong_method)
}

async fn nothing() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "there is nothing at this path",
    )
}

async fn wrong_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "wrong-method",
        "this path takes another method",
    )
}

async fn session(State(shared): App, headers: HeaderMap) -> Json<Session> {
    Json(Session {
        token: shared.guard.token().to_owned(),
        version: env!("CARGO_PKG_VERSION"),
        language: texts::chosen(None, &headers, shared.language).tag(),
        folder: shared.lab.folder().display().to_string(),
        target: shared.lab.target().to_owned(),
        commands: shared.commands.clone(),
    })
}

async fn all_texts(
    State(shared): App,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Json<texts::Catalogue> {
    let asked = parameter(query.as_deref(), "lang");
    Json(texts::catalogue(texts::chosen(
        asked.as_deref(),
        &headers,
        shared.language,
    )))
}

async fn state(State(shared): App) -> Json<LabState> {
    shared.lab.look_again().await;
    Json(shared.lab.state().as_ref().clone())
}

async fn exchange(State(shared): App, RawQuery(query): RawQuery) -> Result<Json<Vec<Entry>>, Problem> {
    let after = match parameter(query.as_deref(), "after") {
        None => 0,
        Some(number) => number
            .parse()
            .map_err(|_| Problem::bad("after is the number of an entry"))?,
    };
    let kept = shared.lab.exchange().kept(after);
    Ok(Json(kept.iter().map(|entry| entry.as_ref().clone()).collect()))
}

async fn enable(State(shared): App, Path(iccid): Path<String>) -> Told {
    act(&shared, Action::Enable(parse(&iccid)?)).await
}

async fn disable(State(shared): App, Path(iccid): Path<String>) -> Told {
    act(&shared, Action::Disable(parse(&iccid)?)).await
}

async fn delete(State(shared): App, Path(iccid): Path<String>, body: String) -> Told {
    let iccid = parse(&iccid)?;
    let Confirmation { confirm } = read(&body)?;
    act(&shared, Action::Delete { iccid, confirm }).await
}

async fn deliver(State(shared): App, body: String) -> Told {
    let Numbers { numbers } = if body.trim().is_empty() {
        Numbers::default()
    } else {
        read(&body)?
    };
    act(&shared, Action::Deliver(numbers)).await
}

async fn quote(State(shared): App, Path(iccid): Path<String>) -> Told {
    act(&shared, Action::Quote(parse(&iccid)?)).await
}

async fn terminate(State(shared): App, Path(iccid): Path<String>, body: String) -> Told {
    let iccid = parse(&iccid)?;
    let Confirmation { confirm } = read(&body)?;
    if confirm != iccid.to_string() {
        return Err(Problem::bad("confirm is the ICCID of the line"));
    }
    act(&shared, Action::Terminate(iccid)).await
}

async fn advance(State(shared): App, body: String) -> Told {
    let Days { days } = read(&body)?;
    act(&shared, Action::Advance { days }).await
}

async fn power_cut(State(shared): App, body: String) -> Told {
    let PowerCut { at } = read(&body)?;
    let at_next_write = matches!(at, Moment::NextWrite);
    act(&shared, Action::PowerCut { at_next_write }).await
}

async fn reset(State(shared): App) -> Told {
    act(&shared, Action::Reset).await
}

async fn restart(State(shared): App) -> Told {
    act(&shared, Action::Restart).await
}

/// A page that goes away does not stop what it began.
async fn act(shared: &Arc<Shared>, action: Action) -> Told {
    let lab = Arc::clone(&shared.lab);
    let acted = tokio::spawn(async move { lab.act(action).await }).await;
    match acted {
        Ok(done) => Ok(Json(Answer {
            done: done?,
            state: shared.lab.state().as_ref().clone(),
        })),
        Err(_) => Err(crate::lab::ActionError::Ending.into()),
    }
}

fn parse(iccid: &str) -> Result<Iccid, Problem> {
    iccid
        .parse()
        .map_err(|error| Problem::bad(format!("{iccid:?} is no ICCID: {error}")))
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T, Problem> {
    serde_json::from_str(body).map_err(|error| Problem::bad(error.to_string()))
}

/// A parameter of the query.
fn parameter(query: Option<&str>, name: &str) -> Option<String> {
    let pairs = url::form_urlencoded::parse(query?.as_bytes());
    pairs
        .into_iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.into_owned())
}
