//! What a handler takes out of a request; what can't be taken is an error object of TMF.

use axum::body::to_bytes;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use signoff_protocol::tmf::ErrorCode;
use tokio::time::timeout;

use super::answer::Failed;
use crate::serve::https::limits;

/// Longest body of a request, bytes.
const BODY: usize = 64 * 1024;

/// The token of a session.
pub(super) struct Token(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Token {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failed> {
        let value = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        value
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"))
            .map(|(_, token)| Self(token.trim().to_owned()))
            .ok_or_else(|| Failed::new(ErrorCode::NotIdentified, "the request has no bearer token"))
    }
}

/// The identifier at the end of a path.
pub(super) struct Id(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failed> {
        let found: Result<Path<String>, PathRejection> = Path::from_request_parts(parts, state).await;
        found
            .map(|Path(id)| Self(id))
            .map_err(|_| Failed::new(ErrorCode::NotFound, "there is nothing at this path"))
    }
}

/// The parameters behind the question mark.
pub(super) struct Parameters<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Parameters<T> {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failed> {
        let found: Result<Query<T>, QueryRejection> = Query::from_request_parts(parts, state).await;
        found
            .map(|Query(parameters)| Self(parameters))
            .map_err(|error| Failed::new(ErrorCode::InvalidRequest, error.body_text()))
    }
}

/// The body.
pub(super) struct Body<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Failed;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failed> {
        if !is_json(&request) {
            return Err(Failed::new(
                ErrorCode::UnsupportedMediaType,
                "the body is to be application/json",
            ));
        }
        let body = match timeout(limits::BODY_TIME, to_bytes(request.into_body(), BODY)).await {
            Ok(Ok(body)) => body,
            Ok(Err(_)) => {
                let reason = format!("the body is longer than {BODY} bytes");
                return Err(Failed::new(ErrorCode::TooLarge, reason));
            }
            Err(_) => {
                return Err(Failed::new(
                    ErrorCode::RequestTimeout,
                    "the body did not come in time",
                ));
            }
        };
        serde_json::from_slice(&body).map(Self).map_err(|error| {
            Failed::new(
                ErrorCode::InvalidRequest,
                format!("the body can't be read: {error}"),
            )
        })
    }
}

fn is_json(request: &Request) -> bool {
    let value = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    value.is_some_and(|value| {
        let kind = value.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/json")
            || kind.eq_ignore_ascii_case("application/merge-patch+json")
    })
}
