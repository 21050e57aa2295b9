//! ES2+ as an SM-DP+ calls it (SGP.22 §5.3.5): how far downloads came, what eUICCs reported.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use signoff_protocol::es2p::Es2pFunction;
use signoff_protocol::es9p::{PROTOCOL_VERSION, from_json};
use signoff_protocol::tmf::{ErrorCode, TmfError};

use super::site::Site;
use crate::operator::Operator;
use crate::smdp::StoreError;

const X_ADMIN_PROTOCOL: HeaderName = HeaderName::from_static("x-admin-protocol");

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route(Es2pFunction::HandleDownloadProgressInfo.path(), post(progress))
        .route(Es2pFunction::HandleNotification.path(), post(notification))
}

async fn progress(State(site): State<Arc<Site>>, body: Bytes) -> Response {
    take(&site, &body, |operator, request, now| {
        operator.handle_download_progress_info(&request, now)
    })
    .await
}

async fn notification(State(site): State<Arc<Site>>, body: Bytes) -> Response {
    take(&site, &body, |operator, request, now| {
        operator.handle_notification(&request, now)
    })
    .await
}

/// These functions have no result: 204, or an error of HTTP.
async fn take<Q: DeserializeOwned + Send + 'static>(
    site: &Arc<Site>,
    body: &[u8],
    function: fn(&Operator, Q, Timestamp) -> Result<(), StoreError>,
) -> Response {
    let Ok(request) = from_json::<Q>(body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let done = site.run(move |operator, now| {
        function(operator, request, now)
            .map_err(|error| TmfError::new(ErrorCode::OutOfOrder, error.to_string()))
    });
    let status = match done.await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    };
    (
        status,
        [(X_ADMIN_PROTOCOL, HeaderValue::from_static(PROTOCOL_VERSION))],
    )
        .into_response()
}
