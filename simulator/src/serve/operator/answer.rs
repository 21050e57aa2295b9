//! Answers: resources as JSON, or the error object of TMF.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use signoff_protocol::tmf::{ErrorCode, TmfError};

/// An error as an answer.
#[derive(Debug)]
pub(super) struct Failed(pub(super) TmfError);

impl Failed {
    pub(super) fn new(code: ErrorCode, reason: impl Into<String>) -> Self {
        Self(TmfError::new(code, reason))
    }
}

impl From<TmfError> for Failed {
    fn from(error: TmfError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let status = self.0.code.status();
        let error = TmfError {
            status: Some(status.to_string()),
            ..self.0
        };
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = (status, Json(error)).into_response();
        if status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

/// What a handler gives.
pub(super) type Answer<T> = Result<T, Failed>;

/// 201 with the resource and its place.
pub(super) fn created<T: Serialize>(resource: T, href: &str) -> Response {
    let mut response = (StatusCode::CREATED, Json(resource)).into_response();
    if let Ok(place) = HeaderValue::from_str(href) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

/// Errors that any operation may answer with.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "describes answers that are made elsewhere")]
pub(super) enum Common {
    /// The request can't be read
    #[response(status = 400)]
    Invalid(TmfError),
    /// The body did not come in time
    #[response(status = 408)]
    RequestTimeout(TmfError),
    /// The desk does not work
    #[response(status = 503)]
    OutOfOrder(TmfError),
}

/// Errors of operations for customers.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "describes answers that are made elsewhere")]
pub(super) enum ForCustomers {
    /// Nobody is identified, or not any more
    #[response(status = 401)]
    NotIdentified(TmfError),
}

/// Errors of operations with a body.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "describes answers that are made elsewhere")]
pub(super) enum WithBody {
    /// The body is too long
    #[response(status = 413)]
    TooLarge(TmfError),
    /// The body is no JSON
    #[response(status = 415)]
    UnsupportedMediaType(TmfError),
}

/// The customer has no such thing.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "describes answers that are made elsewhere")]
pub(super) enum Missing {
    /// The customer has no such thing
    #[response(status = 404)]
    NotFound(TmfError),
}

/// The desk says no.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "describes answers that are made elsewhere")]
pub(super) enum Refused {
    /// The contract, its dates or its orders do not allow it
    #[response(status = 409)]
    Conflict(TmfError),
    /// More of this than the desk keeps
    #[response(status = 429)]
    TooMany(TmfError),
}
