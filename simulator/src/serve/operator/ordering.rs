//! TMF622: orders.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use signoff_protocol::tmf::{
    CancelProductOrder, CancelProductOrderCreate, ProductOrder, ProductOrderCreate, ProductOrderUpdate,
};

use super::answer::{Answer, Common, ForCustomers, Missing, Refused, WithBody, created};
use super::extract::{Body, Id, Parameters, Token};
use super::site::Site;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OrderFilter {
    external_id: Option<String>,
}

/// List the orders of the customer
#[utoipa::path(
    get,
    path = "/tmf-api/productOrderingManagement/v4/productOrder",
    tag = "TMF622 product ordering",
    security(("session" = [])),
    params(("externalId" = Option<String>, Query, description = "Only the order that the client calls so", example = "example-1")),
    responses((status = 200, description = "The orders, the oldest first", body = Vec<ProductOrder>), Common, ForCustomers)
)]
pub(super) async fn orders(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Parameters(filter): Parameters<OrderFilter>,
) -> Answer<Json<Vec<ProductOrder>>> {
    let external_id = filter.external_id;
    let found = site.run(move |operator, now| operator.orders(&token, external_id.as_deref(), now));
    Ok(Json(found.await?))
}

/// Order the end of a line, or a new eSIM for it
///
/// An order to end a line waits for its confirmation. The same external id again gives the same order.
#[utoipa::path(
    post,
    path = "/tmf-api/productOrderingManagement/v4/productOrder",
    tag = "TMF622 product ordering",
    security(("session" = [])),
    request_body = ProductOrderCreate,
    responses(
        (status = 200, description = "The order was made before", body = ProductOrder),
        (status = 201, description = "The order is made", body = ProductOrder),
        Common, ForCustomers, WithBody, Missing, Refused
    )
)]
pub(super) async fn make(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Body(request): Body<ProductOrderCreate>,
) -> Answer<Response> {
    let (order, is_new) = site
        .run(move |operator, now| operator.make_order(&token, &request, now))
        .await?;
    if !is_new {
        return Ok(Json(order).into_response());
    }
    let place = order.href.clone();
    Ok(created(order, &place))
}

/// Look at one order
#[utoipa::path(
    get,
    path = "/tmf-api/productOrderingManagement/v4/productOrder/{id}",
    tag = "TMF622 product ordering",
    security(("session" = [])),
    params(("id" = String, Path, description = "Reference number")),
    responses((status = 200, description = "The order", body = ProductOrder), Common, ForCustomers, Missing)
)]
pub(super) async fn order(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Id(id): Id,
) -> Answer<Json<ProductOrder>> {
    let found = site.run(move |operator, now| operator.order(&token, &id, now));
    Ok(Json(found.await?))
}

/// Confirm an order
#[utoipa::path(
    patch,
    path = "/tmf-api/productOrderingManagement/v4/productOrder/{id}",
    tag = "TMF622 product ordering",
    security(("session" = [])),
    params(("id" = String, Path, description = "Reference number")),
    request_body = ProductOrderUpdate,
    responses(
        (status = 200, description = "The order, confirmed", body = ProductOrder),
        Common, ForCustomers, WithBody, Missing, Refused
    )
)]
pub(super) async fn confirm(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Id(id): Id,
    Body(update): Body<ProductOrderUpdate>,
) -> Answer<Json<ProductOrder>> {
    let order = site.run(move |operator, now| operator.confirm_order(&token, &id, &update, now));
    Ok(Json(order.await?))
}

/// Take an order back before its date
#[utoipa::path(
    post,
    path = "/tmf-api/productOrderingManagement/v4/cancelProductOrder",
    tag = "TMF622 product ordering",
    security(("session" = [])),
    request_body = CancelProductOrderCreate,
    responses(
        (status = 201, description = "The order was taken back", body = CancelProductOrder),
        Common, ForCustomers, WithBody, Missing, Refused
    )
)]
pub(super) async fn cancel(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Body(request): Body<CancelProductOrderCreate>,
) -> Answer<Response> {
    let cancelled = site
        .run(move |operator, now| operator.cancel_order(&token, &request, now))
        .await?;
    let place = cancelled.product_order.href.clone().unwrap_or_default();
    Ok(created(cancelled, &place))
}
