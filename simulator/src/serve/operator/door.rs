//! From HTTP to the engine and back, and the faults on the way.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{CONNECTION, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Router};
use signoff_protocol::tmf::{ErrorCode, Paths};
use tokio::time::sleep;

use super::answer::Failed;
use super::site::Site;
use super::{admin, es2p, openapi};
use crate::operator::OperatorFault;
use crate::serve::https::ADMIN_PATH;
use crate::serve::https::limits;
use crate::serve::https::stream::Ending;

/// What the door knows of the client.
#[derive(Clone, Debug)]
pub(super) struct Peer {
    pub(super) address: SocketAddr,
    pub(super) ending: Ending,
}

/// All paths of the door.
pub(super) fn router(site: &Arc<Site>) -> Router {
    let (desk, document) = openapi::router().split_for_parts();
    let document: Arc<str> = document.to_json().unwrap_or_default().into();
    let desk = desk
        .layer(from_fn_with_state(Arc::clone(site), faulty))
        .merge(es2p::router())
        .nest(ADMIN_PATH, admin::router())
        .route(
            Paths::OPENAPI,
            get(move || std::future::ready(describe(&document))),
        )
        .method_not_allowed_fallback(wrong_method)
        .fallback(nothing)
        .layer(DefaultBodyLimit::max(limits::BODY))
        .layer(from_fn(one_request));
    desk.with_state(Arc::clone(site))
}

fn describe(document: &str) -> Response {
    let kind = HeaderValue::from_static("application/json");
    ([(axum::http::header::CONTENT_TYPE, kind)], document.to_owned()).into_response()
}

async fn nothing(uri: Uri) -> Failed {
    Failed::new(ErrorCode::NotFound, format!("there is nothing at {}", uri.path()))
}

async fn wrong_method(method: Method, uri: Uri) -> Failed {
    Failed::new(
        ErrorCode::MethodNotAllowed,
        format!("{method} is not possible at {}", uri.path()),
    )
}

/// A client that sets a fault between two requests must meet it, so each has a connection of its own.
async fn one_request(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Carries out the faults of the door.
async fn faulty(
    State(site): State<Arc<Site>>,
    Extension(peer): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let fault = site
        .operator
        .take_door_fault(|fault| *fault != OperatorFault::Refused);
    match fault {
        Some(OperatorFault::Reset) => {
            peer.ending.reset();
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Some(OperatorFault::Timeout) => {
            sleep(limits::DELAY).await;
            peer.ending.reset();
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Some(OperatorFault::Status(status)) => {
            let mut response = Failed::new(ErrorCode::OutOfOrder, "out of order on request").into_response();
            *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
            response
        }
        Some(OperatorFault::Slow { ms }) => {
            sleep(Duration::from_millis(ms).min(limits::DELAY)).await;
            next.run(request).await
        }
        _ => next.run(request).await,
    }
}
