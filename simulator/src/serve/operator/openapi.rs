//! The description of the desk's interface, made of the handlers themselves.

use std::sync::Arc;

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::site::Site;
use super::{identification, ordering, resources};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Operator's desk",
        description = "A simulated operator in the shape of the TM Forum Open APIs. Money is decimal text, not a number; \
                       fields beyond TMF are marked so.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    modifiers(&Session)
)]
struct Desk;

struct Session;

impl Modify for Session {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("The accessToken of a session"))
            .build();
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("session", SecurityScheme::Http(scheme));
    }
}

/// The paths of the desk, with their description.
pub(super) fn router() -> OpenApiRouter<Arc<Site>> {
    OpenApiRouter::with_openapi(Desk::openapi())
        .routes(routes!(identification::request_code))
        .routes(routes!(identification::identify, identification::sign_off))
        .routes(routes!(resources::products))
        .routes(routes!(resources::product))
        .routes(routes!(resources::quote))
        .routes(routes!(resources::bills))
        .routes(routes!(resources::bill))
        .routes(routes!(resources::customers))
        .routes(routes!(resources::customer))
        .routes(routes!(resources::individual))
        .routes(routes!(ordering::orders, ordering::make))
        .routes(routes!(ordering::order, ordering::confirm))
        .routes(routes!(ordering::cancel))
}

/// The OpenAPI document.
pub fn document() -> utoipa::openapi::OpenApi {
    router().into_openapi()
}

#[cfg(test)]
mod tests {
    use signoff_protocol::tmf::Paths;

    use super::*;

    #[test]
    fn the_paths_are_those_that_clients_use() {
        let document = document();
        for path in [
            Paths::SESSION,
            Paths::ONE_TIME_CODE,
            Paths::PRODUCT,
            Paths::QUOTE,
            Paths::CUSTOMER_BILL,
            Paths::CUSTOMER,
            Paths::PRODUCT_ORDER,
            Paths::CANCEL_PRODUCT_ORDER,
        ] {
            assert!(document.paths.paths.contains_key(path), "{path}");
        }
        for path in [
            Paths::PRODUCT,
            Paths::PRODUCT_ORDER,
            Paths::CUSTOMER_BILL,
            Paths::INDIVIDUAL,
        ] {
            assert!(
                document.paths.paths.contains_key(&format!("{path}/{{id}}")),
                "{path}"
            );
        }
    }

    #[test]
    fn no_schema_has_a_float() {
        let text = document().to_json().unwrap();
        assert!(text.contains(r#""openapi":"3.1.0""#), "{}", &text[..40]);
        assert!(!text.contains("\"number\"") && !text.contains("double") && !text.contains("\"float\""));
    }
}
