//! TMF637, TMF648, TMF678, TMF629, TMF632: what a customer looks at.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use signoff_protocol::tmf::{
    Customer, CustomerBill, Individual, Paths, Product, QuoteCreate, TerminationQuote,
};

use super::answer::{Answer, Common, ForCustomers, Missing, Refused, WithBody, created};
use super::extract::{Body, Id, Parameters, Token};
use super::site::Site;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ProductFilter {
    product_serial_number: Option<String>,
}

/// List the lines of the customer
#[utoipa::path(
    get,
    path = "/tmf-api/productInventory/v4/product",
    tag = "TMF637 product inventory",
    security(("session" = [])),
    params(("productSerialNumber" = Option<String>, Query, description = "Only the line with this ICCID", example = "8932010000000000012")),
    responses((status = 200, description = "The lines, by ICCID", body = Vec<Product>), Common, ForCustomers)
)]
pub(super) async fn products(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Parameters(filter): Parameters<ProductFilter>,
) -> Answer<Json<Vec<Product>>> {
    let serial = filter.product_serial_number;
    let found = site.run(move |operator, now| operator.products(&token, serial.as_deref(), now));
    Ok(Json(found.await?))
}

/// Look at one line
#[utoipa::path(
    get,
    path = "/tmf-api/productInventory/v4/product/{id}",
    tag = "TMF637 product inventory",
    security(("session" = [])),
    params(("id" = String, Path, description = "The ICCID", example = "8932010000000000012")),
    responses((status = 200, description = "The line", body = Product), Common, ForCustomers, Missing)
)]
pub(super) async fn product(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Id(id): Id,
) -> Answer<Json<Product>> {
    let found = site.run(move |operator, now| operator.product(&token, &id, now));
    Ok(Json(found.await?))
}

/// Ask what the end of a line would cost
///
/// Changes nothing. The contract would end at midnight at the beginning of the date.
#[utoipa::path(
    post,
    path = "/tmf-api/quoteManagement/v4/quote",
    tag = "TMF648 quote",
    security(("session" = [])),
    request_body = QuoteCreate,
    responses(
        (status = 201, description = "The quote; it is computed anew each time and not kept", body = TerminationQuote),
        Common, ForCustomers, WithBody, Missing, Refused
    )
)]
pub(super) async fn quote(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Body(request): Body<QuoteCreate>,
) -> Answer<Response> {
    let quote = site
        .run(move |operator, now| operator.quote(&token, &request, now))
        .await?;
    let place = format!("{}/{}", Paths::QUOTE, quote.id);
    Ok(created(quote, &place))
}

/// List the bills of the customer
#[utoipa::path(
    get,
    path = "/tmf-api/customerBillManagement/v4/customerBill",
    tag = "TMF678 customer bill",
    security(("session" = [])),
    responses((status = 200, description = "The bills", body = Vec<CustomerBill>), Common, ForCustomers)
)]
pub(super) async fn bills(
    State(site): State<Arc<Site>>,
    Token(token): Token,
) -> Answer<Json<Vec<CustomerBill>>> {
    Ok(Json(
        site.run(move |operator, now| operator.bills(&token, now)).await?,
    ))
}

/// Look at one bill
#[utoipa::path(
    get,
    path = "/tmf-api/customerBillManagement/v4/customerBill/{id}",
    tag = "TMF678 customer bill",
    security(("session" = [])),
    params(("id" = String, Path, description = "Number of the bill", example = "PX-2026-02")),
    responses((status = 200, description = "The bill", body = CustomerBill), Common, ForCustomers, Missing)
)]
pub(super) async fn bill(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Id(id): Id,
) -> Answer<Json<CustomerBill>> {
    let found = site.run(move |operator, now| operator.bill(&token, &id, now));
    Ok(Json(found.await?))
}

/// Look at the customer who is asking
#[utoipa::path(
    get,
    path = "/tmf-api/customerManagement/v4/customer",
    tag = "TMF629 customer",
    security(("session" = [])),
    responses((status = 200, description = "One customer", body = Vec<Customer>), Common, ForCustomers)
)]
pub(super) async fn customers(
    State(site): State<Arc<Site>>,
    Token(token): Token,
) -> Answer<Json<Vec<Customer>>> {
    let found = site.run(move |operator, now| operator.customers(&token, now));
    Ok(Json(found.await?))
}

/// Look at one customer
#[utoipa::path(
    get,
    path = "/tmf-api/customerManagement/v4/customer/{id}",
    tag = "TMF629 customer",
    security(("session" = [])),
    params(("id" = String, Path, description = "Identifier of the customer", example = "TEST-PX-1001")),
    responses((status = 200, description = "The customer", body = Customer), Common, ForCustomers, Missing)
)]
pub(super) async fn customer(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Id(id): Id,
) -> Answer<Json<Customer>> {
    let found = site.run(move |operator, now| operator.customer(&token, &id, now));
    Ok(Json(found.await?))
}

/// Look at the person behind the customer
#[utoipa::path(
    get,
    path = "/tmf-api/party/v4/individual/{id}",
    tag = "TMF632 party",
    security(("session" = [])),
    params(("id" = String, Path, description = "Identifier of the person", example = "TEST-PX-1001-P")),
    responses((status = 200, description = "The person", body = Individual), Common, ForCustomers, Missing)
)]
pub(super) async fn individual(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Id(id): Id,
) -> Answer<Json<Individual>> {
    let found = site.run(move |operator, now| operator.individual(&token, &id, now));
    Ok(Json(found.await?))
}
