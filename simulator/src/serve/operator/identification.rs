//! `/desk/v1`: who somebody is.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use signoff_protocol::tmf::{DeskSession, IdentificationRequest, OneTimeCodeRequest, TmfError};

use super::answer::{Answer, Common, ForCustomers, WithBody, created};
use super::extract::{Body, Token};
use super::site::Site;

/// Send a one-time code to the customer
///
/// The answer is the same whether there is such an account or not.
#[utoipa::path(
    post,
    path = "/desk/v1/oneTimeCode",
    tag = "identification",
    request_body = OneTimeCodeRequest,
    responses(
        (status = 202, description = "A code is on its way if there is such an account"),
        (status = 403, description = "The account is locked", body = TmfError),
        Common, WithBody
    )
)]
pub(super) async fn request_code(
    State(site): State<Arc<Site>>,
    Body(request): Body<OneTimeCodeRequest>,
) -> Answer<StatusCode> {
    site.run(move |operator, now| operator.request_code(&request, now))
        .await?;
    Ok(StatusCode::ACCEPTED)
}

/// Identify a customer
///
/// With the number of the account and one proof: the number of a document, or a one-time code.
#[utoipa::path(
    post,
    path = "/desk/v1/session",
    tag = "identification",
    request_body = IdentificationRequest,
    responses(
        (status = 201, description = "The customer is identified", body = DeskSession),
        (status = 401, description = "Account and proof do not belong together; it counts as a try", body = TmfError),
        (status = 403, description = "The account is locked", body = TmfError),
        Common, WithBody
    )
)]
pub(super) async fn identify(
    State(site): State<Arc<Site>>,
    Body(request): Body<IdentificationRequest>,
) -> Answer<Response> {
    let session = site
        .run(move |operator, now| operator.identify(&request, now))
        .await?;
    Ok(created(session, "/desk/v1/session"))
}

/// End a session
#[utoipa::path(
    delete,
    path = "/desk/v1/session",
    tag = "identification",
    security(("session" = [])),
    responses((status = 204, description = "The token is good for nothing any more"), Common, ForCustomers)
)]
pub(super) async fn sign_off(State(site): State<Arc<Site>>, Token(token): Token) -> Answer<Response> {
    site.run(move |operator, now| operator.sign_off(&token, now))
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
