//! From HTTP to the engine and back.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONNECTION, HOST};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use jiff::Timestamp;
use signoff_protocol::es9p::Es9pFunction;
use tokio::time::{sleep, timeout};

use super::admin;
use super::limits;
use super::stream::Ending;
use crate::smdp::{HttpRequest, HttpResponse, Smdp};

/// What the door knows of the client.
#[derive(Clone, Debug)]
pub(super) struct Peer {
    /// The server name of TLS.
    host: String,
    pub(super) address: SocketAddr,
    pub(super) ending: Ending,
    resets: bool,
    requests: Arc<AtomicUsize>,
}

impl Peer {
    pub(super) fn new(host: String, address: SocketAddr, ending: Ending, resets: bool) -> Self {
        Self {
            host,
            address,
            ending,
            resets,
            requests: Arc::default(),
        }
    }
}

/// The paths of the door: our own for people who run it, all others are the engine's.
pub(super) fn router(smdp: Arc<Smdp>) -> Router {
    Router::new()
        .nest(admin::ADMIN_PATH, admin::router())
        .fallback(engine)
        .layer(Extension(admin::Instance(Timestamp::now().to_string().into())))
        .with_state(smdp)
}

async fn engine(
    State(smdp): State<Arc<Smdp>>,
    Extension(peer): Extension<Peer>,
    request: Request,
) -> Response {
    if request.method() != Method::POST {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let (head, body) = request.into_parts();
    let body = match timeout(limits::BODY_TIME, to_bytes(body, limits::BODY)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let request = HttpRequest {
        address: head.headers.get(HOST).map_or_else(|| peer.host.clone(), text),
        path: head.uri.path().to_owned(),
        headers: head
            .headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), text(value)))
            .collect(),
        body: body.to_vec(),
    };
    // A fault that was set while the connection was open strikes as well as it can.
    let is_first = peer.requests.fetch_add(1, Ordering::Relaxed) == 0;
    let late = !is_first && smdp.take_connection_fault(&request.address).is_some();
    if peer.resets || late {
        peer.ending.reset();
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let function = Es9pFunction::from_path(&request.path);
    // Public-key operations and the store: not on the threads that listen.
    let handled = tokio::task::spawn_blocking(move || smdp.handle(&request, Timestamp::now())).await;
    let Ok(answer) = handled else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    sleep(Duration::from_millis(answer.delay_ms).min(limits::DELAY)).await;
    let within_session = matches!(
        function,
        Some(Es9pFunction::InitiateAuthentication | Es9pFunction::AuthenticateClient)
    );
    respond(answer, within_session)
}

/// The engine's answer; the connection is kept only where the next request of a session will follow.
fn respond(answer: HttpResponse, keep: bool) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = status;
    for (name, value) in answer.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(&value)) {
            response.headers_mut().append(name, value);
        }
    }
    if !keep || status != StatusCode::OK {
        response
            .headers_mut()
            .insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
